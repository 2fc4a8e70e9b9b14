internal import Model

/// One page of an e-paper's issue: articles of this page, and the other pages.
///
/// Told by its addresses: page nodes `node_2.htm`, `nbs.D110000…`, articles `content_1.htm`, `nw.D110000…`, in the
/// folder of one day.
struct EpaperPage {
    private let content: [PageLink]
    private let nodes: [WebAddress]
    /// Of the issue.
    let day: Day?

    /// Nil for a page of another kind.
    init?(links: [PageLink], base: WebAddress) {
        guard EpaperPage.isNode(base) else { return nil }
        day = EpaperPage.day(base)
        content = links.filter { EpaperPage.isArticle($0.address) }
        nodes = links.map(\.address).filter {
            EpaperPage.isNode($0) && $0 != base && EpaperPage.day($0) == EpaperPage.day(base)
        }
        guard !content.isEmpty else { return nil }
    }

    func articles() -> [LinkedArticle] {
        var positions: [WebAddress: Int] = [:]
        var articles: [LinkedArticle] = []
        for link in content {
            if let position = positions[link.address] {
                if articles[position].title == nil, !link.title.isEmpty { articles[position].title = link.title }
            } else {
                positions[link.address] = articles.count
                articles.append(
                    .init(
                        address: link.address, title: link.title.isEmpty ? nil : link.title,
                        date: EpaperPage.day(link.address)))
            }
        }
        return articles
    }

    func pages() -> [WebAddress] {
        var seen: Set<WebAddress> = []
        return nodes.filter { seen.insert($0).inserted }
    }

    private static func name(of address: WebAddress) -> Substring { address.path.split(separator: "/").last ?? "" }

    private static func isNode(_ address: WebAddress) -> Bool {
        let name = name(of: address)
        return day(address) != nil && (name.hasPrefix("node_") || name.hasPrefix("nbs.D"))
    }

    private static func isArticle(_ address: WebAddress) -> Bool {
        let name = name(of: address)
        return day(address) != nil && (name.hasPrefix("content_") || name.hasPrefix("nw.D") || name.hasPrefix("con-"))
    }

    /// The day in the folders: `/2017-10/13/`, `/202412/01/`.
    private static func day(_ address: WebAddress) -> Day? {
        let folders = address.path.split(separator: "/").dropLast()
        for (left, right) in zip(folders, folders.dropFirst()) {
            let month = left.filter { $0 != "-" }
            if month.utf8.count == 6, right.utf8.count == 2, let year = Int(month.prefix(4)),
                let number = Int(month.suffix(2)),
                let day = Int(right), let found = Day(year: year, month: number, day: day)
            {
                return found
            }
        }
        return nil
    }
}
