/// The path of a rule: matched from the first octet on, `*` for any octets, `$` at the end for the address's end.
/// Source: RFC 9309, sections 2.2.2 and 2.2.3.
struct RobotsPattern: Hashable, Sendable {
    /// How specific the pattern is: its length in octets.
    let length: Int
    private let plain: Pieces
    /// For addresses that encode in their query what the rule does not, or the other way round.
    private let withEncodedQuery: Pieces?

    /// Nil where the value is empty, which says nothing.
    init?(_ value: ArraySlice<UInt8>) {
        guard let first = value.first else { return nil }
        let isRooted = first == UInt8(ascii: "/") || first == UInt8(ascii: "*")
        let octets = RobotsPath.pattern(isRooted ? value : [UInt8(ascii: "/")] + value)
        length = octets.count
        plain = Pieces(octets)
        withEncodedQuery =
            octets.contains(UInt8(ascii: "?")) ? Pieces(RobotsPath.withEncodedQuery(octets) ?? octets) : nil
    }

    func matches(_ target: RobotsTarget) -> Bool {
        plain.match(target.octets) || withEncodedQuery?.match(target.withEncodedQuery) == true
    }

    /// What stands between the wildcards. Each is looked for once, from where the one before ended: no way back, so
    /// that no pattern can make the search explode.
    private struct Pieces: Hashable, Sendable {
        private let pieces: [[UInt8]]
        private let isAnchored: Bool

        init(_ octets: [UInt8]) {
            isAnchored = octets.last == UInt8(ascii: "$")
            pieces = (isAnchored ? octets.dropLast() : octets[...])
                .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { [UInt8]($0) }
        }

        func match(_ target: [UInt8]) -> Bool {
            guard let first = pieces.first, target.starts(with: first) else { return false }
            guard let last = pieces.last, pieces.count > 1 else { return !isAnchored || target.count == first.count }
            var position = first.count
            for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
                guard let end = Pieces.end(of: piece, in: target, from: position) else { return false }
                position = end
            }
            guard isAnchored else { return last.isEmpty || Pieces.end(of: last, in: target, from: position) != nil }
            return target.count - position >= last.count && target.suffix(last.count).elementsEqual(last)
        }

        /// Where the first occurrence ends.
        private static func end(of piece: [UInt8], in target: [UInt8], from start: Int) -> Int? {
            piece.withUnsafeBufferPointer { piece in
                target.withUnsafeBufferPointer { ByteSearch.range(of: piece, in: $0, from: start)?.upperBound }
            }
        }
    }
}

/// An address's path and query, as patterns are compared with it.
struct RobotsTarget: Hashable, Sendable {
    let octets: [UInt8]
    let withEncodedQuery: [UInt8]

    init(_ target: String) {
        octets = RobotsPath.address(target.utf8)
        withEncodedQuery = RobotsPath.withEncodedQuery(octets) ?? octets
    }
}
