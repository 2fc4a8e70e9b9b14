/// The address to which a script in an attribute leads: `window.open('…')`, `location.href='…'`, `goTo("/a/1.html")`.
///
/// Only what stands in the script as text is read: an address that it puts together from variables is none.
struct ScriptedAddress {
    private let script: [UInt8]
    private let names: LinkNames

    /// Longer scripts in attributes are not searched.
    private static let limitBytes = 4000

    private init(_ script: [UInt8], _ names: LinkNames) {
        self.script = script
        self.names = names
    }

    /// Nil where the script leads nowhere.
    ///
    /// - Parameter script: with or without `javascript:`.
    static func reference(in script: String, names: LinkNames = .standard) -> String? {
        guard script.utf8.count <= limitBytes else { return nil }
        var bytes = Array(script.utf8)
        // Addresses of scripts are percent-encoded like others.
        if bytes.contains(UInt8(ascii: "%")), bytes.prefix(11).map({ $0 | 0x20 }).elementsEqual("javascript:".utf8) {
            bytes = quotesDecoded(bytes)
        }
        return ScriptedAddress(bytes, names).reference()
    }

    private func reference() -> String? {
        var index = 0
        while index < script.count {
            guard ScriptedAddress.isQuote(script[index]) else {
                index += 1
                continue
            }
            guard let (value, end, isWhole) = expression(at: index) else { return nil }
            if isWhole, let hidden = ScriptedAddress.decoded(value) { return hidden }
            if isWhole, !value.isEmpty, leads(before: index) || ScriptedAddress.isAddress(value) {
                return String(decoding: value, as: UTF8.self)
            }
            index = max(end, index + 1)
        }
        return nil
    }

    /// Literals and numbers joined by `+`, from a quote on; not whole where anything else is joined to them.
    private func expression(at start: Int) -> (value: [UInt8], end: Int, isWhole: Bool)? {
        var value: [UInt8] = []
        var index = start
        var isWhole = script[..<start].last { $0 > 0x20 } != UInt8(ascii: "+")
        while true {
            if index < script.count, ScriptedAddress.isQuote(script[index]) {
                guard let (text, end) = literal(at: index) else { return nil }
                value += text
                index = end
            } else {
                let digits = script[min(index, script.count)...].prefix { (0x30...0x39).contains($0) }
                guard !digits.isEmpty else {
                    isWhole = false
                    break
                }
                value += digits
                index = digits.endIndex
            }
            let next = script[index...].drop { $0 <= 0x20 }
            guard next.first == UInt8(ascii: "+") else { break }
            index = next.dropFirst().drop { $0 <= 0x20 }.startIndex
        }
        return (value, index, isWhole)
    }

    private func literal(at start: Int) -> (text: [UInt8], end: Int)? {
        var text: [UInt8] = []
        var index = start + 1
        while index < script.count {
            if script[index] == script[start] { return (text, index + 1) }
            if script[index] == UInt8(ascii: "\\"), index + 1 < script.count { index += 1 }
            text.append(script[index])
            index += 1
        }
        return nil
    }

    /// Whether what stands before the literal goes to it, whatever it looks like.
    private func leads(before start: Int) -> Bool {
        var rest = script[..<start].reversed().drop { $0 <= 0x20 }
        let sign = rest.first
        guard sign == UInt8(ascii: "=") || sign == UInt8(ascii: "(") else { return false }
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        let name = String(
            decoding: rest.prefix { ScriptedAddress.isWordPart($0) }.reversed().map { $0 | 0x20 }, as: UTF8.self)
        return sign == UInt8(ascii: "=") ? names.properties.contains(name) : names.calls.contains(name)
    }

    /// Whether a text can hardly be anything but an address of a page.
    private static func isAddress(_ text: [UInt8]) -> Bool {
        guard text.count > 2, text.count < 2000, !text.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "<") })
        else { return false }
        let path = text.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = path.split(separator: UInt8(ascii: "/")).last ?? []
        let suffix = name.lastIndex(of: UInt8(ascii: ".")).map { String(decoding: name[($0 + 1)...], as: UTF8.self) }
        if let suffix = suffix?.lowercased() {
            if others.contains(suffix) { return false }
            if pages.contains(suffix) || AttachmentName.isFile(text[...]) { return true }
        }
        return ["http://", "https://", "/", "./", "../"].contains { text.starts(with: $0.utf8) }
    }

    /// The address that a text in Base64 stands for: `go('L3h3L2luZGV4XzIuaHRtbA==')`; nil for any other text.
    static func decoded(_ text: [UInt8]) -> String? {
        guard (12...2000).contains(text.count), let bytes = Base64Text.decode(text), isAddress(bytes) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let pages: Set = [
        "htm", "html", "shtml", "shtm", "jhtml", "xhtml", "jsp", "jspx", "asp", "aspx", "php", "do", "action",
    ]
    private static let others: Set = [
        "jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico", "js", "css", "swf", "woff", "ttf",
    ]

    /// `%22`, `%27` and what else stands for a byte of ASCII.
    private static func quotesDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16),
                [0x20, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3B].contains(value)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
    }
}
