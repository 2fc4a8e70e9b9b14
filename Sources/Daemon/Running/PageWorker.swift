internal import Archiving
internal import Extraction
internal import Fetching
internal import Judging
package import Model
package import Storage

/// One page's life in the daemon, from its lease to the lease's end. Read this after `Pipeline`.
///
/// ```
/// lease → fetch → (disallowed | later | failed | missing | wall | not modified | bytes)
///       → read → (no article | a part missing | article) → keep → completion: state, looks, next visit
/// ```
///
/// | the visit showed | never kept | kept before |
/// |---|---|---|
/// | an article | `article`, or `duplicate` | `revision` if it was edited, `back` if it was gone |
/// | 304 | | nothing; `back` if it was gone |
/// | no such page, in any way | tried again, then given up | a look that counts: `gone` by `RemovalVerdict` |
/// | a wall, no answer, no article | tried again | a look that counts for nothing |
/// | a body that is cut off, a tree that breaks off, a part missing | tried again; see below | a look that counts for |
/// | | | nothing: what is cut is no edit, and no removal |
///
/// A body that is shorter than it says, or whose coding does not end, is never kept: it is no text but an accident of the
/// way, and its length says nothing about what is missing. A page that came whole and breaks off in itself, or an article
/// without one of its further pages, is kept after `PageLooking.visitsForWhole` visits, with the flag `truncated` and
/// confidence 0.3 at most: the site shows its readers no more than that.
///
/// A page that ended two processes which read it is not read any more (`ReadingPool`).
///
/// An edit of punctuation, width or white space alone is none: the page is unchanged, as `Settlement` has it, and no event
/// is made. One of the headline, the date, the publisher, the attachments, or of a sign (`StatedFields`, `VisibleText`) makes
/// a `revision`, though the article's id may stay as it is.
package struct PageWorker: Sendable {
    private let fetcher: PoliteFetcher
    let reader: InformedReader
    private let archivist: Archivist
    private let attachments: AttachmentKeeper
    let store: any StateStore
    private let plan: RecheckPlan
    let time: Timepiece

    /// - Parameter recheckAfter: when a kept article is looked at again.
    package init(
        fetcher: PoliteFetcher, reader: PageReader, archivist: Archivist, attachments: AttachmentKeeper,
        store: any StateStore, recheckAfter: [Duration], time: Timepiece
    ) {
        self.fetcher = fetcher
        self.reader = InformedReader(reader: reader, teaching: SiteTeaching(store: store), store: store)
        self.archivist = archivist
        self.attachments = attachments
        self.store = store
        self.time = time
        plan = RecheckPlan(after: recheckAfter)
    }

    /// How a visit ended.
    package enum Result: Sendable {
        case completed(PageCompletion, News)
        /// Not visited: the site rests, or the archive is in use.
        case postponed(Lease, until: Timestamp, reason: String)
        /// Not visited: the daemon stops.
        case calledOff(Lease)
        /// The archive or the database takes nothing more.
        case broken(Lease, reason: String)
    }

    /// What a visit has to tell.
    package enum News: Sendable {
        case published(Event)
        case unchanged
        /// One line: why there is no article.
        case nothing(reason: String)
    }

    /// A wall that takes the site's patience is left alone for so long at least, in seconds.
    private static let restAfterTooMuch = 60
    /// An article that has shrunk to less than this part is looked at again before it is believed.
    private static let shrinkDoubted = 0.3
    private static let shrinkMark = "doubted: "

    /// Visits a page.
    ///
    /// - Parameter utcOffset: seconds that the site's clock is ahead of UTC.
    package func visit(_ leased: LeasedPage, utcOffset: Int) async -> Result {
        do throws(PageFailure) {
            return try await result(leased, utcOffset)
        } catch {
            switch error {
            case .cancelled: return .calledOff(leased.lease)
            case .busy(let reason):
                return .postponed(leased.lease, until: time.now().adding(seconds: 60), reason: reason)
            case .storage(let reason), .later(let reason), .refused(let reason), .unreadable(let reason, _),
                .gone(_, let reason):
                return .broken(leased.lease, reason: reason)
            }
        }
    }

    /// Writes down what the pages have taught about their sites. To be called at the end.
    ///
    /// - Throws: `.storage` or `.busy`.
    package func close() async throws(PageFailure) { try await reader.teaching.save() }

    private func result(_ leased: LeasedPage, _ utcOffset: Int) async throws(PageFailure) -> Result {
        if leased.page.found.purpose == .attachment {
            return try await AttachmentVisit(
                leased: leased, fetcher: fetcher, keeper: attachments, archivist: archivist, store: store, time: time
            )
            .run()
        }
        guard let address = try? WebAddress(parsing: leased.page.found.url) else {  // the reason helps nobody
            return .completed(
                PageCompletion(
                    of: leased.lease, at: time.now(), .ignored(reason: "no address", as: .unreadable), next: nil),
                .nothing(reason: "\(leased.page.found.url): no address"))
        }
        let visit = PageVisit(
            address: address, source: leased.page.found.source, utcOffset: utcOffset,
            listedDay: leased.page.found.day, listedTitle: leased.page.found.title)
        if let refusal = reader.pool.refusal(of: visit.reading(.page)) {
            return .completed(
                PageCompletion(
                    of: leased.lease, at: time.now(), .failed(reason: refusal, as: .readerDied), next: nil),
                .nothing(reason: refusal))
        }
        let result = try await result(leased, visit)
        await reader.pool.finish(visit.reading(.page))
        return result
    }

    private func result(_ leased: LeasedPage, _ visit: PageVisit) async throws(PageFailure) -> Result {
        let shown = try await kept { () throws(StorageFailure) in
            try await store.page(leased.page.shows ?? leased.page.found.url)
        }
        let looking = PageLooking(leased: leased, shown: shown, visit: visit, plan: plan, time: time)
        let known = try await known(looking)
        let response: Response
        do throws(FetchRefusal) {
            response = try await fetcher.fetchFollowing(
                Request(visit.address, known: known), as: visit.reading(.page))
        } catch {
            return try await refused(error, looking)
        }
        return try await answered(response, looking)
    }

    /// What the site is told that we have. That the first of several pages is as it was says nothing about the others:
    /// such an article is read anew.
    private func known(_ looking: PageLooking) async throws(PageFailure) -> KnownVersion? {
        guard let known = looking.known, let shown = looking.shown else { return looking.known }
        let record = try await kept { () throws(StorageFailure) in try await store.article(shown.article) }?.record
        return record?.furtherCaptures?.isEmpty == false ? nil : known
    }

    private func refused(_ refusal: FetchRefusal, _ looking: PageLooking) async throws(PageFailure) -> Result {
        switch refusal {
        case .postponed(let until, let reason): return .postponed(looking.lease, until: until, reason: reason)
        case .disallowed(let reason): return looking.disallowed(reason)
        case .failed(.cancelled), .failed(.shuttingDown): return .calledOff(looking.lease)
        case .failed(let failure):
            switch failure {
            case .hostNotFound(let host) where await fetcher.findsNames(otherThan: host):
                return try await missed(.dns, failure.description, looking)
            case .bodyTooLarge: return looking.unreadable(failure.description, as: .tooLarge)
            case .certificate: return try await missed(.tls, failure.description, looking)
            default: return looking.failed(failure.description)
            }
        }
    }

    private func answered(_ response: Response, _ looking: PageLooking) async throws(PageFailure) -> Result {
        let address = looking.visit.address
        if response.status == 429 {
            let asked = response.header("Retry-After").flatMap { RetrySchedule.wait(asked: $0, now: time.now()) }
            let rest = max(Int(asked?.components.seconds ?? 0), PageWorker.restAfterTooMuch)
            return .postponed(
                looking.lease, until: time.now().adding(seconds: rest), reason: "\(address): too many visits (HTTP 429)"
            )
        }
        if let wall = try await reader.pool.wall(in: response, of: looking.visit.reading(.page), asked: address) {
            return try await walled(wall, looking)
        }
        switch response.status {
        case 304: return try await unchanged(response, looking)
        case 200...299:
            // After some tries it is believed to be all that there is, and said to be cut.
            if PageEnd.isMissing(in: response.body), !looking.takesPart, try await !wasCut(looking) {
                return looking.failed(PageReader.cut(response))
            }
            return try await read(response, looking)
        case 404: return try await missed(.notFound, "\(address): HTTP 404", looking)
        case 410: return try await missed(.removed, "\(address): HTTP 410", looking)
        default: return looking.failed("\(address): the site answers HTTP \(response.status)")
        }
    }

    private func walled(_ wall: Wall, _ looking: PageLooking) async throws(PageFailure) -> Result {
        let evidence = oneLine(wall.evidence)
        switch wall.kind {
        case .softNotFound: return try await missed(.soft404, evidence, looking, kind: wall.kind.rawValue)
        case .redirectHome: return try await missed(.redirectHome, evidence, looking, kind: wall.kind.rawValue)
        default: return looking.walled(kind: wall.kind.rawValue, evidence: evidence)
        }
    }

    /// The page is missing; judged with the looks before.
    private func missed(
        _ absence: Absence, _ reason: String, _ looking: PageLooking, kind: String? = nil
    ) async throws(PageFailure) -> Result {
        if let shown = looking.elsewhere, try await isServed(shown, looking) {
            return looking.failed("\(reason); \(shown), to which it led, is there")
        }
        let (result, verdict) = looking.missed(absence, reason, wallKind: kind)
        if case .gone(let reason, let evidence, _) = verdict, let shown = looking.shown, shown.gone == nil {
            let outcome = try await archivist.tell(
                EventDraft(
                    at: time.now(), id: shown.article, url: shown.url, source: looking.visit.source,
                    kind: .gone(reason: reason.rawValue, evidence: evidence)))
            return result.telling(outcome)
        }
        return result
    }

    /// Whether an address answers with a page.
    private func isServed(_ address: WebAddress, _ looking: PageLooking) async throws(PageFailure) -> Bool {
        do throws(PageFailure) {
            _ = try await further(address, looking)
            return true
        } catch {
            if case .cancelled = error { throw error }
            return false
        }
    }

    private func unchanged(_ response: Response, _ looking: PageLooking) async throws(PageFailure) -> Result {
        let state: PageState?
        if let shown = looking.shown {
            state = shown
        } else {
            state = try await kept { () throws(StorageFailure) in try await store.page(response.address.description) }
        }
        guard let state else {
            return looking.served(day: looking.day, response, at: response.address, kept: nil)
        }
        try await attachments.remember(state.article, source: looking.visit.source, page: state.url)
        let day = try await kept { () throws(StorageFailure) in try await store.article(state.article)?.entry.day }
        let result = looking.served(day: day ?? looking.day, response, at: nil, kept: state.changed)
        guard state.gone != nil else { return result }
        let outcome = try await archivist.tell(
            EventDraft(
                at: time.now(), id: state.article, url: state.url, source: looking.visit.source, kind: .back))
        return result.telling(outcome)
    }

    private func read(_ response: Response, _ looking: PageLooking) async throws(PageFailure) -> Result {
        var page: ReadPage
        do throws(PageFailure) {
            page = try await reader.read(
                response, of: looking.visit, shown: looking.shown, now: time.now(), takesPart: looking.takesPart
            ) { (address) throws(PageFailure) in
                try await further(address, looking)
            }
        } catch {
            switch error {
            case .cancelled: throw error
            case .unreadable(let reason, let kind): return looking.unreadable(reason, as: kind)
            case .storage, .busy: throw error
            default: return looking.failed(error.description)
            }
        }
        if page.article.metadata.flags?.contains(.truncated) == true, !looking.takesPart,
            try await !wasCut(looking)
        {
            return looking.failed("\(page.address): the article is cut off")
        }
        let metadata = page.article.metadata
        let body = page.article.body.joined(separator: "\n")
        if WallRecogniser.standard.saysMissing(title: metadata.title, body: body) {
            return try await missed(
                .soft404, "\(page.address): the page only says that it is missing", looking,
                kind: Absence.soft404.rawValue)
        }
        if JumpedArticles.names(page.article) {
            switch try await otherHalf(of: page, looking) {
            case .joined(let whole): page = whole
            case .ended(let result): return result
            case .apart: break
            }
        }
        if let doubt = try await doubt(about: page, looking) { return looking.failed(doubt) }
        if let result = try await merged(page, looking) { return result }
        let outcome = try await keep(page, looking)
        let state = try await kept { () throws(StorageFailure) in try await store.page(page.address.description) }
        return looking.served(day: page.day, response, at: page.address, kept: state?.changed).telling(outcome)
    }

    /// Keeps an article; what its page teaches about the site is learnt, and files that did not come wait their turn.
    func keep(_ page: ReadPage, _ looking: PageLooking) async throws(PageFailure) -> Outcome {
        let (outcome, _) = try await attachments.keep(page) { (address) throws(PageFailure) in
            try await further(address, looking)
        }
        try await attachments.remember(outcome.id, source: page.source, page: page.address.description)
        try await reader.learn(from: page, outcome, isNews: looking.leased.page.found.purpose == .firstVisit)
        return outcome
    }

    /// The end of a visit to a copy, such as a mobile or print view: from now on its original alone is looked at.
    ///
    /// - Returns: nil for a page that is no copy.
    private func merged(_ page: ReadPage, _ looking: PageLooking) async throws(PageFailure) -> Result? {
        let originals = Originals(reader: reader, store: store)
        let finding = try await originals.find(for: page, of: looking.visit) { (address) throws(PageFailure) in
            try await further(address, looking)
        }
        let original: (url: String, day: Day, outcome: Outcome)
        switch finding {
        case .none:
            // The twin that a redirect led to needs no word of its own.
            guard looking.leadsToTwin(page.address) else { return nil }
            original = (page.address.description, page.day, try await keep(page, looking))
        case .found(let found):
            original = (found.address.description, found.day, try await keep(found, looking))
        case .kept(let state):
            let day = try await kept { () throws(StorageFailure) in try await store.article(state.article)?.entry.day }
            original = (state.url, day ?? page.day, .unchanged(state.article))
        }
        return try await handOver(original.url, original.day, original.outcome, looking)
    }

    /// From now on another page alone is looked at, which shows the article of this one.
    ///
    /// - Returns: nil where it is this page itself.
    func handOver(
        _ url: String, _ day: Day, _ outcome: Outcome, _ looking: PageLooking
    ) async throws(PageFailure) -> Result? {
        guard let adoption = looking.adoption(of: url, day: day) else { return nil }
        try await kept { () throws(StorageFailure) in
            guard try await store.adopt([adoption]) == 0 else { return }
            // It is known, and was perhaps given up.
            var found = adoption.found
            found.purpose = .gapHeal
            _ = try await store.discover([found], at: time.now())
        }
        return looking.merged(into: url).telling(outcome)
    }

    /// Whether what is kept of the page is cut off, too: then that is how the page is.
    private func wasCut(_ looking: PageLooking) async throws(PageFailure) -> Bool {
        guard let shown = looking.shown else { return false }
        return try await kept { () throws(StorageFailure) in try await store.isCut(shown.article) }
    }

    /// Why a text is not believed yet: it is a small part of what the page showed before.
    private func doubt(about page: ReadPage, _ looking: PageLooking) async throws(PageFailure) -> String? {
        guard let shown = looking.shown, shown.article != page.article.fingerprint.id,
            looking.leased.page.reason?.hasPrefix(PageWorker.shrinkMark) != true,
            let before = try await kept({ () throws(StorageFailure) in try await store.article(shown.article) })?.record
        else { return nil }
        let chars = page.article.text.unicodeScalars.count { $0 != "\n" }
        guard Double(chars) < Double(before.chars) * PageWorker.shrinkDoubted else { return nil }
        return "\(PageWorker.shrinkMark)\(page.address) has shrunk from \(before.chars) to \(chars) characters"
    }

    /// One more page of an article.
    func further(_ address: WebAddress, _ looking: PageLooking) async throws(PageFailure) -> Response {
        let response: Response
        do throws(FetchRefusal) {
            response = try await fetcher.fetch(Request(address))
        } catch {
            throw error.isCancellation ? .cancelled : .later(error.description)
        }
        if let failure = PageFailure(status: response.status, of: response.address) { throw failure }
        if let wall = try await reader.pool.wall(in: response, of: looking.visit.reading(.page), asked: address) {
            throw .refused("\(address): a wall: \(oneLine(wall.description))")
        }
        return response
    }

    /// What the store says, with its failures in the pipeline's words.
    func kept<Value: Sendable>(
        _ body: () async throws(StorageFailure) -> Value
    ) async throws(PageFailure) -> Value {
        do throws(StorageFailure) { return try await body() } catch { throw PageFailure(keeping: error) }
    }
}

extension PageWorker.Result {
    /// The same with what the journal says about it.
    fileprivate func telling(_ outcome: Outcome) -> PageWorker.Result {
        guard case .completed(let completion, let news) = self else { return self }
        if case .published(let event) = outcome { return .completed(completion, .published(event)) }
        return .completed(completion, news)
    }
}
