internal import Model

/// A list page as `extract --links` writes it: `{"id", "articles": [{"url", "title", "date"}], "next": [url]}`.
struct ListJSON: Encodable {
    struct Link: Encodable {
        let url: String
        let title: String?
        let date: Day?
    }

    /// The file's stem.
    let id: String
    let articles: [Link]
    let next: [String]
    /// Feeds that the page names; absent where it names none.
    let feeds: [String]?
    /// Why the page lists less than it should; absent for a whole one.
    let problem: String?

    init(_ page: ListPage, name: String) {
        id = name
        articles = page.articles.map { Link(url: $0.address.description, title: $0.title, date: $0.date) }
        next = page.next.map(\.description)
        feeds = page.feeds.isEmpty ? nil : page.feeds.map(\.description)
        problem = page.fault?.description
    }
}
