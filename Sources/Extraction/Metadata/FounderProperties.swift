/// The record that Founder's e-paper system writes into a comment of every page: `<!--enpproperty <title>…`.
struct FounderProperties: Sendable {
    private var values: [String: String] = [:]

    /// Empty for pages of other systems.
    init(_ tree: PageTree) {
        for node in tree.indices where tree.nodes[node].tag == .comment {
            let comment = tree.text(of: node)
            guard comment.starts(with: "enpproperty".utf8) else { continue }
            read(String(decoding: comment.prefix(64 << 10), as: UTF8.self))
        }
    }

    /// `<name>value</name>`, one behind the other.
    private mutating func read(_ comment: String) {
        var rest = comment.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            let name = String(rest[rest.index(after: open)..<close]) ?? ""
            rest = rest[rest.index(after: close)...]
            guard !name.hasPrefix("/"), let end = rest.firstIndex(of: UInt8(ascii: "<")) else { continue }
            let value = WhiteSpace.collapse(rest[..<end])
            if !value.isEmpty, values[name] == nil { values[name] = value }
            rest = rest[end...]
        }
    }

    private func first(_ names: String...) -> String? { names.lazy.compactMap { values[$0] }.first }

    var title: String? { first("title", "founder-title") }
    var introtitle: String? { first("introtitle", "founder-introtitle") }
    var subtitle: String? { first("subtitle", "founder-subtitle") }
    var date: String? { first("founder-date", "date") }
    /// 版次.
    var page: String? { first("founder-pagenum") ?? first("nodename").flatMap { PageNumber(in: $0) }?.text }
    var paper: String? { first("founder-papername") }
    /// Names, with or without what they are: `记者 顾晓蕾 通讯员 于海`.
    var author: String? { first("author", "founder-author") }
}
