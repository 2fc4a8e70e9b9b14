internal import Extraction
internal import Fetching
internal import Foundation
internal import Model

/// `dibao extract`: files in, articles out; no network, nothing is kept.
package struct ExtractJob: Sendable {
    package enum Format: String, Sendable, CaseIterable { case text, json }

    package struct Options: Sendable {
        /// Nil: text for a file, JSON for a folder.
        package var format: Format?
        /// Where the page came from; checked already.
        package var address: String?
        /// What the HTTP header said.
        package var charset: String?
        package var explains: Bool
        /// The pages list articles: their links are wanted. Needs `address`.
        package var readsLinks: Bool
        /// A configured source's id: its rules and time zone hold.
        package var source: String?
        /// A source's `rules` as they would stand in its file; they go before those of `source`.
        package var rules: String?
        /// Pages of the same site to learn from first: files or folders.
        package var lessons: [String]

        package init(
            format: Format? = nil, address: String? = nil, charset: String? = nil, explains: Bool = false,
            readsLinks: Bool = false, source: String? = nil, rules: String? = nil, lessons: [String] = []
        ) {
            self.lessons = lessons
            self.format = format
            self.address = address
            self.charset = charset
            self.explains = explains
            self.readsLinks = readsLinks
            self.source = source
            self.rules = rules
        }
    }

    private let extractor: Extractor
    private let options: Options
    private let address: WebAddress?
    private let limitBytes: Int
    private let today: Day
    private let utcOffset: Int
    private let rules: ExtractionRules
    private let console: Console

    /// - Throws: `.badData` for a source that is not configured; `.badConfiguration` for rules that cannot be read
    ///   or OpenCC's data that are missing.
    package init(_ configuration: Configuration, options: Options, console: Console) throws(CommandFailure) {
        var source: SourceConfiguration?
        if let id = options.source { source = try configuration.source(id) }
        var rules = source?.rules ?? ExtractionRules()
        if let written = options.rules {
            do throws(ConfigurationError) {
                rules = try ExtractionRules(parsing: written)
            } catch {
                throw CommandFailure(error)
            }
        }
        self.rules = rules
        try Wiring.checkText(configuration)
        extractor = Wiring.extractor(configuration)
        self.options = options
        address = options.address.flatMap { try? WebAddress(parsing: $0) }  // the command line refuses invalid ones
        limitBytes = configuration.fetch.maxBodyBytes
        utcOffset = Wiring.utcOffset(configuration, of: source?.timeZone, at: .now)
        today = Timestamp.now.day(offset: utcOffset)
        self.console = console
    }

    /// Reads files, folders or (`-`) the standard input; writes in their order.
    ///
    /// - Returns: `.someFailed` where some of several pages hold no article, each told in one line.
    /// - Throws: `.badData` where the only page holds no article; `.inputOutput` where it cannot be read, or the output
    ///   not be written.
    package func run(_ paths: [String]) async throws(CommandFailure) -> ExitStatus {
        let knowledge = options.lessons.isEmpty ? .nothing : SiteKnowledge.memory(try memory(taughtBy: options.lessons))
        var pages: [PageFile] = []
        var failures: [CommandFailure] = []
        for path in paths {
            do throws(CommandFailure) { pages += try PageFile.all(at: path) } catch { failures.append(error) }
        }
        if paths.count == 1, let failure = failures.first { throw failure }
        for failure in failures { console.say("dibao: \(failure)") }
        let isSingle = paths.count == 1 && pages.allSatisfy { !$0.isFromFolder }
        let failed = try await write(pages, knowing: knowledge, isSingle: isSingle).get() + failures.count
        return failed == 0 ? .done : .someFailed
    }

    /// Reads pages on all cores, a few ahead of the one to be written next.
    ///
    /// - Returns: how many failed, unless it is the only one.
    private func write(
        _ pages: [PageFile], knowing knowledge: SiteKnowledge, isSingle: Bool
    ) async -> Result<Int, CommandFailure> {
        await withTaskGroup(of: (Int, Result<String, CommandFailure>).self) { group in
            let ahead = ProcessInfo.processInfo.activeProcessorCount * 2
            var finished: [Int: Result<String, CommandFailure>] = [:]
            var (started, written, failed) = (0, 0, 0)
            var isFirst = true
            while written < pages.count, !Task.isCancelled {
                while started < min(pages.count, written + ahead) {
                    let (index, page) = (started, pages[started])
                    group.addTask { (index, output(of: page, knowing: knowledge)) }
                    started += 1
                }
                guard let (index, result) = await group.next() else { break }
                finished[index] = result
                while let result = finished.removeValue(forKey: written) {
                    switch result {
                    case .success(let text):
                        do throws(CommandFailure) {
                            try console.print((isFirst ? "" : separator(of: pages[written])) + text)
                        } catch {
                            return .failure(error)
                        }
                        isFirst = false
                    case .failure(let failure):
                        if isSingle { return .failure(failure) }
                        console.say("dibao: \(failure)")
                        failed += 1
                    }
                    written += 1
                    console.show(progress: pages.count > 1 ? "\(written)/\(pages.count) pages" : "")
                }
            }
            console.show(progress: "")
            return written == pages.count ? .success(failed) : .failure(CommandFailure(.tryAgain, "stopped"))
        }
    }

    /// What these pages teach, one after the other; those without an article teach nothing.
    private func memory(taughtBy paths: [String]) throws(CommandFailure) -> PageMemory {
        var memory = PageMemory()
        for path in paths {
            for page in try PageFile.all(at: path) {
                let bytes = try page.bytes(limit: limitBytes)
                do throws(ExtractionFailure) {
                    let (_, lesson) = try extractor.study(
                        bytes, at: address, headerCharset: options.charset, today: today, utcOffset: utcOffset,
                        rules: rules, knowing: .memory(memory))
                    if let lesson { memory.learn(lesson, isNews: true) }
                } catch {
                    console.say("dibao: \(oneLine(page.path)) teaches nothing: \(error.reason)")
                }
            }
        }
        return memory
    }

    /// What is printed for a page.
    private func output(of page: PageFile, knowing knowledge: SiteKnowledge) -> Result<String, CommandFailure> {
        do throws(CommandFailure) {
            let bytes = try page.bytes(limit: limitBytes)
            if options.readsLinks, let address {
                return .success(try line(ListJSON(try list(bytes, of: page, at: address), name: page.name), of: page))
            }
            if options.explains {
                let explanation = try explanation(bytes, of: page, knowledge)
                if isJSON(page) {
                    return .success(try line(ExplanationJSON(explanation, name: page.name, url: address), of: page))
                }
                let text = ExplanationText(explanation: explanation, name: page.path, columns: console.columns)
                return .success(plainText(text.text))
            }
            let article = try article(bytes, of: page, knowledge)
            guard isJSON(page) else { return .success(plainText(article.text)) }
            return .success(try line(ArticleJSON(article, name: page.name, url: address), of: page))
        } catch {
            return .failure(error)
        }
    }

    private func line(_ value: some Encodable, of page: PageFile) throws(CommandFailure) -> String {
        do {
            return try jsonLine(value) + "\n"
        } catch {
            throw CommandFailure(.bug, "\(oneLine(page.path)): does not fit JSON: \(error)")
        }
    }

    private func list(
        _ bytes: [UInt8], of page: PageFile, at address: WebAddress
    ) throws(CommandFailure) -> ListPage {
        do throws(ExtractionFailure) {
            let list = try LinkReader().read(
                bytes, at: address, headerCharset: options.charset, today: today, utcOffset: utcOffset)
            if let fault = list.fault { console.say("dibao: \(oneLine(page.path)): \(fault)") }
            if let items = list.unfollowedNote { console.say("dibao: \(oneLine(page.path)): \(oneLine(items))") }
            return list
        } catch {
            throw CommandFailure(.badData, "\(oneLine(page.path)): \(error.reason)")
        }
    }

    private func article(
        _ bytes: [UInt8], of page: PageFile, _ knowledge: SiteKnowledge
    ) throws(CommandFailure) -> Article {
        try checkRedirection(bytes, of: page)
        do throws(ExtractionFailure) {
            return try extractor.read(
                bytes, at: address, headerCharset: options.charset, today: today, utcOffset: utcOffset, rules: rules,
                knowing: knowledge)
        } catch {
            throw CommandFailure(.badData, "\(oneLine(page.path)): \(error.reason)")
        }
    }

    /// - Throws: `.badData` for a page that only sends its reader on: where to.
    private func checkRedirection(_ bytes: [UInt8], of page: PageFile) throws(CommandFailure) {
        // Without an address the target's path is shown.
        guard let base = address ?? (try? WebAddress(parsing: "http://page.invalid/page")),
            let onward = PageForward.redirection(in: bytes, at: base)
        else { return }
        let shown = onward.target.host == "page.invalid" ? onward.target.target : onward.target.description
        throw CommandFailure(
            .badData,
            "\(oneLine(page.path)): a page that only sends its reader on (\(onward.means.rawValue)) to \(oneLine(shown))"
        )
    }

    private func explanation(
        _ bytes: [UInt8], of page: PageFile, _ knowledge: SiteKnowledge
    ) throws(CommandFailure) -> Explanation {
        try checkRedirection(bytes, of: page)
        do throws(ExtractionFailure) {
            return try extractor.explain(
                bytes, at: address, headerCharset: options.charset, today: today, utcOffset: utcOffset, rules: rules,
                knowing: knowledge)
        } catch {
            throw CommandFailure(.badData, "\(oneLine(page.path)): \(error.reason)")
        }
    }

    /// JSON is asked for, or it is a folder's article.
    private func isJSON(_ page: PageFile) -> Bool {
        options.readsLinks || (options.format.map { $0 == .json } ?? (page.isFromFolder && !options.explains))
    }

    /// Texts are parted by an empty line; a text has none inside.
    private func separator(of page: PageFile) -> String { isJSON(page) ? "" : "\n" }
}
