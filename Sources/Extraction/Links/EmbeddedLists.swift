/// Lists that a page carries as text for its scripts: Hanweb's `<datastore>` of CDATA records, and pagers in base64.
enum EmbeddedLists {
    /// The records' markup, ready to be parsed like a page; nil where there is none.
    static func markup(in tree: PageTree) -> [UInt8]? {
        var markup: [UInt8] = []
        for range in tree.scripts where tree.page[range].contains(Array("<record".utf8)) {
            append(cdata(in: tree.page[range]), to: &markup)
        }
        return markup.isEmpty ? nil : markup
    }

    /// The same for an answer that is a datastore itself, as `dataproxy.jsp` gives it.
    static func markup(inAnswer page: [UInt8]) -> [UInt8]? {
        guard page.prefix(2048).contains(Array("<datastore".utf8)) else { return nil }
        var markup: [UInt8] = []
        append(cdata(in: page[...]), to: &markup)
        return markup.isEmpty ? nil : markup
    }

    private static func append(_ sections: [ArraySlice<UInt8>], to markup: inout [UInt8]) {
        for section in sections {
            // Each record is a part of its own, whatever it leaves open.
            markup += Array("<div>".utf8) + section + Array("</div>".utf8)
        }
    }

    private static func cdata(in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let opening = Array("<![CDATA[".utf8)
        let closing = Array("]]>".utf8)
        var sections: [ArraySlice<UInt8>] = []
        var rest = text
        while let bracket = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[bracket...]
            guard rest.starts(with: opening) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(opening.count)
            var end = rest.startIndex
            while end < rest.endIndex, !rest[end...].starts(with: closing) { end += 1 }
            sections.append(rest[..<end])
            rest = rest[end...]
        }
        return sections
    }
}
