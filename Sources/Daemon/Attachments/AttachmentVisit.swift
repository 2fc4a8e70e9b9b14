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
    let fetcher: PoliteFetcher
    let keeper: AttachmentKeeper
    let archivist: Archivist
    let store: any StateStore
    let time: Timepiece

    /// For the whole file: nobody waits for it.
    private static let timeout = Duration.seconds(600)
    private static let pauseWithoutRoom = 60
    private static let pauseWhileOff = 86_400

    func run() async throws(PageFailure) -> PageWorker.Result {
        guard keeper.isOn else {
            return ended(
                .ignored(reason: "capture.attachments is off"), next: time.now().adding(seconds: Self.pauseWhileOff))
        }
        guard let key = AttachmentKey(leased.page.found.key), let address = try? WebAddress(parsing: key.url),
            let attachment = try await wanted(key)
        else { return ended(.ignored(reason: "it is kept, or no article offers it any more"), next: nil) }
        let isIn: Bool
        do {
            isIn = try await keeper.room.enter(by: time.elapsed() + .seconds(Self.pauseWithoutRoom), time)
        } catch {
            throw .cancelled
        }
        guard isIn else {
            return .postponed(
                leased.lease, until: time.now().adding(seconds: Self.pauseWithoutRoom),
                reason: "\(address): as many files as memory has room for are under way")
        }
        defer { keeper.room.leave() }
        let response: Response
        do throws(FetchRefusal) {
            response = try await fetcher.fetch(Request(address, timeout: Self.timeout))
        } catch {
            return refused(error)
        }
        return try await answered(response, attachment, key, address)
    }

    /// Nil where the article is not kept, or has the file.
    private func wanted(_ key: AttachmentKey) async throws(PageFailure) -> Attachment? {
        do throws(StorageFailure) {
            return try await store.article(key.article)?.record.metadata.attachments?
                .first { $0.url == key.url && $0.file == nil }
        } catch {
            throw PageFailure(keeping: error)
        }
    }

    private func refused(_ refusal: FetchRefusal) -> PageWorker.Result {
        switch refusal {
        case .postponed(let until, let reason): return .postponed(leased.lease, until: until, reason: reason)
        case .disallowed(let reason): return ended(.ignored(reason: oneLine(reason)), reason, next: nil)
        case .failed(.cancelled), .failed(.shuttingDown): return .calledOff(leased.lease)
        case .failed(let failure):
            let reason = "\(oneLine(leased.page.found.url)): \(failure)"
            switch failure {
            case .bodyTooLarge, .addressRefused, .redirectRefused:
                return ended(.failed(reason: oneLine(reason)), reason, next: nil)
            default: return failed(reason, .trouble)
            }
        }
    }

    private func answered(
        _ response: Response, _ attachment: Attachment, _ key: AttachmentKey, _ address: WebAddress
    ) async throws(PageFailure) -> PageWorker.Result {
        switch response.status {
        case 200...299: break
        case 404, 410: return failed("\(address): HTTP \(response.status)", .missing)
        default: return failed("\(address): the site answers HTTP \(response.status)", .trouble)
        }
        let verdict: AttachmentVerdict
        do throws(ReadingFailure) {
            let attempt = ReadingAttempt(.page, source: leased.page.found.source, address: address)
            verdict = try await fetcher.pool.read(attempt, response.body) {
                AttachmentVerdict(response, asked: address)
            }
        } catch {
            guard case .unreadable(let reason, let kind) = PageFailure(error, of: address) else { throw .cancelled }
            return ended(.failed(reason: oneLine(reason), as: kind), reason, next: nil)
        }
        switch verdict {
        case .other(let reason): return failed(reason, .noArticle)
        case .wall(let wall):
            let next = FirstVisitRetry.wall.next(failures: visits, now: time.now(), random: time.random())
            let evidence = oneLine(wall.evidence)
            return ended(
                .walled(kind: wall.kind.rawValue, evidence: evidence), "\(address): a wall: \(evidence)", next: next)
        case .file:
            let outcome = try await archivist.keep([FetchedFile(attachment, bytes: response.body)], of: key.article)
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
