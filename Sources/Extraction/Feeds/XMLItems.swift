internal import Model

/// Walks an XML document as a list of items: feeds and sitemaps are nothing else.
///
/// Names are compared without their prefix and without regard to case. An item's own fields are its children alone: the
/// address of an `image` inside an item, or of the `source` that an entry was taken from, is none of the item's.
struct XMLItems {
    /// One `item`, `entry`, `url` or `sitemap`.
    struct Item {
        /// `href` of a `link`, resolved.
        struct Link {
            /// `alternate` where nothing is said.
            let relation: String
            let type: String
            let address: WebAddress
        }

        /// Texts of its children by local name, in order; those of the item's own namespace.
        var own: [String: [String]] = [:]
        /// Those of other namespaces, such as Dublin Core's.
        var foreign: [String: [String]] = [:]
        var links: [Link] = []
        /// What relative addresses in its texts are relative to.
        var base: WebAddress
        /// What `rdf:about`, or CDF's `href`, of the item itself says.
        var about: String?

        /// The texts of that name, the item's own first.
        func texts(_ name: String) -> [String] { (own[name] ?? []) + (foreign[name] ?? []) }
    }

    /// What the document is.
    enum Root: String {
        case rss, feed, rdf, urlset, sitemapindex
        /// Microsoft's Channel Definition Format.
        case channel
    }

    let root: Root
    private(set) var items: [Item] = []
    /// `rel="next"` of the feed itself (RFC 5005).
    private(set) var nextLink: WebAddress?
    /// The document ends before its root element does.
    private(set) var isCutOff = false
    /// There are more items than are read.
    private(set) var isTooLong = false

    /// Items that are read at the most.
    static let limit = 60_000
    /// Elements in elements; what is deeper is text of a description.
    private static let depthLimit = 64
    /// Bytes of one field.
    private static let fieldLimit = 64 << 10
    /// How far into a document, behind what a server has put before it by mistake, its root is looked for.
    private static let rootLimitBytes = 16 << 10

    private struct Open {
        let name: String
        let base: WebAddress
    }

    /// An element whose text is wanted, while it is open.
    private struct Field {
        let name: String
        let isOwn: Bool
        /// Elements around its text.
        let depth: Int
        var text: [UInt8] = []
    }

    private var stack: [Open] = []
    private var current: (item: Item, name: String, prefix: String, depth: Int)?
    private var field: Field?
    /// An empty `<link/>` has just been read: what follows as text may be its address.
    private var expectsAddress = false

    /// Nil for a document that is no feed and no sitemap.
    ///
    /// - Parameters:
    ///   - xml: valid UTF-8.
    ///   - base: the document's address.
    init?(_ xml: [UInt8], base: WebAddress, within budget: ReadingBudget = .unlimited) {
        let read = xml.withUnsafeBufferPointer { bytes -> XMLItems? in
            var scanner = XMLScanner(bytes)
            guard var items = XMLItems(beginning: &scanner, base: base) else { return nil }
            items.read(&scanner, budget)
            return items
        }
        guard let read else { return nil }
        self = read
    }

    private init?(beginning scanner: inout XMLScanner, base: WebAddress) {
        while scanner.position < XMLItems.rootLimitBytes, let token = scanner.next() {
            guard case .start(let range, let attributes, let isEmpty) = token else { continue }
            let (_, name) = XMLItems.names(scanner, range)
            if let root = Root(rawValue: name) {
                self.root = root
                guard !isEmpty else { return }
                let own = scanner.attribute("xml:base", in: attributes) ?? scanner.attribute("base", in: attributes)
                stack.append(Open(name: name, base: own.flatMap(base.resolving) ?? base))
                return
            }
            if ["html", "head", "body", "svg", "datastore"].contains(name) { return nil }
        }
        return nil
    }

    private mutating func read(_ scanner: inout XMLScanner, _ budget: ReadingBudget) {
        var steps = 0
        while !stack.isEmpty, let token = scanner.next() {
            steps += 1
            if steps % 1024 == 0, budget.isSpent { break }
            switch token {
            case .start(let name, let attributes, let isEmpty): start(scanner, name, attributes, isEmpty)
            case .end(let name): end(XMLItems.names(scanner, name).local)
            case .text(let range): add(range, of: scanner, isResolved: false)
            case .cdata(let range): add(range, of: scanner, isResolved: true)
            }
            if items.count >= XMLItems.limit {
                isTooLong = true
                return
            }
        }
        guard !stack.isEmpty else { return }
        isCutOff = true
        // A field that the end cuts is not whole, those before it are.
        field = nil
        finishItem()
    }

    // Elements.

    private mutating func start(
        _ scanner: XMLScanner, _ nameRange: Range<Int>, _ attributes: Range<Int>, _ isEmpty: Bool
    ) {
        let (prefix, name) = XMLItems.names(scanner, nameRange)
        expectsAddress = false
        if itemNames.contains(name), current.map({ $0.name == name && $0.prefix == prefix }) ?? true {
            // An item inside an item: the first was never closed.
            if let open = current { close(to: open.depth) }
            guard !isEmpty || root == .channel else { return }
            var item = Item(base: base(of: attributes, scanner))
            item.about = scanner.attribute("rdf:about", in: attributes) ?? scanner.attribute("href", in: attributes)
            if let changed = scanner.attribute("lastmod", in: attributes) { item.own["lastmod"] = [changed] }
            current = (item, name, prefix, stack.count)
            push(name, base: item.base)
            if isEmpty { close(to: stack.count - 1) }
            return
        }
        if name == "link", current == nil { readFeedLink(scanner, attributes) }
        if let open = field {
            // The start of another field ends one that was never closed.
            if stack.count == open.depth, XMLItems.fields.contains(name), open.name != "title" || name != "title" {
                close(to: open.depth - 1)
            } else if open.text.last.map({ $0 > 0x20 }) == true, ["br", "p", "div", "li", "td"].contains(name) {
                field?.text.append(0x20)
            }
        }
        let isChild = current.map { stack.count == $0.depth + 1 } ?? false
        let isInNews = current.map { stack.count == $0.depth + 2 && stack.last?.name == "news" } ?? false
        let base = base(of: attributes, scanner)
        if let item = current, field == nil, isChild || isInNews {
            if name == "link" { readLink(scanner, attributes, base) }
            let isAside =
                name == "link" && XMLItems.relation(scanner.attribute("rel", in: attributes)) != "alternate"
            if XMLItems.fields.contains(name), !isEmpty, !isAside {
                let isOwn = prefix == item.prefix || prefix.isEmpty
                field = Field(name: name, isOwn: isOwn, depth: stack.count + 1)
            }
            expectsAddress = isEmpty && name == "link"
        }
        if !isEmpty { push(name, base: base) }
    }

    /// Elements that the document names items.
    private var itemNames: [String] {
        switch root {
        case .rss, .feed, .rdf: ["item", "entry"]
        case .channel: ["item"]
        case .urlset: ["url"]
        case .sitemapindex: ["sitemap"]
        }
    }

    private static let fields: Set = [
        "title", "link", "guid", "id", "loc", "pubdate", "published", "issued", "date", "created", "updated",
        "modified", "lastmod", "publication_date",
    ]

    private static let addresses: Set = ["link", "guid", "id", "loc"]

    private mutating func push(_ name: String, base: WebAddress) {
        guard stack.count < XMLItems.depthLimit, !["br", "img", "hr", "input", "meta"].contains(name) else { return }
        stack.append(Open(name: name, base: base))
    }

    private mutating func end(_ name: String) {
        expectsAddress = false
        guard let index = stack.lastIndex(where: { $0.name == name }) else { return }
        close(to: index)
    }

    /// Closes the elements from that depth on.
    private mutating func close(to depth: Int) {
        if let open = field, depth < open.depth {
            add(open)
            field = nil
        }
        if let open = current, depth <= open.depth { finishItem() }
        stack.removeSubrange(min(depth, stack.count)...)
    }

    private mutating func finishItem() {
        if let item = current?.item { items.append(item) }
        current = nil
    }

    // Texts.

    private mutating func add(_ range: Range<Int>, of scanner: XMLScanner, isResolved: Bool) {
        guard var open = field else {
            if expectsAddress { addAddress(scanner.text(range)) }
            return
        }
        guard open.text.count < XMLItems.fieldLimit else { return }
        let part = UnsafeBufferPointer(rebasing: scanner.bytes[range].prefix(XMLItems.fieldLimit))
        field = nil  // so that its text is not copied
        if isResolved { open.text.append(contentsOf: part) } else { CharacterReference.resolve(part, into: &open.text) }
        field = open
    }

    private mutating func addAddress(_ text: String) {
        let start = text.drop(while: \.isWhitespace)
        guard !start.isEmpty else { return }
        expectsAddress = false
        if start.hasPrefix("http") { current?.item.own["link", default: []].append(text) }
    }

    private mutating func add(_ field: Field) {
        // Addresses are read as browsers do, with what stands in them.
        let text =
            XMLItems.addresses.contains(field.name)
            ? String(decoding: field.text, as: UTF8.self) : WhiteSpace.collapse(field.text)
        guard !text.allSatisfy(\.isWhitespace) else { return }
        if field.isOwn {
            current?.item.own[field.name, default: []].append(text)
        } else {
            current?.item.foreign[field.name, default: []].append(text)
        }
    }

    // Links.

    private mutating func readLink(_ scanner: XMLScanner, _ attributes: Range<Int>, _ base: WebAddress) {
        guard let href = scanner.attribute("href", in: attributes), !href.allSatisfy(\.isWhitespace),
            let address = base.resolving(href), (current?.item.links.count ?? 0) < 100
        else { return }
        let relation = XMLItems.relation(scanner.attribute("rel", in: attributes))
        let type = scanner.attribute("type", in: attributes) ?? ""
        current?.item.links.append(.init(relation: relation, type: type.lowercased(), address: address))
    }

    private mutating func readFeedLink(_ scanner: XMLScanner, _ attributes: Range<Int>) {
        guard nextLink == nil, XMLItems.relation(scanner.attribute("rel", in: attributes)) == "next" else { return }
        let base = base(of: attributes, scanner)
        nextLink = scanner.attribute("href", in: attributes).flatMap(base.resolving)
    }

    /// Relations may be written as IANA's addresses of them (RFC 4287, 4.2.7.2).
    private static func relation(_ text: String?) -> String {
        let name = text?.split(separator: "/").last.map { WhiteSpace.collapse($0.utf8).lowercased() } ?? ""
        return name.isEmpty ? "alternate" : name
    }

    /// `xml:base` of an element, else that of the elements around it.
    private func base(of attributes: Range<Int>, _ scanner: XMLScanner) -> WebAddress {
        let outer = stack[stack.count - 1].base  // only the root's end empties the stack
        guard attributes.count > 9, let own = scanner.attribute("xml:base", in: attributes) else { return outer }
        return outer.resolving(own) ?? outer
    }

    private static func names(_ scanner: XMLScanner, _ range: Range<Int>) -> (prefix: String, local: String) {
        let name = String(decoding: scanner.bytes[range].prefix(200), as: UTF8.self).lowercased()
        guard let colon = name.lastIndex(of: ":") else { return ("", name) }
        return (String(name[..<colon]), String(name[name.index(after: colon)...]))
    }
}
