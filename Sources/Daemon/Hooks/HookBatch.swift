internal import Storage

/// Events on their way to a hook.
struct HookBatch: Hashable, Sendable {
    /// JSON Lines.
    let body: [UInt8]
    /// The numbers of the first and the last event.
    let first: Int
    let last: Int

    /// Events that are given at once, however short they are.
    static let eventLimit = 100
    /// Further events wait for the next batch once one is as long as this.
    static let byteLimit = 4 << 20

    /// Takes as many lines as fit; at least one.
    ///
    /// - Parameters:
    ///   - lines: not empty.
    ///   - text: what a line becomes.
    static func take(
        _ lines: [JournalLine], _ text: (String) throws(CommandFailure) -> String
    ) throws(CommandFailure) -> (batch: HookBatch, isWhole: Bool) {
        var body: [UInt8] = []
        var last = 0
        for line in lines {
            let bytes = Array(try text(line.line).utf8)
            if !body.isEmpty, body.count + bytes.count > byteLimit { break }
            body += bytes
            body.append(UInt8(ascii: "\n"))
            last = line.sequence
        }
        let batch = HookBatch(body: body, first: lines[0].sequence, last: last)
        return (batch, last == lines[lines.count - 1].sequence)
    }
}
