internal import Model

/// What a run did so far.
package struct RunTally: Hashable, Sendable {
    package var sourcesVisited = 0
    package var sourcesFailed = 0
    package var pagesVisited = 0
    package var articles = 0
    package var revisions = 0
    package var duplicates = 0
    package var gone = 0
    package var back = 0
    /// Files that came after their articles, counted by the article.
    package var attachments = 0
    /// Pages that gave no article though one was expected: a page that holds none is no failure.
    package var pagesFailed = 0

    package init() {}

    mutating func count(_ event: Event) {
        switch event.kind {
        case .article, .reextracted: articles += 1
        case .revision: revisions += 1
        case .duplicate: duplicates += 1
        case .gone: gone += 1
        case .back: back += 1
        case .attachment: attachments += 1
        }
    }

    package var failed: Int { sourcesFailed + pagesFailed }

    /// `5 sources, 60 pages: 53 articles, 7 duplicates, 1 failed`; zeros are left out, but for the articles.
    package var description: String {
        let parts = [
            (revisions, "revised"), (duplicates, "duplicates"), (gone, "gone"), (back, "back"),
            (attachments, "attachments"), (failed, "failed"),
        ]
        return
            (["\(sourcesVisited) sources, \(pagesVisited) pages: \(articles) articles"]
            + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
    }

    /// Adds what another run did.
    static func += (left: inout RunTally, right: RunTally) {
        left.sourcesVisited += right.sourcesVisited
        left.sourcesFailed += right.sourcesFailed
        left.pagesVisited += right.pagesVisited
        left.articles += right.articles
        left.revisions += right.revisions
        left.duplicates += right.duplicates
        left.gone += right.gone
        left.back += right.back
        left.attachments += right.attachments
        left.pagesFailed += right.pagesFailed
    }
}
