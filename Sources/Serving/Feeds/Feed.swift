internal import Model
internal import Storage

/// The newest articles, before they are written in one format or another.
struct Feed: Sendable {
    let title: String
    /// The feed's own address.
    let address: String
    let home: String
    /// Newest first.
    let entries: [Entry]

    /// When the latest entry came; the beginning of time in a feed without.
    var updated: Timestamp { entries.map(\.updated).max() ?? Timestamp(secondsSinceEpoch: 0) }

    struct Entry: Sendable {
        let id: ArticleID
        let url: String
        let title: String
        /// Paragraphs, the headline left out; an overlong text is cut.
        let paragraphs: [String]
        let updated: Timestamp
        /// RFC 3339; nil where the page does not say.
        let published: String?
        let authors: [String]
        let topics: [String]

        /// Characters of a text that a feed carries.
        private static let textLimit = 20_000

        init(_ article: StoredArticle, text: [UInt8]) {
            let (event, record) = (article.entry.event, article.record)
            let metadata = record.metadata
            id = event.id
            url = event.url
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
            title = metadata.title ?? lines.first ?? event.url
            var left = Entry.textLimit
            paragraphs = lines.dropFirst(HeadlineLines(of: lines, metadata).count).compactMap { line in
                guard left > 0 else { return nil }
                defer { left -= line.unicodeScalars.count }
                let scalars = line.unicodeScalars
                return scalars.count <= left ? line : String(String.UnicodeScalarView(scalars.prefix(left))) + "…"
            }
            updated = event.at
            published = metadata.published ?? metadata.date.map { "\($0)T00:00:00+08:00" }
            authors = metadata.authors ?? (metadata.publisher ?? metadata.site).map { [$0] } ?? [event.source]
            topics = record.topics ?? []
        }
    }
}
