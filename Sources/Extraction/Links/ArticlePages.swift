internal import Model

/// The further pages of an article that a site has cut into several: 【1】【2】, 下一页, `_1.html`.
struct ArticlePages {
    let tree: PageTree
    let base: WebAddress

    /// More pages than this are no article's.
    static let limit = 60

    /// The pages behind this one, in order; none for an article of one page.
    func following() -> [WebAddress] {
        let own = max(number(of: base) ?? (base.query == nil ? 0 : 1), ownNumber ?? 0)
        var found: [(number: Int, address: WebAddress)] = []
        for node in tree.indices where tree.nodes[node].tag == .a && tree.subtree(of: node).count <= 4 {
            guard let href = tree.attribute(.href, of: node), hasPagerWords(node), let address = base.resolving(href),
                let number = number(of: address), number > own
            else { continue }
            found.append((number, address))
        }
        found += scripted().compactMap { address in number(of: address).map { ($0, address) } }.filter {
            $0.number > own
        }
        var seen: Set<Int> = []
        let ordered = found.sorted { $0.number < $1.number }.filter { seen.insert($0.number).inserted }
        // Pages come one behind the other: a lone `_9.html` is something else.
        guard let first = ordered.first, first.number <= own + 2, ordered.count <= ArticlePages.limit else { return [] }
        return ordered.map(\.address)
    }

    /// 2 for `t1_2.html`; nil where the page is no further one. Whether it is, its links show.
    private var ownNumber: Int? {
        let stem = ArticlePages.split(base.path).stem
        guard let dividing = stem.lastIndex(where: { $0 == "_" || $0 == "-" }) else { return nil }
        return Int(stem[stem.index(after: dividing)...]).flatMap { $0 <= ArticlePages.limit ? $0 : nil }
    }

    /// The number that tells a page of this article from the others; nil for another article's address.
    private func number(of address: WebAddress) -> Int? {
        guard address.host == base.host else { return nil }
        if address.path == base.path {
            return address.query.flatMap { ArticlePages.pageParameter(in: $0) }
        }
        guard address.query == nil || address.query == base.query else { return nil }
        let (stem, suffix) = ArticlePages.split(address.path)
        let (baseStem, baseSuffix) = ArticlePages.split(base.path)
        guard suffix == baseSuffix else { return nil }
        if let number = ArticlePages.number(behind: baseStem, in: stem) { return number }
        // This page is itself a further one: `_2.html` beside `_3.html`.
        guard let dividing = baseStem.lastIndex(where: { $0 == "_" || $0 == "-" }),
            let own = Int(baseStem[baseStem.index(after: dividing)...]), own <= ArticlePages.limit
        else { return nil }
        return ArticlePages.number(behind: String(baseStem[..<dividing]), in: stem)
    }

    /// `stem_2` or `stem-2` behind `stem`.
    private static func number(behind stem: String, in other: String) -> Int? {
        guard other.hasPrefix(stem) else { return nil }
        let rest = other.dropFirst(stem.count)
        guard rest.first == "_" || rest.first == "-", let number = Int(rest.dropFirst()), number <= limit else {
            return nil
        }
        return number
    }

    /// `page=2`, `p=2`, `pn=2`.
    private static func pageParameter(in query: String) -> Int? {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, ["page", "p", "pn", "pageno", "currentpage"].contains(parts[0].lowercased()) {
                return Int(parts[1]).flatMap { $0 <= limit ? $0 : nil }
            }
        }
        return nil
    }

    private static func split(_ path: String) -> (stem: String, suffix: String) {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return (path, "") }
        return (String(path[..<dot]), String(path[dot...]))
    }

    private func hasPagerWords(_ node: Int) -> Bool {
        let words = LineSkeleton(tree.plainText(of: node)).scalars
        if words.count <= 2, Int(string(of: words)) != nil { return true }
        return Pager.nextWords.contains(string(of: words)) || string(of: words.prefix(1)) == "第" && words.count <= 4
    }

    /// TRS writes the pager of a long article like that of a list.
    private func scripted() -> [WebAddress] {
        Pager(tree: tree, links: [], base: base).next()
    }
}
