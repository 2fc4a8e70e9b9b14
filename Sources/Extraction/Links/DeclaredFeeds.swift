internal import Model

/// Feeds that a page names in its head: `<link rel="alternate" type="application/rss+xml" href="…">`.
enum DeclaredFeeds {
    private static let limit = 50

    static func find(in tree: PageTree, base: WebAddress) -> [WebAddress] {
        var feeds: [WebAddress] = []
        for node in tree.indices where tree.nodes[node].tag == .link && feeds.count < limit {
            guard let type = tree.attribute(.type, of: node)?.lowercased(),
                ["application/rss+xml", "application/atom+xml", "application/feed+json"].contains(type),
                let address = tree.attribute(.href, of: node).flatMap({ base.resolving($0) }), !feeds.contains(address)
            else { continue }
            feeds.append(address)
        }
        return feeds
    }
}
