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
    func include(_ authority: String?) -> Bool {
        guard let known else { return true }
        guard let authority, let name = HostNames.name(authority.lowercased()) else { return false }
        return known.contains(name) || HostNames.isLoopbackAddress(name)
    }

    /// The name without port and brackets; nil for what is none.
    private static func name(_ authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count <= 2 && !parts[0].isEmpty ? String(parts[0]) : nil
    }

    private static func isLoopbackAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
