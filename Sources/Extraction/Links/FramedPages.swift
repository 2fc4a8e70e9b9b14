internal import Model

/// The pages in a page's frames: sites of the nineties show their lists in one of them.
enum FramedPages {
    private static let limit = 8

    /// Those of the page's own host; the likeliest first: what is named main or list, what is named left or top last.
    static func find(in tree: PageTree, base: WebAddress) -> [WebAddress] {
        let declared = tree.declaredBase(base)
        var pages: [(address: WebAddress, rank: Int)] = []
        for node in tree.indices where tree.nodes[node].tag == .frame || tree.nodes[node].tag == .iframe {
            guard pages.count < limit, let source = tree.attribute(.src, of: node), !source.isEmpty,
                let address = declared.resolving(source), address.host == base.host, address != base,
                !pages.contains(where: { $0.address == address })
            else { continue }
            let name = (tree.attribute(.name, of: node) ?? "").lowercased() + address.path.lowercased()
            let rank =
                ["top", "left", "menu", "head", "foot", "bottom"].contains { name.contains($0) }
                ? 2 : ["main", "list", "right", "content", "body"].contains { name.contains($0) } ? 0 : 1
            pages.append((address, rank))
        }
        return pages.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element.address)
    }
}
