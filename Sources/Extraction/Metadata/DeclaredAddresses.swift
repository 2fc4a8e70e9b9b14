internal import Model

/// What a page says its own address is: `<link rel="canonical">`, then `og:url`.
///
/// Source: RFC 6596; OpenGraph.
enum DeclaredAddresses {
    private static let openGraph = ["og:url"]

    /// The surest first; two canonical links that disagree count for nothing.
    static func find(in tree: PageTree, head: HeadMetadata, base: WebAddress) -> [WebAddress] {
        let links = Set(
            tree.indices.filter { tree.nodes[$0].tag == .link && isCanonical($0, tree) }.compactMap {
                tree.attribute(.href, of: $0).flatMap { base.resolving($0) }
            })
        let property = head.first(of: openGraph).flatMap { base.resolving($0) }
        return (links.count == 1 ? Array(links) : []) + (property.map { [$0] } ?? [])
    }

    /// `rel` holds several words; the case of their letters does not matter.
    private static func isCanonical(_ node: Int, _ tree: PageTree) -> Bool {
        tree.attribute(.rel, of: node)?.lowercased().split(whereSeparator: \.isWhitespace).contains("canonical") == true
    }
}
