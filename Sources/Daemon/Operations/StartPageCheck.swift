internal import Extraction
internal import Fetching
internal import Model
internal import Storage

/// Tries what a visit would do with one start page: ask the site, read the list, read one of its articles. Keeps
/// nothing.
struct StartPageCheck: Sendable {
    let lists: ListFetch
    let fetch: PageFetch
    let reader: PageReader
    /// The source's id.
    let source: String
    let today: Day
    /// Seconds that the site's clock is ahead of UTC.
    let utcOffset: Int

    /// Articles that are tried until one can be read: lists also link to videos and to pages of other sites.
    private static let mostArticles = 3
    /// Days that are looked back for an e-paper's newest issue: holidays have none.
    private static let mostDays = 8

    /// Front doors, one behind the other.
    static let mostDoors = 2

    /// One thing that was looked at.
    struct Step: Hashable, Sendable, Encodable {
        enum Name: String, Hashable, Sendable, Encodable {
            case contact, robots, reachable, links, article
        }

        let step: Name
        let passed: Bool
        /// What was seen, in one line.
        let detail: String

        init(_ step: Name, passed: Bool, _ detail: String) {
            self.step = step
            self.passed = passed
            self.detail = oneLine(detail)
        }
    }

    /// What came of it, as far as it came.
    struct Findings: Sendable {
        let address: WebAddress
        var steps: [Step] = []
        var list: ListPage?
        /// Where the list is, if the page only leads to it: in a frame, or where its scripts ask for it.
        var elsewhere: WebAddress?
        /// Links of the list that a visit would leave out, by reason; those to other sites are not asked about.
        var leftOut: [LeftOut: Int] = [:]
        /// An article that could be read.
        var article: Article?

        var passed: Bool { steps.allSatisfy(\.passed) }

        fileprivate mutating func note(_ step: Step.Name, _ passed: Bool, _ detail: String) {
            steps.append(Step(step, passed: passed, detail))
        }
    }

    func run(_ address: WebAddress) async throws(StorageFailure) -> Findings {
        var findings = Findings(address: address)
        switch try await read(list: address) {
        case .failed(.disallowed(let reason)): findings.note(.robots, false, reason)
        case .failed(let refusal): findings.note(.reachable, false, refusal.description)
        case .absent: findings.note(.reachable, false, "\(address): there is no such page")
        case .wall(let wall): findings.note(.reachable, false, "\(address): a wall, \(wall.kind): \(wall.evidence)")
        case .unreadable(let reason): findings.note(.links, false, reason)
        case .leads(let target, _): findings.note(.links, false, "\(address): leads from page to page, to \(target)")
        case .unchanged: findings.note(.links, true, "\(address): as at the last visit")
        case .page(let page, _):
            let (list, elsewhere) = try await shown(by: page)
            findings.elsewhere = elsewhere
            findings.note(.robots, true, "allows \(address.target)")
            findings.note(.reachable, true, "\(address) answers")
            findings.list = list
            let examples = await leftOut(of: list, at: address, &findings)
            findings.note(.links, StartPageCheck.isUseful(list), StartPageCheck.summary(of: list) + examples)
            try await tryArticles(of: list, &findings)
        }
        return findings
    }

    /// The first page of the newest issue that is there; nil where there is none within the last days.
    func newestIssue(of source: SourceConfiguration) async throws(StorageFailure) -> WebAddress? {
        for age in 0..<StartPageCheck.mostDays {
            guard let day = today.adding(days: -age),
                let address = source.issues.lazy.compactMap({ $0.address(of: day) }).first
            else { continue }
            if case .page = try await read(list: address) { return address }
        }
        return nil
    }

    /// Reads a list page, behind the front doors that only lead on to it.
    private func read(list address: WebAddress) async throws(StorageFailure) -> ListFetch.Result {
        var result = try await lists.read(address, isConditional: false)
        for _ in 0..<StartPageCheck.mostDoors {
            guard case .leads(let target, _) = result else { break }
            result = try await lists.read(target, isConditional: false)
        }
        return result
    }

    /// The list of a page that shows none itself: in a frame, or where its scripts would ask for it.
    ///
    /// - Returns: also where it is; nil where that is the page itself.
    private func shown(by page: ListPage) async throws(StorageFailure) -> (list: ListPage, elsewhere: WebAddress?) {
        guard page.kind == .page, page.articles.isEmpty else { return (page, nil) }
        for address in page.next.prefix(StartPageCheck.mostDoors) {
            if case .page(let list, _) = try await read(list: address), !list.articles.isEmpty {
                return (list, address)
            }
        }
        return (page, nil)
    }

    private static func isUseful(_ list: ListPage) -> Bool {
        !list.articles.isEmpty || list.kind == .sitemap && !list.next.isEmpty
    }

    /// Counts the links that a visit would leave out.
    ///
    /// - Returns: words to add, with an example for each reason; empty where there are none.
    private func leftOut(of list: ListPage, at address: WebAddress, _ findings: inout Findings) async -> String {
        var examples: [LeftOut: String] = [:]
        for link in list.articles.map(\.address) {
            let kind: LeftOut
            let why: String
            if let trap = AddressTrap(link, today: today) {
                (kind, why) = (.trap, ", \(trap)")
            } else if link.siteKey == address.siteKey, await fetch.fetcher.disallows(link) {
                (kind, why) = (.disallowed, "")
            } else {
                continue
            }
            findings.leftOut[kind, default: 0] += 1
            examples[kind] = examples[kind] ?? "\(link)\(why)"
        }
        guard !findings.leftOut.isEmpty else { return "" }
        let words = findings.leftOut.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) \($0.key.rawValue) (such as \(examples[$0.key] ?? ""))" }
        return "; left out: \(words.joined(separator: ", "))"
    }

    private static func summary(of list: ListPage) -> String {
        let unfollowed = list.unfollowedNote.map { "; \($0)" } ?? ""
        guard isUseful(list) else {
            return "no links to articles: name a page that lists some, or say with `article` which links they are"
                + unfollowed
        }
        let days = list.articles.compactMap(\.date)
        var words = [list.articles.isEmpty ? "an index" : "\(list.articles.count) articles"]
        if let scheme = list.scheme { words[0] += " in JSON (\(scheme.toml))" }
        if let newest = days.max() { words.append("\(days.count) with a date, the newest of \(newest)") }
        if let issue = list.issue { words.append("the issue of \(issue)") }
        if !list.next.isEmpty {
            words.append(list.next.count == 1 ? "a further page" : "\(list.next.count) further pages")
        }
        if !list.feeds.isEmpty { words.append(list.feeds.count == 1 ? "a feed" : "\(list.feeds.count) feeds") }
        return words.joined(separator: ", ") + unfollowed
    }

    private func tryArticles(of list: ListPage, _ findings: inout Findings) async throws(StorageFailure) {
        var links = list.articles
        // An index of sitemaps lists no articles itself: its first sitemap does.
        if links.isEmpty, let first = list.next.first,
            case .page(let inner, _) = try await read(list: first)
        {
            links = inner.articles
        }
        var reasons: [String] = []
        for link in links.prefix(StartPageCheck.mostArticles) {
            switch await article(at: link.address, listedAs: link.title) {
            case .success(let article):
                findings.article = article
                let title = article.metadata.title ?? "no title"
                let date = article.metadata.dateFrom == .fetched ? nil : article.metadata.date
                let day = date.map { "of \($0)" } ?? "no date"
                return findings.note(
                    .article, true, "\(link.address): \(title), \(article.body.count) paragraphs, \(day)")
            case .failure(let reason): reasons.append(reason.words)
            }
        }
        guard let reason = reasons.first else { return }
        findings.note(.article, false, "of \(reasons.count) articles none could be read: \(reason)")
    }

    private struct Reason: Error { let words: String }

    /// The article that a visit would read there.
    private func article(at address: WebAddress, listedAs title: String?) async -> Result<Article, Reason> {
        let wanted = WantedPage(address: address, source: source, utcOffset: utcOffset, listedTitle: title)
        do throws(WorkFailure) {
            switch try await reader.look(at: wanted, through: fetch, isWhole: false) {
            case .article(let page): return .success(page.article)
            case .none(let reason, _), .incomplete(let reason): return .failure(Reason(words: reason))
            }
        } catch {
            return .failure(Reason(words: error.description))
        }
    }
}
