/// Reads web addresses and references byte by byte.
///
/// The standard's state machine, cut down to http and https, becomes: clean, cut the fragment off, read the scheme,
/// then authority, path and query, each where the reference has one and from the base where it has not.
/// Source: WHATWG URL Standard, 4.4 "URL parsing".
enum WebAddressParser {
    /// - Parameter base: the address that relative references start from; nil where only absolute ones will do.
    static func address(in text: String, base: WebAddress?) throws(WebAddressError) -> WebAddress {
        guard text.utf8.count <= WebAddress.lengthLimitBytes else {
            throw .tooLong(limit: WebAddress.lengthLimitBytes)
        }
        let bytes = cleaned(text)
        let address = try resolved(bytes[...], base: base)
        guard address.description.utf8.count <= WebAddress.lengthLimitBytes else {
            throw .tooLong(limit: WebAddress.lengthLimitBytes)
        }
        return address
    }

    /// Without surrounding spaces and controls, without tabs and line breaks anywhere, without the fragment.
    private static func cleaned(_ text: String) -> [UInt8] {
        var trimmed = text.utf8.drop { $0 <= 0x20 }
        while let last = trimmed.last, last <= 0x20 { trimmed.removeLast() }
        return trimmed.prefix { $0 != UInt8(ascii: "#") }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    private static func resolved(_ bytes: ArraySlice<UInt8>, base: WebAddress?) throws(WebAddressError) -> WebAddress {
        if let (name, rest) = scheme(of: bytes) {
            guard let scheme = WebAddress.Scheme(rawValue: name) else { throw .schemeNotFetchable(name) }
            if let base, base.scheme == scheme, !rest.starts(with: [slash, slash]) {
                return try relative(rest, base: base)
            }
            return try absolute(rest, scheme: scheme)
        }
        guard let base else { throw bytes.isEmpty ? .empty : .noScheme }
        return try relative(bytes, base: base)
    }

    private static func scheme(of bytes: ArraySlice<UInt8>) -> (name: String, rest: ArraySlice<UInt8>)? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first, isLetter(first) else {
            return nil
        }
        let name = bytes[..<colon]
        guard name.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }) else { return nil }
        return (String(decoding: name.map(lowercased), as: UTF8.self), bytes[(colon + 1)...])
    }

    private static func absolute(
        _ bytes: ArraySlice<UInt8>, scheme: WebAddress.Scheme
    ) throws(WebAddressError) -> WebAddress {
        let rest = bytes.drop(while: isSlash)
        let authority = rest.prefix { !isSlash($0) && $0 != questionMark }
        let (host, port) = try hostAndPort(authority, scheme: scheme)
        let (path, query) = pathAndQuery(rest[authority.endIndex...])
        return WebAddress(
            checkedScheme: scheme, host: host, port: port, path: joined(path, onto: []), query: query)
    }

    private static func relative(_ bytes: ArraySlice<UInt8>, base: WebAddress) throws(WebAddressError) -> WebAddress {
        if bytes.prefix(2).count(where: isSlash) == 2 { return try absolute(bytes, scheme: base.scheme) }
        let (path, query) = pathAndQuery(bytes)
        var kept = base.path.utf8.split(separator: slash, omittingEmptySubsequences: false).dropFirst().map {
            [UInt8]($0)
        }
        let newPath: String
        if path.isEmpty {
            newPath = base.path
        } else {
            if path.first.map(isSlash) == true { kept = [] } else { _ = kept.popLast() }
            newPath = joined(path, onto: kept)
        }
        return WebAddress(
            checkedScheme: base.scheme, host: base.host, port: base.port, path: newPath,
            query: bytes.isEmpty || (path.isEmpty && query == nil) ? base.query : query)
    }

    private static func hostAndPort(
        _ authority: ArraySlice<UInt8>, scheme: WebAddress.Scheme
    ) throws(WebAddressError) -> (host: String, port: Int?) {
        var authority = authority
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            // Nobody's name and password are none.
            guard authority[..<at].allSatisfy({ $0 == UInt8(ascii: ":") }), authority[..<at].count <= 1 else {
                throw .userInformation
            }
            authority = authority[(at + 1)...]
        }
        let isBracketed = authority.first == UInt8(ascii: "[")
        let afterBrackets = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.endIndex
        let colon =
            authority[(isBracketed ? afterBrackets : authority.startIndex)...].firstIndex(of: UInt8(ascii: ":"))
            ?? authority.endIndex
        let host = authority[..<colon]
        guard !host.isEmpty else { throw .noHost }
        let digits = authority[colon...].dropFirst()
        guard digits.isEmpty || digits.allSatisfy(isDigit) else {
            throw .port(String(decoding: digits, as: UTF8.self))
        }
        var port: Int?
        if !digits.isEmpty {
            guard let number = Int(String(decoding: digits, as: UTF8.self)), number <= 65_535 else {
                throw .port(String(decoding: digits, as: UTF8.self))
            }
            port = number == scheme.defaultPort ? nil : number
        }
        return (try WebAddressHost.canonical(host), port)
    }

    private static func pathAndQuery(_ bytes: ArraySlice<UInt8>) -> (path: ArraySlice<UInt8>, query: String?) {
        guard let mark = bytes.firstIndex(of: questionMark) else { return (bytes, nil) }
        return (bytes[..<mark], encoded(bytes[(mark + 1)...], escaping: "\"<>'"))
    }

    /// The path as segments appended to `segments`, dot segments resolved on the way.
    private static func joined(_ path: ArraySlice<UInt8>, onto segments: [[UInt8]]) -> String {
        let relative = path.first.map(isSlash) == true ? path.dropFirst() : path
        var segments = segments
        let parts = relative.split(omittingEmptySubsequences: false, whereSeparator: isSlash)
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch dots(in: part) {
            case 1:
                if isLast { segments.append([]) }
            case 2:
                _ = segments.popLast()
                if isLast { segments.append([]) }
            default: segments.append(Array(encoded(part, escaping: "\"<>?`{}^").utf8))
            }
        }
        return "/" + segments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }

    /// 1 for `.`, 2 for `..`, in either spelling of a dot (`.` or `%2e`); 0 for an ordinary segment.
    private static func dots(in segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6 else { return 0 }
        var rest = segment
        var count = 0
        while let first = rest.first {
            if first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
            } else if rest.prefix(3).map(lowercased).elementsEqual("%2e".utf8) {
                rest = rest.dropFirst(3)
            } else {
                return 0
            }
            count += 1
        }
        return count <= 2 ? count : 0
    }

    /// Controls, spaces, bytes outside ASCII and those of `escaping` as `%XX`; the rest, also a stray `%`, as it is.
    private static func encoded(_ bytes: ArraySlice<UInt8>, escaping set: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte <= 0x20 || byte >= 0x7F || set.utf8.contains(byte) {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let slash = UInt8(ascii: "/")
    private static let questionMark = UInt8(ascii: "?")
    private static func isSlash(_ byte: UInt8) -> Bool { byte == slash || byte == UInt8(ascii: "\\") }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
