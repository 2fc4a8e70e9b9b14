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
/// that they continue something. Where two fit, neither is taken.
struct JumpedArticles {
    let reader: InformedReader
    let store: any Frontier
    let visit: PageVisit
    let now: Timestamp
    let get: PageReader.Getting

    enum Finding {
        /// The article has no other half, or it is not found.
        case apart
        /// The page with its rest.
        case whole(ReadPage)
        /// The article that this page is the rest of, whole.
        case rest(of: ReadPage)
    }

    /// Pages of an issue that are looked through.
    private static let issueLimit = 2000
    /// Pages that are fetched to find the other half.
    private static let candidateLimit = 8

    /// Whether the article names another page of its issue.
    static func names(_ article: Article) -> Bool { article.goesOnOnPage != nil || article.comesFromPage != nil }

    /// - Throws: `.later` where a page that may be the other half cannot be had; `.cancelled`, `.storage` or `.busy`.
    func find(for page: ReadPage) async throws(PageFailure) -> Finding {
        if page.article.goesOnOnPage != nil {
            guard let rest = try await only(of: page, where: { page.article.isContinued(by: $0.article) }) else {
                return .apart
            }
            return .whole(reader.reader.joining(page, continuedBy: rest))
        }
        if page.article.comesFromPage != nil {
            guard let first = try await only(of: page, where: { $0.article.isContinued(by: page.article) }) else {
                return .apart
            }
            return .rest(of: reader.reader.joining(first, continuedBy: page))
        }
        return .apart
    }

    /// The one page of the issue that fits; nil where none does, or several with equal right.
    private func only(
        of page: ReadPage, where fits: (ReadPage) -> Bool
    ) async throws(PageFailure) -> ReadPage? {
        var found: [ReadPage] = []
        for candidate in try await candidates(for: page) {
            guard let address = try? WebAddress(parsing: candidate.url) else { continue }  // our own words
            let other: ReadPage
            do throws(PageFailure) {
                let visit = PageVisit(
                    address: address, source: visit.source, utcOffset: visit.utcOffset, listedDay: candidate.day,
                    listedTitle: candidate.title)
                other = try await reader.read(
                    try await get(address), of: visit, shown: nil, now: now, takesPart: false, further: get)
            } catch {
                switch error {
                case .unreadable, .gone, .refused: continue  // it is no article, or is there no more
                default: throw error
                }
            }
            if fits(other) { found.append(other) }
        }
        guard found.count > 1 else { return found.first }
        let alike = found.filter { $0.article.metadata.title.map(page.article.isHeaded) ?? false }
        return alike.count == 1 ? alike.first : nil
    }

    /// Those with the same headline first.
    private func candidates(for page: ReadPage) async throws(PageFailure) -> [FoundPage] {
        let all: [FoundPage]
        do throws(StorageFailure) {
            all = try await store.pages(
                of: visit.source, day: visit.listedDay ?? page.day, limit: JumpedArticles.issueLimit)
        } catch {
            throw PageFailure(keeping: error)
        }
        let own = Set([page.address, visit.address].map { CanonicalAddress($0).key })
        let others = all.filter { !own.contains($0.key) }
        let alike = others.filter { $0.title.map(page.article.isHeaded) ?? false }
        let continuing = others.filter { other in
            !alike.contains(other) && (other.title.map { Article.continues(title: $0) } ?? false)
        }
        return Array((alike + continuing).prefix(JumpedArticles.candidateLimit))
    }
}
