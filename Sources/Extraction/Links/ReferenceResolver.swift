internal import Model

/// Resolves what a page's links say, as a browser does it: relative to the page's base, with a query in the page's own
/// charset.
///
/// Source: WHATWG URL Standard, 4.4, query state; Encoding Standard, 4.3 "get an output encoding".
struct ReferenceResolver {
    let base: WebAddress
    /// Nil encodes queries in UTF-8.
    let charset: Charset?

    init(base: WebAddress, charset: Charset? = nil) {
        self.base = base
        // UTF-16 pages send UTF-8.
        self.charset = charset.flatMap { $0 == .utf8 || $0.unitBytes > 1 ? nil : $0 }
    }

    /// Nil for what is no address of the web.
    func resolve(_ reference: String) -> WebAddress? {
        guard let charset, let mark = reference.utf8.firstIndex(of: UInt8(ascii: "?")),
            reference.utf8[mark...].contains(where: { $0 >= 0x80 }),
            reference.utf8.count <= WebAddress.lengthLimitBytes
        else { return base.resolving(reference) }
        guard let bytes = CharsetEncoder.encode(String(reference[mark...]), as: charset) else {
            return base.resolving(reference)
        }
        return base.resolving(reference[..<mark] + ReferenceResolver.escaped(bytes))
    }

    private static func escaped(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { $0 >= 0x80 ? PercentEncoding.octet($0) : [$0] }, as: UTF8.self)
    }
}
