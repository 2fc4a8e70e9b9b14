/// A `Content-Type` field, read leniently: servers write it in every way.
/// Source: RFC 9110, section 8.3.
package struct ContentType: Hashable, Sendable {
    /// `text/html`, in lower case.
    package let type: String
    /// As written, without quotes.
    package let charset: String?

    /// Nil where there is no `type/subtype`.
    package init?(_ value: String) {
        let parts = value.utf8.split(separator: UInt8(ascii: ";"))
        guard let type = parts.first.map(ContentType.word), type.utf8.contains(UInt8(ascii: "/")) else { return nil }
        self.type = type.lowercased()
        charset = parts.dropFirst().lazy.compactMap(ContentType.charset).first
    }

    private static func charset(in parameter: Substring.UTF8View) -> String? {
        guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")),
            word(parameter[..<equals]).lowercased() == "charset"
        else { return nil }
        let value = word(parameter[parameter.index(after: equals)...])
        return value.isEmpty ? nil : value
    }

    /// Without surrounding spaces and quotes.
    private static func word(_ text: Substring.UTF8View) -> String {
        let isMargin: (UInt8) -> Bool = { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        var rest = text.drop(while: isMargin)
        while let last = rest.last, isMargin(last) { rest = rest.dropLast() }
        return String(Substring(rest))
    }
}
