internal import Model

/// The names that the server answers to.
///
/// A page anywhere in the world can have its own name point to 127.0.0.1 and so read what is served there (DNS
/// rebinding): its requests come with that name in `Host`, and are refused.
struct HostNames: Hashable, Sendable {
    /// In lower case; nil: any name will do, since every request says a token.
    private let known: Set<String>?

    init(_ settings: HTTPSettings) {
        let configured = settings.names.map { $0.lowercased() }
        guard settings.isLoopback || !configured.isEmpty else {
            known = nil
            return
        }
        known = Set(configured + [settings.host.lowercased(), "localhost", "::1"])
    }

    /// - Parameter authority: what `Host` says, a port included.
    func include(_ authority: String) -> Bool {
        guard let known else { return true }
        guard let name = HostNames.name(authority) else { return false }
        return known.contains(name) || isLoopback(host: name)
    }

    /// The name in lower case, without port and brackets; nil for what is none.
    ///
    /// Source: RFC 9110, section 7.2, and RFC 3986, section 3.2.2.
    static func name(_ authority: String) -> String? {
        let text = authority.lowercased()
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)]
        let rest = text[host.endIndex...]
        guard rest.isEmpty || rest.first == ":" && rest.utf8.dropFirst().allSatisfy(isDigit),
            rest.isEmpty || rest.utf8.count == 1 || UInt16(rest.dropFirst()) != nil
        else { return nil }
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), host.utf8.count > 3,
                host.utf8.dropFirst().dropLast().allSatisfy({ isHexDigit($0) || ":.".utf8.contains($0) })
            else { return nil }
            return String(host.dropFirst().dropLast())
        }
        return isName(host.utf8) ? String(host) : nil
    }

    /// Unreserved characters, sub-delimiters and whole escapes.
    private static func isName(_ bytes: Substring.UTF8View) -> Bool {
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(isHexDigit) else { return false }
                rest = rest.dropFirst(2)
            } else if !(isDigit(byte) || (0x61...0x7A).contains(byte) || "-._~!$&'()*+,;=".utf8.contains(byte)) {
                return false
            }
        }
        return !bytes.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte) }
}
