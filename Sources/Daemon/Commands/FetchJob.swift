internal import Fetching
package import Logging
internal import Model
internal import Storage

/// `dibao fetch`: pages on request, kept in the archive or only shown.
package struct FetchJob: Sendable {
    /// What is written to the output for each page.
    package enum Output: Hashable, Sendable {
        /// The page is kept; one line: id, date, title, file, parted by TAB.
        case line
        /// Nothing is kept; the article's text, with an empty line between two.
        case text
        /// Nothing is kept; one line of JSON.
        case json
    }

    private let configuration: Configuration
    private let output: Output
    private let sourceOfSite: [String: String]
    private let console: Console
    private let logger: Logger
    private let time: DaemonClock

    /// - Parameter sourceOfSite: the source in whose name a site's pages are fetched, by `WebAddress.siteKey`; the
    ///   pages of other sites are fetched by hand.
    package init(
        _ configuration: Configuration, output: Output = .line, sourceOfSite: [String: String] = [:],
        time: DaemonClock = .system, console: Console, logger: Logger
    ) {
        self.configuration = configuration
        self.output = output
        self.sourceOfSite = sourceOfSite
        self.console = console
        self.logger = logger
        self.time = time
    }

    /// Fetches every address, several at once; results come in the order in which they are done.
    ///
    /// - Parameter total: how many addresses there will be; nil where nobody knows.
    /// - Throws: what keeps all pages from being kept or shown.
    package func run(_ addresses: AsyncStream<String>, total: Int? = nil) async throws(CommandFailure) -> ExitStatus {
        try Wiring.checkText(configuration)
        let fetcher = try Wiring.fetcher(configuration)
        let report = FetchReport(console: console, total: total)
        do throws(CommandFailure) {
            let (serve, close) = try await service(fetcher, report)
            await run(addresses, serve, report)
            do throws(WorkFailure) { try await close() } catch { throw CommandFailure(error) }
        } catch {
            await fetcher.shutDown()
            throw error
        }
        await fetcher.shutDown()
        return try await report.close()
    }

    private typealias Service = @Sendable (WantedPage) async throws(WorkFailure) -> Void
    private typealias Closing = @Sendable () async throws(WorkFailure) -> Void

    /// What is done with each page, and at the end.
    private func service(
        _ fetcher: Fetcher, _ report: FetchReport
    ) async throws(CommandFailure) -> (Service, Closing) {
        guard output == .line else {
            // Where nothing can be kept beside the database, a look at a page keeps its pauses by itself.
            let fetch = try await Wiring.pageFetch(
                configuration, .byHand, fetcher, memory: NoSiteMemory(), shared: try? Wiring.sharedTurns(configuration),
                time: time, pool: ReadingPool())
            return (preview(fetch, report), { () throws(WorkFailure) in })
        }
        let archive = try Wiring.archive(configuration)
        let store = try Wiring.store(configuration)
        let archivist = try Wiring.archivist(configuration, archive, store, logger)
        do throws(WorkFailure) { try await archivist.settle() } catch { throw CommandFailure(error) }
        let pool = try await Wiring.readingPool(configuration, store, now: time.now(), logger: logger)
        let fetch = try await Wiring.pageFetch(
            configuration, .byHand, fetcher, memory: store, shared: try Wiring.sharedTurns(configuration), time: time,
            pool: pool)
        let visit = Wiring.pageVisit(configuration, fetch, archivist, store)
        let serve: Service = { wanted throws(WorkFailure) in
            try await keep(wanted, visit, store, report)
        }
        return (serve, { () throws(WorkFailure) in try await visit.close() })
    }

    private func keep(
        _ wanted: WantedPage, _ visit: PageVisit, _ store: any Store, _ report: FetchReport
    ) async throws(WorkFailure) {
        var wanted = wanted
        let url = CanonicalAddress(wanted.address).address.description
        wanted.shown = try await kept { () throws(StorageFailure) in try await store.page(url) }
        wanted.visit = wanted.shown?.visit
        let outcome = try await visit.run(wanted)
        switch outcome {
        case .kept(let kept), .merged(_, _, let kept): try await tell(kept, store, report)
        case .calledOff: await report.callOff()
        default: await report.fail(outcome.reason ?? "\(wanted.address): no article")
        }
    }

    private func tell(
        _ result: VisitOutcome.Kept, _ store: any Store, _ report: FetchReport
    ) async throws(WorkFailure) {
        var record: ArticleRecord?
        if case .published(let event) = result.outcome {
            record = event.record
            logger.info(
                "archived",
                metadata: [
                    "source": "\(event.source)", "url": "\(event.url)", "event": "\(event.name)", "id": "\(event.id)",
                ])
        }
        let id = result.outcome.id
        if record == nil {
            record = try await kept { () throws(StorageFailure) in try await store.article(id)?.record }
        }
        await report.finish(FetchJob.line(id, record))
        for reason in result.lacking { await report.fail(reason) }
    }

    /// Shows articles, and keeps nothing.
    private func preview(_ fetch: PageFetch, _ report: FetchReport) -> Service {
        let output = output
        let reader = Wiring.reader(configuration, pool: fetch.pool)
        return { wanted throws(WorkFailure) in
            let page: ReadPage
            switch try await reader.look(at: wanted, through: fetch, isWhole: true) {
            case .article(let read): page = read
            case .none(let reason, _), .incomplete(let reason): return await report.fail(reason)
            }
            guard output == .json else {
                return await report.finish(plainText(page.article.text), separator: "\n")
            }
            let id = page.article.fingerprint.id.description
            do {
                await report.finish(try jsonLine(ArticleJSON(page.article, name: id, url: page.address)) + "\n")
            } catch {
                await report.fail("\(page.address): its article does not fit JSON: \(error)")
            }
        }
    }

    /// `0d968600ded4c9d5 → 2023-06-16 → 江门…会 → 2023/06/16/000_0d968600ded4c9d5.txt`, TAB for the arrows; `-` for what is
    /// unknown.
    private static func line(_ id: ArticleID, _ record: ArticleRecord?) -> String {
        let title = oneLine(record?.metadata.title ?? "")
        return [
            id.description, record?.metadata.date?.description ?? "-", title.isEmpty ? "-" : title, record?.file ?? "-",
        ].joined(separator: "\t") + "\n"
    }

    private func run(_ addresses: AsyncStream<String>, _ serve: @escaping Service, _ report: FetchReport) async {
        let offset = Wiring.utcOffset(configuration, at: time.now())
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await text in addresses {
                if running == configuration.fetch.concurrency {
                    await group.next()
                    running -= 1
                }
                if await report.fatal != nil { break }
                running += 1
                group.addTask {
                    do throws(WorkFailure) {
                        switch wanted(text, offset) {
                        case .success(let page): try await serve(page)
                        case .failure(let problem): await report.fail(problem.words)
                        }
                    } catch {
                        await report.end(error)
                    }
                }
            }
            while running > 0 {
                if await report.fatal != nil { group.cancelAll() }
                await group.next()
                running -= 1
            }
        }
    }

    private struct Problem: Error { let words: String }

    private func wanted(_ text: String, _ offset: Int) -> Result<WantedPage, Problem> {
        do throws(WebAddressError) {
            let address = try WebAddress(parsing: text)
            let source = sourceOfSite[address.siteKey] ?? SourceConfiguration.manual
            return .success(WantedPage(address: address, source: source, utcOffset: offset))
        } catch {
            return .failure(Problem(words: "\(oneLine(text.prefix(200))): \(error)"))
        }
    }
}

/// For whoever only looks: nothing is known of sites, and nothing remembered.
private struct NoSiteMemory: SiteMemory {
    func robots() async throws(StorageFailure) -> [RobotsSnapshot] { [] }
    func record(_ robots: RobotsSnapshot) async throws(StorageFailure) {}
    func health() async throws(StorageFailure) -> [String: String] { [:] }
    func health(of site: String) async throws(StorageFailure) -> String? { nil }
    func record(health: String?, of site: String) async throws(StorageFailure) {}
}
