package import Model

/// Where a page that is no page itself sends the browser: a meta refresh, or a script's `location`.
///
/// E-papers' front doors do that, and sites that lead from a removed page to their home page.
package enum PageForward {
    /// Longer pages are not searched: what they do with `location` they do on a click.
    static let limitBytes = 8 << 10

    /// Nil where the page leads nowhere, or to itself.
    package static func target(in body: [UInt8], at address: WebAddress) -> WebAddress? {
        guard body.count <= limitBytes else { return nil }
        let text = withoutComments(body)
        let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let reference = refresh(text, lower) ?? location(text, lower)
        guard let reference, let target = address.resolving(String(decoding: reference, as: UTF8.self)) else {
            return nil
        }
        return target == address ? nil : target
    }

    /// Of `<meta http-equiv="refresh" content="0; url=…">`, in any case and with or without quotes.
    private static func refresh(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        var from = 0
        while let meta = ByteSearch.range(of: "<meta", in: lower[from...]) {
            let end = lower[meta.upperBound...].firstIndex(of: UInt8(ascii: ">")) ?? lower.count
            from = end
            let tag = lower[meta.upperBound..<end]
            guard ByteSearch.range(of: "refresh", in: tag) != nil, let mark = ByteSearch.range(of: "url", in: tag)
            else { continue }
            let value = text[mark.upperBound..<end].drop { $0 <= 0x20 }
            guard value.first == UInt8(ascii: "=") else { continue }
            let reference = value.dropFirst().drop { $0 <= 0x20 || isQuote($0) }.prefix { $0 > 0x20 && !isQuote($0) }
            if !reference.isEmpty { return reference }
        }
        return nil
    }

    /// Of `location = "…"`, `location.href = '…'`, `location.replace("…")`: a string of its own, not one that is put
    /// together.
    private static func location(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        var from = 0
        while let mark = ByteSearch.range(of: "location", in: lower[from...]) {
            from = mark.upperBound
            var rest = text[mark.upperBound...]
            for word in [".href", ".replace", ".assign"] where lower[mark.upperBound...].starts(with: word.utf8) {
                rest = rest.dropFirst(word.utf8.count)
            }
            rest = rest.drop { $0 <= 0x20 }
            guard let sign = rest.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: "(") else { continue }
            rest = rest.dropFirst().drop { $0 <= 0x20 }
            guard let quote = rest.first, isQuote(quote), let end = rest.dropFirst().firstIndex(of: quote) else {
                continue
            }
            let after = rest[(end + 1)...].drop { $0 <= 0x20 }.first
            let reference = rest.dropFirst()[..<end]
            if after != UInt8(ascii: "+"), !reference.isEmpty { return reference }
        }
        return nil
    }

    private static func withoutComments(_ body: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = body[...]
        while let start = ByteSearch.range(of: "<!--", in: rest) {
            result += rest[..<start.lowerBound]
            let comment = rest[start.upperBound...]
            guard let end = ByteSearch.range(of: "-->", in: comment) else { return result + comment }
            // Scripts are wrapped in comments for browsers that knew none.
            if isScript(result) { result += comment[..<end.lowerBound] }
            rest = comment[end.upperBound...]
        }
        return result + rest
    }

    /// Whether the last tag begun is a script.
    private static func isScript(_ text: [UInt8]) -> Bool {
        guard let tag = text.lastIndex(of: UInt8(ascii: "<")) else { return false }
        return text[tag...].prefix(7).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual("<script".utf8)
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
