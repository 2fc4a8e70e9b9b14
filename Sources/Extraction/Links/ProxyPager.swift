internal import Model

/// The further records of a list that Hanweb's `jpage` gets by a script: the page shows whom it asks, and with what.
///
/// The script posts its parameters; the servlet takes them from the address just as well.
struct ProxyPager {
    let tree: PageTree
    let base: WebAddress

    /// The parameters that the servlet knows, in the order in which its own pages write them.
    private static let parameters = [
        "col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype",
    ]
    /// Records that a page without any of its own is taken to show.
    private static let records = 45

    /// The records behind those that the page shows, nearest first; none where it says nothing of a proxy.
    func next() -> [WebAddress] {
        for range in tree.scripts where range.count < 200_000 && tree.page[range].contains(Array("dataproxy.jsp".utf8))
        {
            let pages = next(in: tree.page[range])
            if !pages.isEmpty { return pages }
        }
        return []
    }

    private func next(in script: ArraySlice<UInt8>) -> [WebAddress] {
        let settings = ScriptSettings(script)
        guard
            let proxy = ScriptStrings(script).literals.first(where: { $0.value.contains("dataproxy.jsp") })?.value
                .prefix(while: { $0 != "?" }),
            let column = settings.value(of: "columnid"), let unit = settings.value(of: "unitid"), !column.isEmpty,
            !unit.isEmpty
        else { return [] }
        let shown = max(0, min(tree.scripts.reduce(0) { $0 + records(in: tree.page[$1]) }, 10_000))
        let step = shown > 0 ? shown : ProxyPager.records
        let perPage = settings.number(of: "perPage") ?? 15
        let total = settings.number(of: "totalRecord") ?? step * 2
        let query = ProxyPager.parameters.compactMap { name in settings.value(of: name).map { "&\(name)=\($0)" } }
            .joined()
        guard total > shown else { return [] }
        return stride(from: shown + 1, through: total, by: step).prefix(Pager.limit).compactMap { first in
            base.resolving(
                "\(proxy)?startrecord=\(first)&endrecord=\(min(first + step - 1, total))&perpage=\(perPage)\(query)")
        }
    }

    private func records(in script: ArraySlice<UInt8>) -> Int {
        var count = 0
        var rest = script
        let mark = Array("<record>".utf8)
        while let bracket = rest.firstIndex(of: UInt8(ascii: "<")) {
            if rest[bracket...].starts(with: mark) { count += 1 }
            rest = rest[(bracket + 1)...]
        }
        return count
    }
}

/// The values that a script gives to names: `columnid: 33718`, `perPage = 15`, `"unitid":"212860"`.
struct ScriptSettings {
    private let bytes: ArraySlice<UInt8>

    init(_ script: ArraySlice<UInt8>) { bytes = script }

    /// A number or a text without its quotes; nil where the name is given none.
    func value(of name: String) -> String? {
        let word = Array(name.utf8)
        var at = bytes.startIndex
        while at + word.count < bytes.endIndex {
            guard let start = bytes[at...].firstIndex(of: word[0]) else { return nil }
            at = start + 1
            guard bytes[start...].starts(with: word), start == bytes.startIndex || !isWordPart(bytes[start - 1]) else {
                continue
            }
            let rest = bytes[(start + word.count)...].drop { $0 == 0x22 || $0 == 0x27 }.drop { $0 <= 0x20 }
            guard rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "=") else { continue }
            let value = rest.dropFirst().drop { $0 <= 0x20 }
            if let quote = value.first, quote == 0x22 || quote == 0x27 {
                return String(decoding: value.dropFirst().prefix { $0 != quote }.prefix(200), as: UTF8.self)
            }
            let number = value.prefix { (0x30...0x39).contains($0) }
            if !number.isEmpty { return String(decoding: number.prefix(20), as: UTF8.self) }
        }
        return nil
    }

    /// A number that may count records.
    func number(of name: String) -> Int? {
        value(of: name).flatMap { Int($0) }.flatMap { (1...9_999_999).contains($0) ? $0 : nil }
    }

    private func isWordPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
    }
}
