/// One line of a robots.txt file that says something.
struct RobotsLine: Hashable, Sendable {
    /// What lines are about; others are passed over.
    enum Field: Hashable, Sendable {
        case userAgent, allow, disallow, crawlDelay, sitemap
    }

    let field: Field
    /// Without surrounding white space and comment.
    let value: ArraySlice<UInt8>

    /// Nil for empty lines, comments, and lines that say nothing known.
    ///
    /// Also reads what owners obviously mean: no colon between two words, a full-width colon, common misspellings.
    /// Source: RFC 9309, section 2.2; its leniency is that of Google's parser, but for the colon.
    init?(_ line: ArraySlice<UInt8>) {
        let text = RobotsLine.trimmed(line.prefix { $0 != UInt8(ascii: "#") })
        guard let (name, value) = RobotsLine.parts(of: text), let field = RobotsLine.fields[RobotsLine.key(name)] else {
            return nil
        }
        self.field = field
        self.value = RobotsLine.trimmed(value)
    }

    private static let fields: [String: Field] = [
        "user-agent": .userAgent, "useragent": .userAgent, "user agent": .userAgent,
        "allow": .allow,
        "disallow": .disallow, "dissallow": .disallow, "dissalow": .disallow, "disalow": .disallow,
        "diasllow": .disallow, "disallaw": .disallow,
        "crawl-delay": .crawlDelay, "crawldelay": .crawlDelay, "crawl delay": .crawlDelay,
        "sitemap": .sitemap, "site-map": .sitemap, "sitemaps": .sitemap,
    ]

    private static let fullWidthColon: [UInt8] = [0xEF, 0xBC, 0x9A]

    private static func parts(of text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        let colon = text.firstIndex(of: UInt8(ascii: ":"))
        if let wide = text[..<(colon ?? text.endIndex)].firstRange(of: fullWidthColon) {
            return (text[..<wide.lowerBound], text[wide.upperBound...])
        }
        if let colon { return (text[..<colon], text[(colon + 1)...]) }
        let words = text.split(whereSeparator: isSpace)
        return words.count == 2 ? (words[0], words[1]) : nil
    }

    private static func key(_ name: ArraySlice<UInt8>) -> String {
        guard name.count <= 32 else { return "" }
        return String(decoding: trimmed(name), as: UTF8.self).lowercased()
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest = rest.dropLast() }
        return rest
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
