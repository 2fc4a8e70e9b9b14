package import Model

/// A pretend site: every address that it answers, made once.
package struct SampleSite: Hashable, Sendable {
    /// The source's id in the sample configuration.
    package let id: String
    package let name: String
    /// Path of the page where a visit starts.
    package let start: String
    /// `list`, `feed`, `sitemap` or `epaper`.
    package let kind: String
    /// Path of an issue's first page, with `{yyyy}`, `{MM}`, `{dd}`; e-papers only.
    package let issue: String?
    /// The day of the oldest issue; e-papers only.
    package let firstIssue: Day?
    /// Paths of the pages that hold an article which a visit should keep, newest first.
    package let articles: [String]
    /// By path, what an archive must hold of each article: the whole file, with `text.width = "half"`.
    package let texts: [String: String]
    let resources: [String: SampleResource]
    let notFound: SampleResource

    /// - Parameters:
    ///   - articles: as many as there are stories, in their order.
    ///   - stories: what the articles tell.
    init(
        id: String, name: String, start: String, kind: String, issue: String? = nil, firstIssue: Day? = nil,
        articles: [String], stories: [SampleStory], resources: [String: SampleResource], notFound: SampleResource
    ) {
        self.id = id
        self.name = name
        self.start = start
        self.kind = kind
        self.issue = issue
        self.firstIssue = firstIssue
        self.articles = articles
        self.texts = Dictionary(zip(articles, stories.map(\.text)), uniquingKeysWith: { first, _ in first })
        self.resources = resources
        self.notFound = notFound
    }

    /// The page, a move, 304, or 404; 405 for anything but GET and HEAD.
    package func answer(_ request: SampleRequest) -> SampleAnswer {
        guard request.isRead else {
            return SampleAnswer(status: 405, headers: [.init(name: "Allow", value: "GET, HEAD")], body: [])
        }
        return (resources[request.path] ?? notFound).answer(request)
    }

    /// Every path that the site answers with something else than 404.
    package var paths: [String] { resources.keys.sorted() }
}
