package import Model

/// An event that has no number yet. What it is in the end, the store decides when it knows what others have published.
package struct EventDraft: Hashable, Sendable {
    package var at: Timestamp
    package var id: ArticleID
    package var url: String
    /// The configured source's id, or `manual`.
    package var source: String
    package var kind: Event.Kind
    /// What the visit that led to this left behind, for the next one to the same URL.
    package var visit: Visit?

    package init(
        at: Timestamp, id: ArticleID, url: String, source: String, kind: Event.Kind, visit: Visit? = nil
    ) {
        self.at = at
        self.id = id
        self.url = url
        self.source = source
        self.kind = kind
        self.visit = visit
    }
}

/// What became of a draft.
package enum Publication: Hashable, Sendable {
    /// It is an event now, though perhaps of another kind. A file that was placed for the draft is used only if the
    /// event has a record.
    case published(JournalEntry)
    /// It says nothing new about its URL; a file that was placed for it is not used.
    case unchanged(ArticleID)

    /// The event, if there is one.
    package var entry: JournalEntry? {
        switch self {
        case .published(let entry): entry
        case .unchanged: nil
        }
    }
}

/// What the latest visit to a URL tells the next one. No file holds this: after the database is lost, the next visit
/// downloads the page once more than it had to.
package struct Visit: Hashable, Sendable {
    package var url: String
    package var at: Timestamp
    /// The ETag header as it was sent, quotes included.
    package var etag: String?
    /// The Last-Modified header as it was sent.
    package var lastModified: String?
    /// It showed a text that was not believed: the next visit decides.
    package var isDoubted: Bool

    package init(url: String, at: Timestamp, etag: String?, lastModified: String?, isDoubted: Bool = false) {
        self.isDoubted = isDoubted
        self.url = url
        self.at = at
        self.etag = etag
        self.lastModified = lastModified
    }
}

/// What is known about one URL.
package struct PageState: Hashable, Sendable {
    package let url: String
    /// The text that it showed last.
    package let article: ArticleID
    package let source: String
    package let firstSeen: Timestamp
    /// When an event last changed this.
    package let changed: Timestamp
    /// Since when it is judged removed.
    package let gone: Timestamp?
    package let visit: Visit?

    package init(
        url: String, article: ArticleID, source: String, firstSeen: Timestamp, changed: Timestamp, gone: Timestamp?,
        visit: Visit?
    ) {
        self.url = url
        self.article = article
        self.source = source
        self.firstSeen = firstSeen
        self.changed = changed
        self.gone = gone
        self.visit = visit
    }
}

/// A kept text and the event that brought it.
package struct StoredArticle: Hashable, Sendable {
    package let entry: JournalEntry
    package let record: ArticleRecord

    package init(entry: JournalEntry, record: ArticleRecord) {
        self.entry = entry
        self.record = record
    }
}
