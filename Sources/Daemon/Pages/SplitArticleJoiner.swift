internal import Extraction
internal import Fetching
internal import Model
internal import Storage

/// Brings the halves of a newspaper's article together that jumps from one page of an issue to another: 下转第三版 here,
/// 上接第一版 there.
///
/// | the page | its other half | the article |
/// |---|---|---|
/// | goes on elsewhere | is found | is kept whole, under this address |
/// | began elsewhere | is found | is kept whole, under the other's address |
/// | either | is not found, and pages may still come | waits for another visit |
/// | either | is not found for good | is kept as it is, with its words about the other page |
///
/// The other half is looked for among the pages of the same source and day whose links have the same headline, or say
/// that they continue something. Where two fit, that with the very same headline is taken, or neither.
struct SplitArticleJoiner {
    let reader: MemoryAwareReader
    let store: any Frontier
    let wanted: WantedPage
    let now: Timestamp
    let get: FurtherPages

    enum Finding {
        /// The article has no other half, or it is not found.
        case apart
        /// The page with its rest.
        case whole(ReadPage)
        /// The article that this page is the rest of, whole.
        case rest(of: ReadPage)
        /// A page that may be the other half cannot be had.
        case unknown(String)
    }

    /// Why the search ended early.
    private struct Missing: Error { let reason: String }

    /// Pages of an issue that are looked through.
    private static let issueLimit = 2000
    /// Pages that are fetched to find the other half.
    private static let candidateLimit = 8

    /// Whether the article names another page of its issue.
    static func names(_ article: Article) -> Bool { article.goesOnOnPage != nil || article.comesFromPage != nil }

    func find(for page: ReadPage) async throws(WorkFailure) -> Finding {
        do {
            return try await search(for: page)
        } catch let missing as Missing {
            return .unknown(missing.reason)
        } catch {
            throw WorkFailure(error)
        }
    }

    /// - Throws: `Missing`, or `WorkFailure`.
    private func search(for page: ReadPage) async throws -> Finding {
        if page.article.goesOnOnPage != nil {
            let rests = try await fitting(try await candidates(for: page)) { page.article.isContinued(by: $0.article) }
            guard let rest = SplitArticleJoiner.choice(of: rests, for: page) else { return .apart }
            // What two articles might go on with belongs to that which has its very headline.
            let others = try await fitting(try await alike(rest)) { $0.article.isContinued(by: rest.article) }
            guard others.isEmpty || SplitArticleJoiner.choice(of: [page] + others, for: rest)?.address == page.address
            else {
                return .apart
            }
            return .whole(reader.reader.joining(page, continuedBy: rest))
        }
        if page.article.comesFromPage != nil {
            let firsts = try await fitting(try await candidates(for: page)) { $0.article.isContinued(by: page.article) }
            guard let first = SplitArticleJoiner.choice(of: firsts, for: page) else { return .apart }
            return .rest(of: reader.reader.joining(first, continuedBy: page))
        }
        return .apart
    }

    /// The one page that fits; of several that which has the same headline, nil where that is not one.
    private static func choice(of pages: [ReadPage], for page: ReadPage) -> ReadPage? {
        guard pages.count > 1 else { return pages.first }
        let same = pages.filter { $0.article.metadata.title.map(page.article.isHeadedExactly) ?? false }
        return same.count == 1 ? same.first : nil
    }

    /// The candidates that are articles and fit, read anew.
    private func fitting(_ candidates: [FoundPage], _ fits: (ReadPage) -> Bool) async throws -> [ReadPage] {
        var found: [ReadPage] = []
        for candidate in candidates {
            guard let address = try? WebAddress(parsing: candidate.url),  // our own words
                let other = try await article(of: wanted.other(at: address, day: candidate.day, title: candidate.title))
            else { continue }
            if fits(other) { found.append(other) }
        }
        return found
    }

    /// Nil for what is no article, or is there no more.
    private func article(of candidate: WantedPage) async throws -> ReadPage? {
        let response: Response
        switch await get(candidate.address) {
        case .page(let page): response = page
        case .calledOff: throw WorkFailure.cancelled
        case let other:
            guard other.mayPass else { return nil }
            throw Missing(reason: other.reason ?? "\(candidate.address)")
        }
        switch try await reader.read(response, of: candidate, now: now, takesPart: false, further: get) {
        case .article(let page): return page
        case .none: return nil
        case .incomplete(let reason): throw Missing(reason: reason)
        }
    }

    /// Those with the same headline first, then those that say that they continue something.
    private func candidates(for page: ReadPage) async throws(WorkFailure) -> [FoundPage] {
        let others = try await others(than: page)
        let alike = others.filter { $0.title.map(page.article.isHeaded) ?? false }
        let continuing = others.filter { other in
            !alike.contains(other) && (other.title.map { Article.continues(title: $0) } ?? false)
        }
        return Array((alike + continuing).prefix(SplitArticleJoiner.candidateLimit))
    }

    /// Those with the same headline that do not say that they continue something.
    private func alike(_ page: ReadPage) async throws(WorkFailure) -> [FoundPage] {
        let alike = try await others(than: page).filter { other in
            other.title.map { page.article.isHeaded(like: $0) && !Article.continues(title: $0) } ?? false
        }
        return Array(alike.prefix(SplitArticleJoiner.candidateLimit))
    }

    /// The issue's pages but for this one and the visited one.
    private func others(than page: ReadPage) async throws(WorkFailure) -> [FoundPage] {
        let all = try await kept { () throws(StorageFailure) in
            try await store.pages(
                of: wanted.source, day: wanted.listedDay ?? page.day, limit: SplitArticleJoiner.issueLimit)
        }
        let own = Set([page.address, wanted.address].map { CanonicalAddress($0).key })
        return all.filter { !own.contains($0.key) }
    }
}
