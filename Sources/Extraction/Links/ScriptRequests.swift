internal import Model

/// The requests by which a page's scripts get its list: their addresses and parameters stand in the script.
///
/// | script | address |
/// |---|---|
/// | `$.post("/a/load", {type: 3, pageIndex: page})` | `/a/load?type=3&pageIndex=1` |
/// | `$.ajax({url: "/a/load", type: "post", data: {"type": kind, "pageNo": 1}})` | `/a/load?type=7&pageNo=1`, where `kind = 7` |
/// | `axios.get('/a/load', {params: {page: 1}})`, `$.getJSON(…)`, `$.get(…)` | the same |
///
/// Only requests that count pages are lists'. What is posted is asked for by its address first.
struct ScriptRequests {
    private let script: ArraySlice<UInt8>

    init(_ script: ArraySlice<UInt8>) { self.script = script }

    private static let calls = [
        "$.ajax", "jQuery.ajax", "$.post", "$.get", "$.getJSON", "axios.get", "axios.post", "axios",
    ]
    .map { Array("\($0)(".utf8) }
    private static let sizes: Set = ["pagesize", "size", "limit", "rows", "pagecount", "perpage"]
    /// Of one call's arguments, and of all calls of a script.
    private static let limits = (arguments: 8000, calls: 50)

    /// The addresses, in their order.
    func references() -> [String] {
        var found: [String] = []
        for call in ScriptRequests.calls {
            var at = script.startIndex
            while found.count < ScriptRequests.limits.calls, let start = script[at...].firstRange(of: call) {
                at = start.upperBound
                let arguments = script[start.upperBound...].prefix(ScriptRequests.limits.arguments)
                if let reference = reference(in: ScriptRequests.balanced(arguments)) { found.append(reference) }
            }
        }
        return found
    }

    private func reference(in arguments: ArraySlice<UInt8>) -> String? {
        let rest = arguments.drop { $0 <= 0x20 }
        let address: String?
        let parameters: ArraySlice<UInt8>?
        if let quote = rest.first, quote == 0x22 || quote == 0x27 {
            let text = rest.dropFirst().prefix { $0 != quote }
            address = String(decoding: text, as: UTF8.self)
            let behind = rest[text.endIndex...].dropFirst().drop { $0 <= 0x20 }
            guard behind.first == UInt8(ascii: ",") else { return nil }
            let second = object(behind.dropFirst())
            parameters = second.flatMap { object(named: ["params", "data"], in: $0) } ?? second
        } else if rest.first == UInt8(ascii: "{") {
            address = ScriptSettings(rest).value(of: "url")
            parameters = object(named: ["data", "params"], in: rest)
        } else {
            return nil
        }
        guard let address, let parameters,
            address.hasPrefix("/") || address.hasPrefix("http") || address.hasPrefix("."),
            !address.contains(where: { $0.isWhitespace || $0 == "<" })
        else { return nil }
        return query(of: parameters).map { "\(address)\(address.contains("?") ? "&" : "?")\($0)" }
    }

    /// The parameters as a query; nil where none counts pages, or where one is known only to the running script.
    private func query(of object: ArraySlice<UInt8>) -> String? {
        var pairs: [String] = []
        var countsPages = false
        for part in ScriptRequests.parts(of: object) {
            guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = ScriptRequests.text(part[..<colon])
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x26 && $0 != 0x3D }) else {
                continue
            }
            let isPage = PageParameter.names.contains(name.lowercased())
            countsPages = countsPages || isPage
            guard let value = value(of: part[(colon + 1)...], isPage: isPage, name: name) else { return nil }
            pairs.append("\(name)=\(PercentEncoding.encoded(value))")
        }
        return countsPages ? pairs.joined(separator: "&") : nil
    }

    private func value(of expression: ArraySlice<UInt8>, isPage: Bool, name: String) -> String? {
        let text = expression.drop { $0 <= 0x20 }
        if let quote = text.first, quote == 0x22 || quote == 0x27 {
            return String(decoding: text.dropFirst().prefix { $0 != quote }, as: UTF8.self)
        }
        let word = ScriptRequests.text(text)
        if !word.isEmpty, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return word }
        if word == "true" || word == "false" { return word }
        let isName =
            !word.isEmpty
            && word.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F }
        if isName, let known = ScriptSettings(script).value(of: word) { return known }
        if isPage { return "1" }
        if ScriptRequests.sizes.contains(name.lowercased()) { return "20" }
        return isName ? "" : nil
    }

    /// What the object holds under the first of these names that it has.
    private func object(named names: [String], in object: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for name in names {
            for part in ScriptRequests.parts(of: object) {
                guard let colon = part.firstIndex(of: UInt8(ascii: ":")),
                    ScriptRequests.text(part[..<colon]) == name
                else { continue }
                return self.object(part[(colon + 1)...])
            }
        }
        return nil
    }

    /// The object that begins here, its braces included.
    private func object(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = text.drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "{") else { return nil }
        let inside = ScriptRequests.balanced(start.dropFirst())
        return script[start.startIndex..<min(inside.endIndex + 1, script.endIndex)]
    }

    /// Up to the bracket that closes what was open before.
    private static func balanced(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var depth = 0
        var quote: UInt8?
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
            } else {
                switch byte {
                case 0x22, 0x27, 0x60: quote = byte
                case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return text[..<index] }
                    depth -= 1
                default: break
                }
            }
            index += 1
        }
        return text
    }

    /// `name: value` of an object, one after the other.
    private static func parts(of object: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var rest = balanced(object.drop { $0 <= 0x20 }.dropFirst())
        while !rest.isEmpty, parts.count < 100 {
            let part = first(of: rest)
            parts.append(part)
            rest = rest[part.endIndex...].dropFirst()
        }
        return parts
    }

    /// Up to the next comma that is in no bracket and no text.
    private static func first(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: ","): return text[..<index]
            case 0x22, 0x27, 0x60:
                let quote = text[index]
                let inside = text[(index + 1)...].prefix { $0 != quote }
                index = inside.endIndex
            case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
                index = balanced(text[(index + 1)...]).endIndex
            default: break
            }
            index += 1
        }
        return text
    }

    /// A name without white space and quotes.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }.prefix(200), as: UTF8.self)
    }
}
