internal import Extraction
internal import Fetching
internal import Model
internal import Storage

/// One visit to a source: its start pages, the pages behind them, its feeds, sitemaps and issues; what they list goes to
/// the frontier.
///
/// | page | what is followed | until |
/// |---|---|---|
/// | list | the next list page | a page without news, or `max_pages` |
/// | feed | nothing, or the feed's next page | as a list |
/// | sitemap index | its sitemaps, the latest changed first | all, at most `sitemapLimit` |
/// | a page of an e-paper's issue | every other page of the issue | all |
struct SourceWalk {
    let source: SourceConfiguration
    let lists: ListFetch
    let store: any StateStore
    /// New pages are put there for this reason, unless they are old.
    let purpose: PagePurpose
    private(set) var report = SourceVisitReport()
    private(set) var profile: SourceProfile
    private var seen: Set<String> = []
    /// Keys of the pages that were counted as listed on their day.
    private var listedKeys: Set<String> = []

    private static let sitemapLimit = 50
    private static let issuePageLimit = 120
    private static let pastIssues = 30
    private static let feedLimit = 3
    private static let elsewhereLimit = 20
    /// Front doors, one behind the other.
    private static let doorLimit = 2
    /// Links of a source that are noted as traps, at most.
    static let trappedLimit = 10_000
    /// What lists date earlier than this is not news; it waits behind the rest.
    private static let daysOfNews = 30

    init(
        source: SourceConfiguration, lists: ListFetch, store: any StateStore, profile: SourceProfile,
        purpose: PagePurpose = .firstVisit
    ) {
        self.source = source
        self.lists = lists
        self.store = store
        self.profile = profile
        self.purpose = purpose
    }

    /// An ordinary visit.
    mutating func visit() async throws(StorageFailure) {
        let unread = profile.unread
        profile.unread = []
        for start in source.start where !isOver { try await follow(start, isStart: true) }
        for address in addresses(unread) where !isOver { try await follow(address) }
        profile.beginIssues(of: source.issues, today: lists.today)
        for day in profile.issuesToAskAgain(of: source.issues, today: lists.today) where !isOver {
            try await readIssue(day, isAgain: true)
        }
        for day in profile.issuesDue(of: source.issues, today: lists.today, limit: SourceWalk.pastIssues) where !isOver
        {
            try await readIssue(day)
        }
        guard source.kind == nil || source.kind == .feed else { return }
        for address in addresses(profile.feeds) where !isOver { try await follow(address) }
        if source.kind == nil, let home = source.start.first, home.isHome {
            for sitemap in await lists.fetch.fetcher.sitemaps(of: home).prefix(2) where !isOver {
                try await follow(sitemap, newsOnly: true)
            }
        }
    }

    /// Whether there is no use in asking for more now.
    private var isOver: Bool { report.isCalledOff }

    /// Whether what earlier visits read need not be read again.
    private var isOrdinary: Bool { purpose == .firstVisit }

    /// Follows a list from one page on.
    ///
    /// - Parameter newsOnly: what is dated earlier than the news is left out, and what has no date.
    mutating func follow(_ start: WebAddress, isStart: Bool = false, newsOnly: Bool = false)
        async throws(StorageFailure)
    {
        var queue = [start]
        var doors = 0
        var limit = source.maxPages
        var read = 0
        var visits: [ListVisit] = []
        // Sitemaps that name others; whether what waits is what one of them names.
        var indexes: Set<String> = []
        var isOfIndex = false
        while !queue.isEmpty, read < limit, !isOver {
            let address = queue.removeFirst()
            guard seen.insert(CanonicalAddress(address).key).inserted else { continue }
            read += 1
            switch try await lists.read(address) {
            case .unchanged:
                noteUnchanged(address)
                if let issue = profile.openIssues.first(where: { $0.first == address.description }) {
                    try await readPages(addresses(issue.pages), of: issue.day)
                } else if let sitemaps = profile.sitemaps[address.description] {
                    queue = addresses(sitemaps)
                    limit = SourceWalk.sitemapLimit
                    isOfIndex = true
                } else if let elsewhere = profile.listsElsewhere?[address.description] {
                    queue = addresses(elsewhere)
                } else if !isOfIndex {
                    queue = []
                }
            case .leads(let target, let visit):
                report.pagesRead += 1
                visits.append(visit)
                doors += 1
                guard doors <= SourceWalk.doorLimit else {
                    report.failures.append("\(address): leads from page to page, to \(target)")
                    continue
                }
                queue = [target]
                read -= 1
            case .page(let page, let visit):
                report.pagesRead += 1
                if let issue = page.issue {
                    try await readPages(of: issue, first: address, page)
                    visits.append(visit)
                    continue
                }
                let news = try await discover(page, on: address, newsOnly: newsOnly)
                visits.append(visit)
                noteElsewhere(page, of: address)
                if isStart, read == 1 { noteStart(page) }
                if page.kind == .sitemap, !page.next.isEmpty {
                    indexes.insert(CanonicalAddress(address).key)
                    if let circle = page.next.first(where: { indexes.contains(CanonicalAddress($0).key) }) {
                        report.failures.append("\(address): sitemaps in a circle: it leads back to \(circle)")
                    }
                    queue += page.next
                    limit = SourceWalk.sitemapLimit
                    isOfIndex = true
                    profile.sitemaps[address.description] = page.next.prefix(limit).map(\.description)
                } else if news > 0 {
                    // A part without a pager leaves what an earlier page named; an index its other sitemaps.
                    let next = page.next.filter { !seen.contains(CanonicalAddress($0).key) }
                    queue = isOfIndex || next.isEmpty ? queue + next : next
                    report.isCutOff = report.isCutOff || (read == limit && !isOfIndex && !queue.isEmpty)
                } else if page.kind == .page, page.articles.isEmpty, !page.next.isEmpty {
                    // Frames, and addresses that scripts would ask: the list is there.
                    queue = page.next.filter { !seen.contains(CanonicalAddress($0).key) }
                } else if !isOfIndex {
                    queue = []
                }
            case .wall(let sighting) where read > 1 && !isOfIndex && SourceWalk.emptyWalls.contains(sighting.kind):
                report.pagesRead += 1
                report.cuts.append("\(address): it lists nothing: the site does not offer its past beyond it")
                queue = []
            case let result:
                note(result, at: address)
                // What the page before has brought up would hide that this one was not read.
                if read > 1, !isOfIndex {
                    profile.unread = Array((profile.unread + [address.description]).suffix(20))
                }
            }
        }
        // Of an index that stays as it was, the first visit has told it.
        if !isOver, isOfIndex, read == limit, !queue.isEmpty, profile.partial?[start.description] == nil {
            note(
                lack:
                    "it names more than \(limit) sitemaps: \(queue.count) were not read, the latest changed come first",
                of: start)
        }
        if !report.isCalledOff { report.lists += visits }
    }

    /// One list page of a walk into the past.
    struct PastPage: Sendable {
        var report: SourceVisitReport
        /// The pages behind it.
        var next: [WebAddress] = []
        /// The latest day that it lists.
        var newest: Day?
        /// It lists nothing and leads nowhere.
        var isEmpty = false
    }

    /// What stands in the place of list pages that a site does not keep: as good as an empty page.
    private static let emptyWalls: Set = ["blank", "script-shell", "soft-404"]

    /// Reads one list page whatever is known of it; what it lists of these days, or without a day, goes to the frontier.
    mutating func step(_ address: WebAddress, days: ClosedRange<Day>) async throws(StorageFailure) -> PastPage {
        switch try await lists.read(address, isConditional: false) {
        case .page(var page, _):
            report.pagesRead += 1
            let newest = page.articles.compactMap(\.date).max()
            let isEmpty = page.articles.isEmpty && page.next.allSatisfy { $0 == address }
            page.articles.removeAll { $0.date.map { !days.contains($0) } ?? false }
            _ = try await discover(page, on: address, day: page.issue)
            return PastPage(report: report, next: page.next, newest: newest, isEmpty: isEmpty)
        case .leads(let target, _): return PastPage(report: report, next: [target])
        case .wall(let sighting) where SourceWalk.emptyWalls.contains(sighting.kind) && !source.start.contains(address):
            return PastPage(report: report, isEmpty: true)
        case let result:
            note(result, at: address)
            return PastPage(report: report)
        }
    }

    /// Reads the issue of a day by the source's templates.
    ///
    /// - Parameter isAgain: it was read before, or was not there; it is read whatever is known of its first page.
    mutating func readIssue(_ day: Day, isAgain: Bool = false) async throws(StorageFailure) {
        guard let address = source.issues.lazy.compactMap({ $0.address(of: day) }).first else { return }
        let failures = report.failures.count + report.walls.count
        try await readIssue(day, at: address, isConditional: isOrdinary && !isAgain)
        guard day < lists.today, !isOver, !isAgain else { return }
        if failures == report.failures.count + report.walls.count {
            profile.finish(issue: day)
        } else {
            profile.miss(issue: day)
        }
    }

    private mutating func readIssue(
        _ day: Day, at address: WebAddress, isConditional: Bool, doors: Int = 0
    ) async throws(StorageFailure) {
        if seen.insert(CanonicalAddress(address).key).inserted {
            switch try await lists.read(address, isConditional: isConditional) {
            case .unchanged(let visit):
                noteUnchanged(address)
                try await readPages(addresses(profile.openIssues.first { $0.day == day }?.pages ?? []), of: day)
                report.lists.append(visit)
            case .page(let page, let visit):
                report.pagesRead += 1
                try await readPages(of: day, first: address, page)
                report.lists.append(visit)
            case .leads(let target, let visit):
                report.pagesRead += 1
                report.lists.append(visit)
                if doors < SourceWalk.doorLimit {
                    try await readIssue(day, at: target, isConditional: isConditional, doors: doors + 1)
                }
            case .absent:
                // Not out yet, or none that day.
                report.pagesRead += 1
                if day < lists.today { profile.note(issue: day, isAbsent: true) }
            case let result: note(result, at: address)
            }
        }
    }

    /// Takes in an issue's first page and reads the others.
    private mutating func readPages(
        of day: Day, first address: WebAddress, _ page: ListPage
    ) async throws(StorageFailure) {
        _ = try await discover(page, on: address, day: page.issue ?? day)
        profile.note(issue: day, isAbsent: false)
        profile.openIssues.removeAll { $0.day == day }
        profile.openIssues = Array(
            (profile.openIssues + [.init(day: day, first: address.description, pages: page.next.map(\.description))])
                .suffix(3))
        report.issuePages[day] = max(report.issuePages[day] ?? 0, page.next.count + 1)
        try await readPages(page.next, of: day)
    }

    private mutating func readPages(_ pages: [WebAddress], of day: Day) async throws(StorageFailure) {
        var queue = pages
        while !queue.isEmpty, seen.count < 10_000, !isOver {
            let address = queue.removeFirst()
            guard seen.insert(CanonicalAddress(address).key).inserted else { continue }
            switch try await lists.read(address, isConditional: isOrdinary) {
            case .unchanged(let visit):
                noteUnchanged(address)
                report.lists.append(visit)
            case .page(let page, let visit):
                report.pagesRead += 1
                _ = try await discover(page, on: address, day: page.issue ?? day)
                report.lists.append(visit)
                if queue.count < SourceWalk.issuePageLimit {
                    queue += page.next
                } else if page.next.contains(where: { !seen.contains(CanonicalAddress($0).key) && !queue.contains($0) })
                {
                    report.cuts.append(
                        "\(address): the issue of \(day) has more than \(SourceWalk.issuePageLimit) pages: the rest is not read"
                    )
                }
            case let result: note(result, at: address)
            }
        }
    }

    /// Puts what a page lists into the frontier; how much of it is new.
    private mutating func discover(
        _ page: ListPage, on address: WebAddress, day: Day? = nil, newsOnly: Bool = false
    ) async throws(StorageFailure) -> Int {
        profile.note(lack: nil, of: address.description)
        note(page.fault, at: address)
        if let items = page.unfollowedNote { note(lack: items, of: address) }
        let newest = lists.today.adding(days: -SourceWalk.daysOfNews) ?? lists.today
        var pages: [FoundPage] = []
        var trapped: [LeftOutLink] = []
        for article in page.articles {
            let date = article.date ?? day
            if newsOnly, date.map({ $0 < newest }) ?? true { continue }
            let canonical = CanonicalAddress(article.address)
            let isOld = date.map { $0 < newest } ?? false
            let found = FoundPage(
                key: canonical.key, url: canonical.address.description, source: source.id,
                site: canonical.address.siteKey, foundOn: address.description,
                title: article.title.map { oneLine($0) }, day: date,
                purpose: purpose == .firstVisit && isOld ? .backfill : purpose)
            if let trap = AddressTrap(article.address, today: lists.today) {
                report.traps += 1
                trapped.append(LeftOutLink(found, as: .trap, reason: "\(trap.kind.rawValue): \(trap)"))
                continue
            }
            pages.append(found)
            // A front door, its issue and a feed may list the same article.
            if let date, listedKeys.insert(canonical.key).inserted { report.listed[date, default: 0] += 1 }
        }
        if !trapped.isEmpty {
            try await store.leaveOut(trapped, at: lists.time.now(), limit: SourceWalk.trappedLimit)
        }
        guard !pages.isEmpty else { return 0 }
        let new = try await store.discover(pages, at: lists.time.now()).new
        report.found += pages.count
        report.new += new
        // Which of them are new the frontier does not say: the first of a list are.
        report.newDays += pages.prefix(new).compactMap(\.day)
        return new
    }

    /// What an earlier visit wrote down; it was valid then.
    private func addresses(_ texts: [String]) -> [WebAddress] { texts.compactMap { try? WebAddress(parsing: $0) } }

    /// Remembers where the list is that a page only leads to.
    private mutating func noteElsewhere(_ page: ListPage, of address: WebAddress) {
        let leads = page.kind == .page && page.articles.isEmpty && !page.next.isEmpty
        guard leads || profile.listsElsewhere != nil else { return }
        let pages = leads ? page.next.prefix(SourceWalk.elsewhereLimit).map(\.description) : nil
        profile.listsElsewhere = profile.listsElsewhere ?? [:]
        profile.listsElsewhere?[address.description] = pages
        if (profile.listsElsewhere?.count ?? 0) > SourceWalk.elsewhereLimit { profile.listsElsewhere = nil }
    }

    private mutating func noteStart(_ page: ListPage) {
        if !page.feeds.isEmpty { profile.feeds = page.feeds.prefix(SourceWalk.feedLimit).map(\.description) }
        if !page.articles.isEmpty || !page.next.isEmpty {
            profile.hasListed = true
        } else if profile.hasListed {
            report.isEmptied = true
        }
    }

    /// What a page lacks is said; that it lists nothing may be as it should be.
    private mutating func note(_ fault: ListFault?, at address: WebAddress) {
        switch fault {
        case nil, .empty, .noArticles: break
        case .tooComplex?, .tooLong?: note(lack: fault.map(\.description) ?? "", of: address)
        case .cutOff?, .noAddress?:
            report.failures.append("\(address): \(fault.map(\.description) ?? "")")
        }
    }

    /// What of a page is not read.
    private mutating func note(lack: String, of address: WebAddress) {
        let known = profile.partial?[address.description]
        profile.note(lack: known.map { "\($0); \(lack)" } ?? lack, of: address.description)
        report.cuts.append("\(address): \(lack)")
    }

    /// A page that stays as it is lacks what it lacked before.
    private mutating func noteUnchanged(_ address: WebAddress) {
        report.pagesRead += 1
        report.unchanged += 1
        if let lack = profile.partial?[address.description] { report.cuts.append("\(address): \(lack)") }
    }

    private mutating func note(_ result: ListFetch.Result, at address: WebAddress) {
        switch result {
        case .page, .unchanged, .leads: break
        case .absent: report.failures.append("\(address): there is no such page (HTTP 404 or 410)")
        case .wall(let sighting):
            report.walls.append(sighting)
            report.failures.append("\(address): a wall (\(sighting.kind)): \(sighting.evidence)")
        case .failed(let refusal):
            if refusal.isCancellation {
                report.isCalledOff = true
                return
            }
            if case .postponed(let until, _) = refusal { report.postponed = max(report.postponed ?? until, until) }
            report.failures.append("\(refusal)")
        case .unreadable(let reason): report.failures.append(reason)
        }
    }
}
