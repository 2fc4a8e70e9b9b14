internal import CXML

/// Walks an XML document as a list of items: feeds and sitemaps are nothing else.
///
/// Nothing is loaded from outside and no entity of the document's own is expanded, so neither a foreign file nor a
/// billion laughs comes in.
struct XMLItems {
    /// One `item`, `entry`, `url` or `sitemap`: texts of its children by local name, the first of each name.
    struct Item {
        /// The element's local name.
        let element: String
        var texts: [String: String] = [:]
        /// `href` of Atom's `link` elements by `rel`, `alternate` where there is none.
        var links: [String: String] = [:]
    }

    /// The document element's local name, in lower case.
    private(set) var root = ""
    private(set) var items: [Item] = []
    /// `rel="next"` of the feed itself (RFC 5005).
    private(set) var nextLink: String?

    /// Items that are read at the most.
    static let limit = 60_000
    private static let elements: Set = ["item", "entry", "url", "sitemap"]

    /// - Parameter xml: valid UTF-8, shorter than 2 GiB.
    init(_ xml: [UInt8], within budget: ReadingBudget = .unlimited) {
        xml.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let reader = cxml_read_xml(base, Int32(bytes.count)) else { return }
            defer { xmlFreeTextReader(reader) }
            read(reader, budget)
        }
    }

    private mutating func read(_ reader: xmlTextReaderPtr, _ budget: ReadingBudget) {
        var current: Item?
        var field: (name: String, depth: Int32)?
        var steps = 0
        while xmlTextReaderRead(reader) == 1, items.count < XMLItems.limit {
            steps += 1
            if steps % 1024 == 0, budget.isSpent { return }
            let depth = xmlTextReaderDepth(reader)
            switch xmlTextReaderNodeType(reader) {
            case Int32(XML_READER_TYPE_ELEMENT.rawValue):
                let name = XMLItems.localName(reader)
                if depth == 0 { root = name }
                if depth > 0, XMLItems.elements.contains(name) {
                    current = Item(element: name)
                    if xmlTextReaderIsEmptyElement(reader) == 1 { current = nil }
                } else if current != nil {
                    field = (name, depth)
                    readLink(reader, name: name, into: &current)
                } else if name == "link", XMLItems.attribute("rel", reader) == "next" {
                    nextLink = XMLItems.attribute("href", reader)
                }
            case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
                guard let name = field?.name, let value = xmlTextReaderConstValue(reader) else { continue }
                current?.texts[name, default: ""] += String(cString: value)
            case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
                if let open = field, depth <= open.depth { field = nil }
                if let item = current, XMLItems.localName(reader) == item.element {
                    items.append(item)
                    current = nil
                }
            default: continue
            }
        }
    }

    private func readLink(_ reader: xmlTextReaderPtr, name: String, into item: inout Item?) {
        guard name == "link", let href = XMLItems.attribute("href", reader) else { return }
        let relation = XMLItems.attribute("rel", reader) ?? "alternate"
        if item?.links[relation] == nil { item?.links[relation] = href }
    }

    private static func localName(_ reader: xmlTextReaderPtr) -> String {
        xmlTextReaderConstLocalName(reader).map { String(cString: $0).lowercased() } ?? ""
    }

    private static func attribute(_ name: String, _ reader: xmlTextReaderPtr) -> String? {
        guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
        defer { cxml_free(value) }
        return String(cString: value)
    }
}
