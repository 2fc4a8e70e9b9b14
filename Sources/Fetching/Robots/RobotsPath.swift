internal import Model

/// Brings paths of rules and of addresses into one spelling, so that comparing octets compares meanings.
///
/// | octet | becomes |
/// |---|---|
/// | `%XX` of a letter, a digit, `-`, `.`, `_` or `~` | that character |
/// | any other `%XX` | the same in upper case |
/// | a character that no address can have, and any outside ASCII | `%XX` |
/// | `*`, `$` and `'` of an address | `%2A`, `%24`, `%27`; rules give the first two a meaning, links encode the third |
/// | other reserved characters | themselves |
/// Source: RFC 9309, sections 2.2.2 and 2.2.3; RFC 3986, section 2.
enum RobotsPath {
    /// The path and query of an address.
    static func address(_ target: some Sequence<UInt8>) -> [UInt8] {
        let octets = normalised(Array(target), keepsWildcards: false)
        return octets.first == UInt8(ascii: "/") ? octets : [UInt8(ascii: "/")] + octets
    }

    /// The value of a rule: a `*` is a wildcard, a `$` at the end an anchor, and no others are left.
    static func pattern(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let isAnchored = value.last == UInt8(ascii: "$")
        let octets = normalised(Array(isAnchored ? value.dropLast() : value), keepsWildcards: true)
        return isAnchored ? octets + [UInt8(ascii: "$")] : octets
    }

    /// The same with `:`, `/`, `?`, `@`, `[` and `]` of the query percent-encoded; nil where that changes nothing.
    static func withEncodedQuery(_ octets: [UInt8]) -> [UInt8]? {
        guard let mark = octets.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        let query = octets[(mark + 1)...]
        guard query.contains(where: isGeneralDelimiter) else { return nil }
        return octets[...mark] + query.flatMap { isGeneralDelimiter($0) ? PercentEncoding.octet($0) : [$0] }
    }

    private static func normalised(_ bytes: [UInt8], keepsWildcards: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let octet = PercentEncoding.octet(of: bytes[index + 1], bytes[index + 2])
            {
                result += PercentEncoding.isUnreserved(octet) ? [octet] : PercentEncoding.octet(octet)
                index += 3
            } else {
                let isKept =
                    byte == UInt8(ascii: "*") ? keepsWildcards : PercentEncoding.isUnreserved(byte) || isReserved(byte)
                result += isKept ? [byte] : PercentEncoding.octet(byte)
                index += 1
            }
        }
        return result
    }

    /// Without those that are encoded here, and with `%`: a stray one stays.
    private static func isReserved(_ byte: UInt8) -> Bool { ":/?#[]@!&()+,;=%".utf8.contains(byte) }
    private static func isGeneralDelimiter(_ byte: UInt8) -> Bool { ":/?@[]".utf8.contains(byte) }
}
