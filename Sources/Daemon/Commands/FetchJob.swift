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

    /// - Parameter sourceOfSite: the source in whose name a site's pages are fetched, by `WebAddress.siteKey`; the
    ///   pages of other sites are fetched by hand.
    package init(
        _ configuration: Configuration, output: Output = .line, sourceOfSite: [String: String] = [:], console: Console,
        logger: Logger
    ) {
        self.configuration = configuration
        self.output = output
        self.sourceOfSite = sourceOfSite
        self.console = console
        self.logger = logger
    }

    /// Fetches every address, several at once; results come in the order in which they are done.
    ///
    /// - Parameter total: how many addresses there will be; nil where nobody knows.
    /// - Throws: what keeps all pages from being kept or shown.
    package func run(_ addresses: AsyncStream<String>, total: Int? = nil) async throws(CommandFailure) -> ExitStatus {
        try Works.checkText(configuration)
        let fetcher = try Works.fetcher(configuration)
        let report = FetchReport(console: console, total: total)
        do throws(CommandFailure) {
            let (serve, close) = try await service(fetcher, report)
            await run(addresses, serve, report)
            do throws(PageFailure) { try await close() } catch { throw CommandFailure(error) }
        } catch {
            await fetcher.shutDown()
            throw error
        }
        await fetcher.shutDown()
        return try await report.close()
    }

    private typealias Service = @Sendable (PageVisit) async throws(PageFailure) -> Void
    private typealias Closing = @Sendable () async throws(PageFailure) -> Void

    /// What is done with each page, and at the end.
    private func service(
        _ fetcher: Fetcher, _ report: FetchReport
    ) async throws(CommandFailure) -> (Service, Closing) {
        guard output == .line else {
            return (preview(Works.reader(configuration, fetcher), report), { () throws(PageFailure) in })
        }
        let archive = try Works.archive(configuration)
        let store = try Works.store(configuration)
        let archivist = try Works.archivist(configuration, archive, store, logger)
        do throws(PageFailure) { try await archivist.settle() } catch { throw CommandFailure(error) }
        let pool = try await Works.readingPool(configuration, store, now: .now, logger: logger)
        let reader = Works.reader(configuration, fetcher, pool: pool)
        let pipeline = Pipeline(
            reader: reader, attachments: Works.attachments(configuration, archivist, store), store: store)
        let logger = logger
        let serve: Service = { visit throws(PageFailure) in
            let (outcome, missing) = try await pipeline.run(visit)
            let record: ArticleRecord?
            if case .published(let event) = outcome, let own = event.record {
                record = own
            } else {
                do throws(StorageFailure) {
                    record = try await store.article(outcome.id)?.record
                } catch {
                    throw PageFailure(keeping: error)
                }
            }
            if case .published(let event) = outcome {
                logger.info(
                    "archived",
                    metadata: [
                        "source": "\(event.source)", "url": "\(event.url)", "event": "\(event.name)",
                        "id": "\(event.id)",
                    ])
            }
            await report.finish(FetchJob.line(outcome.id, record))
            for failure in missing { await report.fail(failure) }
        }
        return (serve, { () throws(PageFailure) in try await pipeline.close() })
    }

    private func preview(_ reader: PageReader, _ report: FetchReport) -> Service {
        let output = output
        return { visit throws(PageFailure) in
            let page = try await reader.read(try await reader.fetch(visit), of: visit) {
                (address) throws(PageFailure) in
                try await reader.fetch(address, of: visit)
            }
            guard output == .json else {
                return await report.finish(plainText(page.article.text), separator: "\n")
            }
            let id = page.article.fingerprint.id.description
            do {
                await report.finish(try jsonLine(ArticleJSON(page.article, name: id, url: page.address)) + "\n")
            } catch {
                throw .unreadable("\(page.address): its article does not fit JSON: \(error)")
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
        let offset = Works.utcOffset(configuration, at: .now)
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
                    do throws(PageFailure) {
                        try await serve(try visit(text, offset))
                    } catch {
                        await report.fail(error)
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

    private func visit(_ text: String, _ offset: Int) throws(PageFailure) -> PageVisit {
        do throws(WebAddressError) {
            let address = try WebAddress(parsing: text)
            let source = sourceOfSite[address.siteKey] ?? SourceConfiguration.manual
            return PageVisit(address: address, source: source, utcOffset: offset)
        } catch {
            throw .refused("\(oneLine(text.prefix(200))): \(error)")
        }
    }
}
