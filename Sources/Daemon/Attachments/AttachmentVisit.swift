internal import Fetching
internal import Judging
internal import Model
internal import Storage

/// A visit to a file that did not come with its article, from its lease to the lease's end.
///
/// | the visit met | the page in the frontier | again |
/// |---|---|---|
/// | the file | ignored: it is no article; `attachment` is published | no |
/// | no such file | failed | as a first visit: `FirstVisitRetry.missing` |
/// | trouble | failed | `.trouble` |
/// | a wall; a page in place of the file | walled; failed | `.wall`; `.noArticle` |
/// | more than `fetch.max_body`, or a way that may not be gone | failed | no |
/// | robots.txt does not allow it | ignored | no |
struct AttachmentVisit: Sendable {
    let leased: LeasedPage
    let pages: PageVisit
    let time: DaemonClock

    /// For the whole file: nobody waits for it.
    private static let timeout = Duration.seconds(600)
    private static let pauseWithoutRoom = 60
    private static let pauseWhileOff = 86_400

    func run() async throws(WorkFailure) -> PageWorker.Result {
        guard pages.attachments.isOn else {
            return ended(
                .ignored(reason: "capture.attachments is off"), next: time.now().adding(seconds: Self.pauseWhileOff))
        }
        guard let key = AttachmentKey(leased.page.found.key), let address = try? WebAddress(parsing: key.url),
            let attachment = try await wanted(key)
        else { return ended(.ignored(reason: "it is kept, or no article offers it any more"), next: nil) }
        let isIn: Bool
        do {
            isIn = try await pages.attachments.room.enter(by: time.elapsed() + .seconds(Self.pauseWithoutRoom), time)
        } catch {
            throw .cancelled
        }
        guard isIn else {
            return .postponed(
                leased.lease, until: time.now().adding(seconds: Self.pauseWithoutRoom),
                reason: "\(address): as many files as memory has room for are under way")
        }
        defer { pages.attachments.room.leave() }
        let attempt = ReadingAttempt(.page, source: leased.page.found.source, address: address)
        let fetched = await pages.fetch.get(Request(address, timeout: Self.timeout), .file, as: attempt)
        guard case .page(let response) = fetched else { return refused(fetched) }
        return try await answered(response, attachment, key, address, attempt)
    }

    /// Nil where the article is not kept, or has the file.
    private func wanted(_ key: AttachmentKey) async throws(WorkFailure) -> Attachment? {
        try await kept { () throws(StorageFailure) in
            try await pages.store.article(key.article)?.record.metadata.attachments?
                .first { $0.url == key.url && $0.file == nil }
        }
    }

    private func refused(_ fetched: Fetched) -> PageWorker.Result {
        let reason = fetched.reason ?? "nothing came"
        switch fetched {
        case .postponed(let until, let reason), .tooMany(let until, let reason):
            return .postponed(leased.lease, until: until, reason: reason)
        case .calledOff: return .calledOff(leased.lease)
        case .disallowed: return ended(.ignored(reason: oneLine(reason)), reason, next: nil)
        case .setAside: return ended(.failed(reason: oneLine(reason), as: .readerDied), reason, next: nil)
        case .missing: return failed(reason, .missing)
        case .wall(let wall, _): return walled(wall, reason)
        case .notModified, .page, .refused: return failed(reason, .trouble)
        case .failed(let failure):
            let reason = "\(oneLine(leased.page.found.url)): \(failure)"
            switch failure {
            case .bodyTooLarge, .addressRefused, .redirectRefused:
                return ended(.failed(reason: oneLine(reason)), reason, next: nil)
            default: return failed(reason, .trouble)
            }
        }
    }

    private func walled(_ wall: Wall, _ reason: String) -> PageWorker.Result {
        let next = FirstVisitRetry.wall.next(failures: visits, now: time.now(), random: time.random())
        return ended(.walled(kind: wall.kind.rawValue, evidence: oneLine(wall.evidence)), reason, next: next)
    }

    private func answered(
        _ response: Response, _ attachment: Attachment, _ key: AttachmentKey, _ address: WebAddress,
        _ attempt: ReadingAttempt
    ) async throws(WorkFailure) -> PageWorker.Result {
        let verdict: AttachmentVerdict
        do throws(ReadingFailure) {
            verdict = try await pages.fetch.pool.read(attempt, response.body) {
                AttachmentVerdict(response, asked: address)
            }
        } catch {
            guard case .tookTooLong = error else { throw .cancelled }
            let reason = error.reason(at: address)
            return ended(.failed(reason: oneLine(reason), as: .readerDied), reason, next: nil)
        }
        switch verdict {
        case .other(let reason): return failed(reason, .noArticle)
        case .wall(let wall): return walled(wall, "\(address): a wall: \(oneLine(wall.evidence))")
        case .file:
            let outcome = try await pages.archivist.keep(
                [FetchedFile(attachment, bytes: response.body)], of: key.article)
            guard case .published(let event) = outcome else {
                return ended(.ignored(reason: "the file is kept"), next: nil)
            }
            return .completed(completion(.ignored(reason: "the file is kept"), next: nil), .published(event))
        }
    }

    /// This one included.
    private var visits: Int { leased.page.failures + 1 }

    private func failed(_ reason: String, _ retry: FirstVisitRetry) -> PageWorker.Result {
        let next = retry.next(failures: visits, now: time.now(), random: time.random())
        return ended(.failed(reason: oneLine(reason)), reason, next: next)
    }

    private func ended(_ outcome: PageOutcome, _ news: String? = nil, next: Timestamp?) -> PageWorker.Result {
        .completed(completion(outcome, next: next), news.map { .nothing(reason: $0) } ?? .unchanged)
    }

    private func completion(_ outcome: PageOutcome, next: Timestamp?) -> PageCompletion {
        PageCompletion(of: leased.lease, at: time.now(), outcome, next: next)
    }
}
