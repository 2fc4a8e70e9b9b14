internal import Archiving
internal import Extraction
package import Fetching
internal import Judging
package import Model
package import Storage

/// One page's life. Read this first.
///
/// ```
/// get → read (with the site's memory) → halves joined → believed? → original? → keep
/// ```
///
/// Whoever wants a page takes this way: `dibao run`, `backfill`, `gaps --heal` and `dibao fetch`. A visit knows of no
/// lease and prints nothing; what a page or its site is at fault for is a value in its outcome, and only failures of our
/// own are thrown.
///
/// | the visit met | never kept | kept before |
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
/// without one of its further pages, is kept once patience is over (`WantedPage.Patience`), with the flag `truncated` and
/// confidence 0.3 at most: the site shows its readers no more than that.
///
/// An edit of punctuation, width or white space alone is none: the page is unchanged, as `DuplicateResolution` has it, and no event
/// is made. One of the headline, the date, the publisher, the attachments, or of a sign (`StatedFields`, `VisibleText`) makes
/// a `revision`, though the article's id may stay as it is.
package struct PageVisit: Sendable {
    let fetch: PageFetch
    let reader: MemoryAwareReader
    let archivist: Archivist
    let attachments: AttachmentKeeper
    let store: any StateStore
    let time: DaemonClock

    /// An article that has shrunk to less than this part is looked at again before it is believed.
    private static let shrinkDoubted = 0.3

    /// Visits a page.
    ///
    /// - Parameter wanted: with what is known of it.
    package func run(_ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome {
        let outcome = try await visited(wanted)
        await fetch.pool.finish(wanted.reading(.page))
        // A page that led on to its article is not missing while that is there.
        guard case .missing(_, let reason, _) = outcome, let shown = wanted.elsewhere else { return outcome }
        switch await get(shown, of: wanted) {
        case .page, .notModified: return .failed("\(reason); \(shown), to which it led, is there")
        case .calledOff: return .calledOff
        default: return outcome
        }
    }

    private func visited(_ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome {
        var response: Response
        let version = try await known(wanted)
        switch await fetch.get(Request(wanted.address, known: version), as: wanted.reading(.page)) {
        case .notModified(let same): return try await unchanged(same, wanted)
        case .page(let page): response = page
        case let other: return await outcome(of: other)
        }
        if PageEnd.isMissing(in: response.body) {
            // Nobody comes again by himself: what ends in the same place once more is how its site writes its pages.
            if wanted.patience == .none {
                let first = response
                switch await get(wanted.address, of: wanted) {
                case .page(let second): response = second
                case let other: return await outcome(of: other)
                }
                if PageEnd.isMissing(in: response.body), response.body.count != first.body.count {
                    return .incomplete(PageReader.cut(response))
                }
            }
            if PageEnd.isMissing(in: response.body), !wanted.takesPart, try await !wasCut(wanted) {
                return .incomplete(PageReader.cut(response))
            }
        }
        var page: ReadPage
        switch try await reader.read(
            response, of: wanted, now: time.now(), takesPart: wanted.takesPart, further: further(wanted))
        {
        case .article(let read): page = read
        case .none(let reason, let kind): return .noArticle(reason, as: kind)
        case .incomplete(let reason): return .incomplete(reason)
        }
        if let refusal = try await refusal(of: page, wanted) { return refusal }
        switch try await otherHalf(of: page, wanted) {
        case .none: break
        case .joined(let whole): page = whole
        case .ended(let outcome): return outcome
        }
        if let doubt = try await doubt(about: page, wanted) { return doubt }
        if let merged = try await merged(page, wanted) { return merged }
        return .kept(try await keep(page, wanted))
    }

    /// What the site is told that we have: nothing after a doubt, nor of an article in several pages, since that its
    /// first is as it was says nothing about the others.
    private func known(_ wanted: WantedPage) async throws(WorkFailure) -> KnownVersion? {
        guard let visit = wanted.visit, !visit.isDoubted, let shown = wanted.shown else { return nil }
        let record = try await kept { () throws(StorageFailure) in try await store.article(shown.article) }?.record
        guard record?.furtherCaptures?.isEmpty != false else { return nil }
        return KnownVersion(etag: visit.etag, lastModified: visit.lastModified)
    }

    private func get(_ address: WebAddress, of wanted: WantedPage) async -> Fetched {
        await fetch.get(Request(address), as: wanted.reading(.page))
    }

    /// Further pages of an article, its original, its other half.
    private func further(_ wanted: WantedPage) -> FurtherPages { { await get($0, of: wanted) } }

    /// Files that it offers.
    private func files(_ wanted: WantedPage) -> FurtherPages {
        { await fetch.get(Request($0), .file, as: wanted.reading(.page)) }
    }

    /// What an answer without a page means for the page.
    private func outcome(of fetched: Fetched) async -> VisitOutcome {
        switch fetched {
        case .notModified(let response), .page(let response):
            return .failed("\(response.address): the site answers HTTP \(response.status) to a plain request")
        case .missing(let absence, let reason): return .missing(absence, reason, kind: nil)
        case .wall(let wall, _):
            let reason = fetched.reason ?? wall.description
            switch wall.kind {
            case .softNotFound: return .missing(.soft404, reason, kind: wall.kind)
            case .redirectHome: return .missing(.redirectHome, reason, kind: wall.kind)
            default: return .walled(wall.kind, evidence: oneLine(wall.evidence), reason)
            }
        case .tooMany(let until, let reason), .postponed(let until, let reason):
            return .postponed(until: until, reason)
        case .refused(_, let reason): return .failed(reason)
        case .setAside(let reason): return .setAside(reason)
        case .disallowed(let reason): return .disallowed(reason)
        case .calledOff: return .calledOff
        case .failed(let failure):
            switch failure {
            case .hostNotFound(let host) where await fetch.fetcher.findsNames(otherThan: host):
                return .missing(.dns, failure.description, kind: nil)
            case .certificate: return .missing(.tls, failure.description, kind: nil)
            case .bodyTooLarge: return .noArticle(failure.description, as: .tooLarge)
            case .truncated: return .incomplete(failure.description)
            default: return .failed(failure.description)
            }
        }
    }

    /// The page is as it was.
    private func unchanged(_ response: Response, _ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome {
        let state: PageState?
        if let shown = wanted.shown {
            state = shown
        } else {
            state = try await kept { () throws(StorageFailure) in try await store.page(response.address.description) }
        }
        guard let state else { return .failed("\(wanted.address): as it was (HTTP 304), but nothing of it is kept") }
        let lacking = try await fileAway(state.article, page: state.url, wanted)
        let day = try await kept { () throws(StorageFailure) in try await store.article(state.article)?.entry.day }
        var outcome = Outcome.unchanged(state.article)
        if state.gone != nil {
            outcome = try await archivist.tell(
                EventDraft(at: time.now(), id: state.article, url: state.url, source: wanted.source, kind: .back))
        }
        let renewed = try await renewed(state.article, at: state.url, wanted)
        let visit = Visit(
            url: state.url, at: time.now(), etag: response.version.etag ?? wanted.visit?.etag,
            lastModified: response.version.lastModified ?? wanted.visit?.lastModified)
        return .kept(
            .init(
                outcome: renewed ?? outcome, day: day ?? wanted.listedDay ?? time.now().day(offset: wanted.utcOffset),
                since: renewed == nil ? state.changed : time.now(), visit: visit, lacking: lacking))
    }

    /// Why what was read is not kept.
    private func refusal(of page: ReadPage, _ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome? {
        let metadata = page.article.metadata
        if metadata.flags?.contains(.truncated) == true, !wanted.takesPart, try await !wasCut(wanted) {
            return .incomplete("\(page.address): the article is cut off; what is kept stays as it is, try again later")
        }
        let body = page.article.body.joined(separator: "\n")
        guard WallRecogniser.standard.saysMissing(title: metadata.title, body: body) else { return nil }
        return .missing(
            .soft404, "\(page.address): the page only says that it is missing", kind: .softNotFound)
    }

    /// Whether what is kept of the page is cut off, too: then that is how the page is.
    private func wasCut(_ wanted: WantedPage) async throws(WorkFailure) -> Bool {
        guard let shown = wanted.shown else { return false }
        return try await kept { () throws(StorageFailure) in try await store.isCut(shown.article) }
    }

    private enum Half {
        case none
        case joined(ReadPage)
        case ended(VisitOutcome)
    }

    /// What is to be done about an article that goes on on another page of its issue, or comes from one.
    private func otherHalf(of page: ReadPage, _ wanted: WantedPage) async throws(WorkFailure) -> Half {
        guard SplitArticleJoiner.names(page.article) else { return .none }
        let jumped = SplitArticleJoiner(
            reader: reader, store: store, wanted: wanted, now: time.now(), get: further(wanted))
        switch try await jumped.find(for: page) {
        case .whole(let whole): return .joined(whole)
        case .rest(of: let first):
            guard first.address.description != page.address.description else { return .none }
            return .ended(
                .merged(into: first.address.description, day: first.day, try await keep(first, wanted)))
        case .unknown(let reason):
            // After some tries the half that can be had is kept: what is refused for good loses no text.
            guard wanted.takesPart else { return .ended(.incomplete("the other half of the article: \(reason)")) }
        case .apart: break
        }
        // Pages of today's issue may still come; and what was kept whole is not taken for half because they do not.
        let other = page.article.goesOnOnPage ?? page.article.comesFromPage ?? ""
        let wait = VisitOutcome.incomplete("the article's other half, on page \(other) of the issue, is not found")
        if let shown = wanted.shown {
            guard shown.article != page.article.fingerprint.id else { return .none }
            let before = try await kept { () throws(StorageFailure) in try await store.article(shown.article) }?.record
            return before?.furtherCaptures?.isEmpty == false ? .ended(wait) : .none
        }
        return wanted.takesPart ? .none : .ended(wait)
    }

    /// A text that is a small part of what the page showed before is not believed at the first look.
    private func doubt(about page: ReadPage, _ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome? {
        guard let shown = wanted.shown, shown.article != page.article.fingerprint.id, wanted.visit?.isDoubted != true,
            let before = try await kept({ () throws(StorageFailure) in try await store.article(shown.article) })?.record
        else { return nil }
        let chars = page.article.text.unicodeScalars.count { $0 != "\n" }
        guard Double(chars) < Double(before.chars) * PageVisit.shrinkDoubted else { return nil }
        // Whoever comes next knows it, under the address that leads to the page or that of the page itself.
        let doubted = Set([wanted.address.description, shown.url]).map {
            Visit(url: $0, at: time.now(), etag: nil, lastModified: nil, isDoubted: true)
        }
        try await kept { () throws(StorageFailure) in try await store.record(doubted) }
        return .doubted(
            "\(page.address) has shrunk from \(before.chars) to \(chars) characters: it is believed if the next visit "
                + "finds the same")
    }

    /// Keeps a page that is a copy, such as a mobile or print view, under its original's address.
    ///
    /// - Returns: nil for a page that speaks for itself.
    private func merged(_ page: ReadPage, _ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome? {
        let originals = CanonicalPageResolver(reader: reader, store: store)
        switch try await originals.find(for: page, of: wanted, get: further(wanted)) {
        case .none:
            // The twin that a redirect led to needs no word of its own.
            guard wanted.leadsToTwin(page.address) else { return nil }
            return .merged(into: page.address.description, day: page.day, try await keep(page, wanted))
        case .found(let found):
            guard CanonicalAddress(found.address).key != wanted.key else { return nil }
            return .merged(into: found.address.description, day: found.day, try await keep(found, wanted))
        case .kept(let state):
            guard state.url != CanonicalAddress(wanted.address).address.description else { return nil }
            let day = try await kept { () throws(StorageFailure) in try await store.article(state.article)?.entry.day }
            let visit = Visit(url: state.url, at: time.now(), etag: nil, lastModified: nil)
            return .merged(
                into: state.url, day: day ?? page.day,
                .init(outcome: .unchanged(state.article), day: day ?? page.day, since: state.changed, visit: visit))
        }
    }

    /// Keeps an article; what its page teaches about the site is learnt.
    private func keep(_ page: ReadPage, _ wanted: WantedPage) async throws(WorkFailure) -> VisitOutcome.Kept {
        var (outcome, lacking) = try await attachments.keep(page, getting: files(wanted))
        let isNew = if case .published(let event) = outcome { event.record != nil && !event.isEdit } else { false }
        if !isNew || wanted.patience != .none {
            lacking = try await fileAway(outcome.id, page: page.address.description, wanted)
        }
        if case .unchanged(let id) = outcome {
            let own = page.isFile ? page.response.body : nil
            outcome = try await renewed(id, at: page.address.description, own: own, wanted) ?? outcome
        }
        try await reader.learn(from: page, outcome, isNews: wanted.isNews)
        let state = try await kept { () throws(StorageFailure) in try await store.page(page.address.description) }
        let visit = Visit(
            url: page.address.description, at: time.now(), etag: page.etag, lastModified: page.lastModified)
        return .init(outcome: outcome, day: page.day, since: state?.changed, visit: visit, lacking: lacking)
    }

    /// Keeps what stands in the place of an article's files now, where it is something else.
    private func renewed(
        _ id: ArticleID, at url: String, own: [UInt8]? = nil, _ wanted: WantedPage
    ) async throws(WorkFailure) -> Outcome? {
        let files = try await attachments.replaced(of: id, on: url, own: own) {
            await fetch.get($0, .file, as: wanted.reading(.page))
        }
        return files.isEmpty ? nil : try await archivist.exchange(files, of: id)
    }

    /// Sees to files of a kept article that are missing: at once, or when their turn comes.
    ///
    /// - Returns: why some did not come.
    private func fileAway(
        _ id: ArticleID, page: String, _ wanted: WantedPage
    ) async throws(WorkFailure) -> [String] {
        guard wanted.patience != .none else { return try await attachments.complete(id, getting: files(wanted)) }
        try await attachments.remember(id, source: wanted.source, page: page)
        return []
    }

    /// Writes down what the pages have taught about their sites. To be called at the end.
    package func close() async throws(WorkFailure) { try await reader.teaching.save() }
}
