/// What a reader was given, and up to where it is acknowledged.
struct Deliveries: Hashable, Sendable {
    /// Every event up to this number is acknowledged.
    private(set) var acknowledged: Int
    /// Given and not acknowledged yet, in order.
    private var open: [Piece] = []

    private struct Piece: Hashable {
        /// The number of its last event.
        let last: Int
        /// Nothing that was wanted lies between its last event and this number.
        var through: Int
        /// Bytes of the output up to its end.
        let end: Int
    }

    /// - Parameter position: where the reader stands.
    init(from position: Int) { acknowledged = position }

    /// Whether the reader has acknowledged all that it was given.
    var areAcknowledged: Bool { open.isEmpty }

    /// Notes a piece of the journal that was written.
    ///
    /// - Parameters:
    ///   - last: the number of its last event; nil where none was wanted.
    ///   - through: the piece's end in the journal.
    ///   - end: bytes of the output so far.
    mutating func add(last: Int?, through: Int, end: Int) {
        if let last {
            open.append(Piece(last: last, through: through, end: end))
        } else if open.isEmpty {
            acknowledged = max(acknowledged, through)
        } else {
            open[open.count - 1].through = through
        }
    }

    /// Acknowledges the pieces that lie wholly in the first so many bytes of the output.
    mutating func take(bytes: Int) {
        let count = open.prefix { $0.end <= bytes }.count
        guard count > 0 else { return }
        acknowledged = open[count - 1].through
        open.removeFirst(count)
    }

    /// Acknowledges all events up to a number, as the reader says.
    ///
    /// - Returns: false for a number that the reader was not given yet; nothing is acknowledged then.
    mutating func acknowledge(_ number: Int) -> Bool {
        guard number <= open.last?.through ?? acknowledged else { return false }
        let count = open.prefix { $0.last <= number }.count
        if count > 0 { acknowledged = open[count - 1].through }
        open.removeFirst(count)
        acknowledged = max(acknowledged, number)
        return true
    }
}
