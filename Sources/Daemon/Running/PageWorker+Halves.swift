internal import Extraction
internal import Fetching
internal import Model
internal import Storage

extension PageWorker {
    enum Half {
        case apart
        case joined(ReadPage)
        case ended(Result)
    }

    /// What is to be done about an article that goes on on another page of its issue, or comes from one.
    func otherHalf(of page: ReadPage, _ looking: PageLooking) async throws(PageFailure) -> Half {
        let jumped = JumpedArticles(
            reader: reader, store: store, visit: looking.visit, now: time.now(),
            get: { (address) throws(PageFailure) in try await further(address, looking) })
        do throws(PageFailure) {
            switch try await jumped.find(for: page) {
            case .whole(let whole): return .joined(whole)
            case .rest(of: let first):
                let outcome = try await keep(first, looking)
                guard let result = try await handOver(first.address.description, first.day, outcome, looking) else {
                    return .apart
                }
                return .ended(result)
            case .apart: break
            }
        } catch {
            switch error {
            case .cancelled, .storage, .busy: throw error
            default:
                // After some tries the half that can be had is kept: what is refused for good loses no text.
                guard looking.takesPart else {
                    return .ended(looking.failed("the other half of the article: \(error)"))
                }
            }
        }
        // Pages of today's issue may still come; and what was kept whole is not taken for half because they do not.
        let other = page.article.goesOnOnPage ?? page.article.comesFromPage ?? ""
        let wait = looking.failed("the article's other half, on page \(other) of the issue, is not found")
        if looking.isKept {
            guard let shown = looking.shown, shown.article != page.article.fingerprint.id else { return .apart }
            let before = try await kept { () throws(StorageFailure) in try await store.article(shown.article) }?.record
            return before?.furtherCaptures?.isEmpty == false ? .ended(wait) : .apart
        }
        return looking.takesPart ? .apart : .ended(wait)
    }
}
