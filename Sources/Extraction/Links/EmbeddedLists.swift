internal import Model

/// Lists that a page carries as text for its scripts: Hanweb's `<datastore>` of CDATA records, items that scripts write,
/// and arrays of objects with a title and an address.
enum EmbeddedLists {
    /// The records' markup, ready to be parsed like a page; nil where there is none.
    static func markup(in tree: PageTree) -> [UInt8]? {
        var markup: [UInt8] = []
        for range in tree.scripts where tree.page[range].contains(Array("<record".utf8)) {
            append(cdata(in: tree.page[range]), to: &markup)
        }
        return markup.isEmpty ? nil : markup
    }

    /// The same for an answer that is a datastore itself, as `dataproxy.jsp` gives it, or markup in JSON.
    static func markup(inAnswer page: [UInt8]) -> [UInt8]? {
        if let first = page.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            return markup(inJSON: page)
        }
        // A page may carry a datastore among its first lines: an answer begins with it.
        var start = page.drop { $0 <= 0x20 }
        if start.starts(with: "<?xml".utf8), let end = start.prefix(200).firstIndex(of: UInt8(ascii: ">")) {
            start = start[(end + 1)...].drop { $0 <= 0x20 }
        }
        guard start.starts(with: "<datastore".utf8) || start.starts(with: "<recordset".utf8) else { return nil }
        var markup: [UInt8] = []
        append(cdata(in: page[...]), to: &markup)
        return markup.isEmpty ? nil : markup
    }

    /// Markup in a text of JSON: `{"data": {"html": "<ul>…"}}`, as gateways answer that build parts of pages.
    private static func markup(inJSON page: [UInt8]) -> [UInt8]? {
        guard page.count <= searchedBytes else { return nil }
        let markup = ScriptStrings(page[...]).literals.filter { isLink($0.value) }
            .flatMap { Array("<div>\($0.value)</div>".utf8) }
        return markup.isEmpty ? nil : markup
    }

    /// Bytes of a page's scripts that are searched for items.
    private static let searchedBytes = 4 << 20

    /// What scripts write, and what they would make of their data; nil where there is neither.
    static func writtenMarkup(in tree: PageTree) -> [UInt8]? {
        var markup: [UInt8] = []
        var left = searchedBytes
        for range in tree.scripts where range.count <= left {
            let script = tree.page[range]
            let first = script.first { $0 > 0x20 }
            guard first != UInt8(ascii: "<"), script.contains(where: { $0 == 0x22 || $0 == 0x27 }) else { continue }
            left -= range.count
            let literals = ScriptStrings(script).literals
            markup += written(by: literals)
            markup += ScriptRecords.markup(of: literals)
        }
        return markup.isEmpty ? nil : markup
    }

    /// `document.write("<li><a href=\"…\">…</a>")`, where whole tags are written.
    private static func written(by literals: [ScriptStrings.Literal]) -> [UInt8] {
        guard literals.contains(where: { isLink($0.value) }) else { return [] }
        var markup = Array("<div>".utf8)
        for literal in literals where isLink(literal.value) || literal.value.utf8.contains(UInt8(ascii: "<")) {
            markup += Array(literal.value.utf8)
        }
        return markup + Array("</div>".utf8)
    }

    private static func isLink(_ text: String) -> Bool {
        guard let start = text.utf8.firstRange(of: "<a ".utf8) ?? text.utf8.firstRange(of: "<A ".utf8) else {
            return false
        }
        let tag = text.utf8[start.upperBound...].prefix { $0 != UInt8(ascii: ">") }
        return tag.endIndex < text.utf8.endIndex && tag.contains(UInt8(ascii: "="))
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
