internal import Model

/// Finds the pages that continue a list.
struct Pager {
    let tree: PageTree
    let links: [PageLink]
    let base: WebAddress
    /// Nil: relative to `base`, in UTF-8.
    var resolver: ReferenceResolver?

    /// A pager may say that there are a million pages; so many are believed.
    static let limit = 2000

    /// The pages behind this one, nearest first.
    func next() -> [WebAddress] {
        let found = scriptedPages() ?? []
        if !found.isEmpty { return unique(found) }
        return unique(declaredPages() + linkedPages() + chosenPages())
    }

    private func unique(_ addresses: [WebAddress]) -> [WebAddress] {
        var seen: Set<WebAddress> = [base]
        return Array(addresses.filter { seen.insert($0).inserted }.prefix(Pager.limit))
    }

    // Scripts: TRS's createPageHTML and its relatives.

    private func scriptedPages() -> [WebAddress]? {
        for range in tree.scripts where range.count < 200_000 {
            let script = tree.page[range]
            guard let text = ScriptText(script) else { continue }
            if let pages = createPageHTML(text) ?? countPage(text) { return pages }
        }
        return nil
    }

    /// `createPageHTML(25, 0, "index", "html")`: pages, this one counted from 0, name, suffix. UCAP puts an element's
    /// id first and counts from 1.
    private func createPageHTML(_ script: ScriptText) -> [WebAddress]? {
        guard let arguments = script.arguments(of: "createPageHTML") ?? script.arguments(of: "createPage") else {
            return nil
        }
        if arguments.count >= 4, let count = Pager.number(arguments[0]), let current = Pager.number(arguments[1]) {
            return numbered(from: max(1, current + 1), through: count - 1, name: arguments[2], suffix: arguments[3])
        }
        if arguments.count >= 5, Int(arguments[0]) == nil, let count = Pager.number(arguments[1]),
            let current = Pager.number(arguments[2])
        {
            return numbered(from: max(2, current + 1), through: count, name: arguments[3], suffix: arguments[4])
        }
        return nil
    }

    /// A number that may count pages.
    private static func number(_ text: String) -> Int? { Int(text).flatMap { (0...9_999_999).contains($0) ? $0 : nil } }

    /// `var currentPage = 0; var countPage = 27` with names written by the script.
    private func countPage(_ script: ScriptText) -> [WebAddress]? {
        guard let count = script.number(assignedTo: "countPage") else { return nil }
        let current = script.number(assignedTo: "currentPage") ?? 0
        let file = base.path.split(separator: "/").last.map(String.init) ?? ""
        let suffix =
            base.path.hasSuffix("/") ? script.suffix ?? "html" : String(file.split(separator: ".").last ?? "html")
        return numbered(from: max(1, current + 1), through: count - 1, name: "index", suffix: suffix)
    }

    private func numbered(from first: Int, through last: Int, name: String, suffix: String) -> [WebAddress] {
        guard last >= first, first < Pager.limit * 10 else { return [] }
        return (first...min(last, first + Pager.limit)).compactMap { base.resolving("\(name)_\($0).\(suffix)") }
    }

    private func resolve(_ reference: String) -> WebAddress? {
        resolver.map { $0.resolve(reference) } ?? base.resolving(reference)
    }

    /// `<link rel="next" href="…">` and `<a rel="next">`.
    private func declaredPages() -> [WebAddress] {
        var found: [WebAddress] = []
        for node in tree.indices where tree.nodes[node].tag == .link || tree.nodes[node].tag == .a {
            guard let relation = tree.attribute(.rel, of: node)?.lowercased(),
                relation.split(separator: " ").contains("next"), found.count < 4,
                let address = tree.attribute(.href, of: node).flatMap(resolve), address.host == base.host
            else { continue }
            found.append(address)
        }
        return found
    }

    /// `<select><option value="index_2.html">第2页</option>`.
    private func chosenPages() -> [WebAddress] {
        var found: [(number: Int, address: WebAddress)] = []
        for node in tree.indices where tree.nodes[node].tag == .option && found.count < Pager.limit {
            guard let value = tree.attribute(.value, of: node), value.contains(".") || value.contains("?"),
                let number = Pager.pageNumber(tree.plainText(of: node)), number > 1, let address = resolve(value),
                isSibling(address)
            else { continue }
            found.append((number, address))
        }
        return found.sorted { $0.number < $1.number }.map(\.address)
    }

    /// `2`, `第2页`, `2/9`.
    private static func pageNumber(_ text: String) -> Int? {
        let words = LineSkeleton(text.prefix { $0 != "/" }.utf8).scalars.filter { $0 != 0x7B2C && $0 != 0x9875 }
        return words.count <= 4 ? Int(string(of: words)) : nil
    }

    // Anchors: page numbers, 下一页, 尾页, arrows.

    private func linkedPages() -> [WebAddress] {
        var numbered: [(number: Int, address: WebAddress)] = []
        var following: [WebAddress] = []
        var arrows: [WebAddress] = []
        var doubleArrows: [WebAddress] = []
        for link in links where isSibling(link.address) {
            let words = LineSkeleton(link.title).scalars
            if words.isEmpty {
                let title = WhiteSpace.collapse(link.title.utf8)
                if title.isEmpty ? isNamedNext(link.node) : Pager.nextArrows.contains(title) {
                    if isNumbered(link.address) { arrows.append(link.address) }
                } else if Pager.doubleArrows.contains(title), isNumbered(link.address) {
                    doubleArrows.append(link.address)
                }
            } else if words.count <= 4, let number = Int(string(of: words)), number > 1 {
                numbered.append((number, link.address))
            } else if Pager.nextWords.contains(string(of: words)) {
                following.append(link.address)
            } else if Pager.lastWords.contains(string(of: words)), numbered.count < Pager.limit {
                numbered += pages(upTo: link.address)
            }
        }
        following += arrows.prefix(1)
        if following.isEmpty {
            following = Array(doubleArrows.prefix(1))
        } else if let last = doubleArrows.last, numbered.isEmpty {
            numbered += pages(upTo: last)
        }
        // Hanweb's records name the address of the next ones, without words for people.
        let proxies = links.filter { $0.title.isEmpty && $0.address.path.hasSuffix("dataproxy.jsp") }.map(\.address)
        return following.prefix(1) + proxies + numbered.sorted { $0.number < $1.number }.map(\.address)
    }

    static let nextWords: Set = ["下一页", "下页", "后一页", "next", "nextpage", "older", "olderposts", "后页"]
    private static let nextArrows: Set = [">", "›", "→", "＞", "❯", "▶", "►", "▸", "〉"]
    private static let doubleArrows: Set = [">>", "»", "≫", "》", "＞＞", "››", ">>>"]
    private static let lastWords: Set = ["尾页", "末页", "最后一页", "最后页", "last"]

    /// `index_36.html` behind 尾页: all from 2 to 36.
    private func pages(upTo last: WebAddress) -> [(number: Int, address: WebAddress)] {
        let text = scalars(of: last.description)
        let isDigit: (UInt32) -> Bool = { (0x30...0x39).contains($0) }
        guard let end = text.lastIndex(where: isDigit) else { return [] }
        var start = end
        while start > 0, isDigit(text[start - 1]) { start -= 1 }
        guard let count = Int(string(of: text[start...end])), count >= 2, count <= Pager.limit else { return [] }
        return (2...count).compactMap { number in
            let address = string(of: text[..<start]) + "\(number)" + string(of: text[(end + 1)...])
            return (try? WebAddress(parsing: address)).map { (number, $0) }  // it was valid with another number
        }
    }

    /// An arrow that is a picture: what it is called, or its class, says what it does.
    private func isNamedNext(_ node: Int) -> Bool {
        if let label = tree.ruledAttribute(LinkNames.label, of: node) {
            return Pager.nextWords.contains(string(of: LineSkeleton(label).scalars))
        }
        let names = tree.attribute(.class, of: node)?.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" } ?? []
        return names.contains { $0 == "next" || $0 == "nextpage" || $0 == "pagenext" }
    }

    /// Whether an address may be a page's of a list: those of carousels lead to articles.
    private func isNumbered(_ address: WebAddress) -> Bool {
        address.target.utf8.contains { (0x30...0x39).contains($0) } && !AddressShape.hasDate(Array(address.path.utf8))
    }

    /// Pages of one list differ in a number at the end of the path or in the query.
    private func isSibling(_ address: WebAddress) -> Bool {
        guard address.host == base.host else { return false }
        let own = folder(of: base.path)
        let other = folder(of: address.path)
        return own == other || other.hasPrefix(own) && address.path.utf8.count <= base.path.utf8.count + 12
            || own.hasPrefix(other)
    }

    private func folder(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "/"
    }
}
