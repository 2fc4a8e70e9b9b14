internal import Model

/// A feed as JSON.
///
/// Source: JSON Feed, version 1.1.
struct JSONFeed: Encodable {
    let version = "https://jsonfeed.org/version/1.1"
    let title: String
    let home: String
    let address: String
    let items: [Item]

    private enum CodingKeys: String, CodingKey {
        case version, title, items
        case home = "home_page_url"
        case address = "feed_url"
    }

    struct Item: Encodable {
        let id: String
        let url: String
        let title: String
        let text: String
        let published: String?
        let modified: Timestamp
        let authors: [Author]
        let tags: [String]

        private enum CodingKeys: String, CodingKey {
            case id, url, title, authors, tags
            case text = "content_text"
            case published = "date_published"
            case modified = "date_modified"
        }
    }

    struct Author: Encodable { let name: String }

    init(_ feed: Feed) {
        title = feed.title
        home = feed.home
        address = feed.address
        items = feed.entries.map { entry in
            Item(
                id: entry.id.description, url: entry.url, title: entry.title,
                text: entry.paragraphs.map { $0 + "\n" }.joined(), published: entry.published,
                modified: entry.updated, authors: entry.authors.map { Author(name: $0) }, tags: entry.topics)
        }
    }
}
