/// The name by which a robots.txt file calls a crawler: letters, `-` and `_`, compared without regard to case.
/// Source: RFC 9309, section 2.2.1.
package struct ProductToken: Hashable, Sendable {
    /// In lower case.
    package let text: String

    /// What files call this crawler.
    package static let dibao = ProductToken(checked: "dibao")

    /// Nil where the text is no token.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy(ProductToken.isTokenByte) else { return nil }
        self.init(checked: text)
    }

    /// The token that a `User-Agent` header begins with; nil where it begins with none.
    package init?(ofUserAgent header: String) {
        self.init(String(decoding: header.utf8.prefix(while: ProductToken.isTokenByte), as: UTF8.self))
    }

    private init(checked text: String) { self.text = text.lowercased() }

    /// Whether a `User-Agent` line names this crawler. Its value counts as far as it is a token: `dibao/1.0` and
    /// `dibao bot` name `dibao`, `dibaobot` does not.
    func isNamed(by value: some Sequence<UInt8>) -> Bool {
        value.prefix(while: ProductToken.isTokenByte).map { ProductToken.lowercased($0) }.elementsEqual(text.utf8)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
