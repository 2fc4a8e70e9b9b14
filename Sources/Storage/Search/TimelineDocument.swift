package import Model

/// A timeline as programs get it, from the command line and from the API alike.
package struct TimelineDocument: Encodable, Sendable {
    /// As it was asked.
    package let query: String
    package let count: Int
    /// The earliest article; nil where there is none.
    package let first: First?
    package let months: [Month]
    package let sources: [Source]

    /// The earliest article.
    package struct First: Encodable, Sendable {
        package let id: ArticleID
        package let date: Day
        package let title: String?
        package let source: String
        package let url: String
    }

    /// A month from that of the first article to that of the last.
    package struct Month: Encodable, Sendable {
        /// `YYYY-MM`.
        package let month: String
        package let count: Int
        /// Articles in the index by the same filter, whatever they say.
        package let total: Int
        /// Articles by source; only those that have any.
        package let sources: [String: Int]
    }

    /// What one source has brought.
    package struct Source: Encodable, Sendable {
        package let id: String
        package let count: Int
        package let first: Day
        package let last: Day
    }

    package init(query: String, _ timeline: Timeline, first: StoredArticle?) {
        self.query = query
        count = timeline.count
        self.first = first.map { article in
            let event = article.entry.event
            return First(
                id: event.id, date: article.entry.day, title: article.record.metadata.title, source: event.source,
                url: event.url)
        }
        months = timeline.months.map {
            Month(month: $0.name, count: $0.count, total: $0.total, sources: $0.sources)
        }
        sources = timeline.sources.map { Source(id: $0.id, count: $0.count, first: $0.first, last: $0.last) }
    }
}
