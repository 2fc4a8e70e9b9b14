package import Model

/// Full text of the kept articles: which of them say something, the newest first, and how often over the years.
///
/// It follows the journal: whoever fills it goes on after `position()`. What it holds can be made anew from the archive.
package protocol SearchIndex: Sendable {
    /// Every text that an event up to this number brought is in the index.
    func position() async throws(StorageFailure) -> Int

    /// Adds texts, all or none; one of an article that is there already takes its place.
    ///
    /// - Parameters:
    ///   - old: the position that the caller went on from.
    ///   - position: the new one.
    /// - Returns: false where somebody else has moved the position meanwhile; nothing was added then.
    func add(
        _ documents: [SearchDocument], from old: Int, through position: Int
    ) async throws(StorageFailure) -> Bool

    /// Forgets everything: the position is 0.
    func clear() async throws(StorageFailure)

    /// The articles that a query finds, the newest day first, within a day the last to arrive first.
    ///
    /// - Parameters:
    ///   - place: only those after this one in that order; nil: from the first.
    ///   - limit: at least 1.
    func hits(
        _ query: SearchQuery, matching filter: ArticleFilter, after place: SearchPlace?, limit: Int
    ) async throws(StorageFailure) -> [SearchHit]

    /// How many articles a query finds; counting stops at a limit, which then is the answer.
    func count(
        _ query: SearchQuery, matching filter: ArticleFilter, upTo limit: Int
    ) async throws(StorageFailure) -> Int

    /// When a query finds how many articles.
    func timeline(_ query: SearchQuery, matching filter: ArticleFilter) async throws(StorageFailure) -> Timeline
}

/// A text for the index, cut into its tokens.
package struct SearchDocument: Hashable, Sendable {
    let article: ArticleID
    let day: Day
    let source: String
    /// Its column, and behind it a word for each of its characters.
    let title: String
    /// The same, with words for those of the headline too.
    let body: String

    /// - Parameters:
    ///   - day: of the article.
    ///   - source: the id of the source that brought it first.
    ///   - title: all lines of the headline.
    package init(
        article: ArticleID, day: Day, source: String, title: String, body: String, fold: SearchText.Folding
    ) {
        self.article = article
        self.day = day
        self.source = source
        let (title, body) = (SearchText(title, fold: fold), SearchText(body, fold: fold))
        self.title = title.column(signs: title.signs)
        self.body = body.column(signs: title.signs.union(body.signs))
    }
}

/// Where an article stands in the order of all that can be found: later days have greater places, and later arrivals of
/// a day. It stays the same until the index is made anew.
package struct SearchPlace: Hashable, Sendable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}

/// An article that a query finds.
package struct SearchHit: Hashable, Sendable {
    package let article: ArticleID
    package let place: SearchPlace

    package init(article: ArticleID, place: SearchPlace) {
        self.article = article
        self.place = place
    }
}
