/// What a page's `title` and `meta` elements say.
struct HeadMetadata: Sendable {
    /// The first `title` element's text, "" where there is none.
    private(set) var title = ""
    /// By lower-case `name`, `property` or `itemprop`: the first content that is not empty.
    private var values: [String: String] = [:]

    init(_ tree: PageTree) {
        for index in tree.indices {
            switch tree.nodes[index].tag {
            case .title where title.isEmpty: title = String(tree.plainText(of: index).unicodeScalars.prefix(1000))
            case .meta:
                guard
                    let name = tree.attribute(.name, of: index) ?? tree.attribute(.property, of: index)
                        ?? tree.attribute(.itemprop, of: index),
                    let content = tree.attribute(.content, of: index)
                else { continue }
                let key = name.lowercased()
                let text = WhiteSpace.collapse(content.utf8)
                if !text.isEmpty, values[key] == nil { values[key] = text }
            default: break
            }
        }
    }

    /// The first of these names that the page gives a value.
    func first(of names: [String]) -> String? { names.lazy.compactMap { values[$0] }.first }

    /// Names by what they mean, the government's own first.
    ///
    /// Source: 政府网站发展指引 (国办发〔2017〕47号), annex; OpenGraph; schema.org.
    static let articleTitle = ["articletitle", "og:title", "twitter:title", "headline"]
    static let date = [
        "pubdate", "publishdate", "firstpublishedtime", "article:published_time", "og:published_time",
        "datepublished", "publish_date", "publish-date", "date", "dc.date", "apub:time", "og:release_date",
        "article:create_at", "createdate", "weibo:article:create_at", "bytedance:published_time",
    ]
    static let source = ["contentsource", "source", "article:source", "mediaid"]
    static let site = ["sitename", "og:site_name", "application-name"]
    static let column = ["columnname", "article:section"]
}
