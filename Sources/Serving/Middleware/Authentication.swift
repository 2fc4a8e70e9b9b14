internal import FoundationEssentials
internal import Hashing
internal import Hummingbird
internal import Model

/// The bearer token, stored as a digest.
struct Token: Sendable {
    private let digest: Digest

    init(_ text: String) { digest = Digest(sha256Of: Array(text.utf8)) }

    /// Whether `Authorization` says it: as a bearer token, or as the password that a browser asks its user for.
    func isSaid(by headers: HTTPFields) -> Bool {
        guard let field = headers[.authorization] else { return false }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return false }
        switch parts[0].lowercased() {
        case "bearer": return isEqual(Array(parts[1].utf8))
        case "basic":
            guard let pair = Data(base64Encoded: String(parts[1])), let colon = pair.firstIndex(of: UInt8(ascii: ":"))
            else { return false }
            return isEqual([UInt8](pair[(colon + 1)...]))
        default: return false
        }
    }

    /// The time it takes tells nothing of the token, nor of its length: what is compared are digests, to their end.
    private func isEqual(_ bytes: [UInt8]) -> Bool {
        let said = Digest(sha256Of: bytes)
        return zip(digest.bytes, said.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
