internal import Foundation

/// The numbers that a reader writes back while it is being written to, to be looked at in between.
final class AcknowledgementReader: @unchecked Sendable {
    // Sendable: the fields are touched only while `lock` is held.
    private let lock = NSLock()
    private var lines: [String] = []
    private var isClosed = false

    /// - Parameter lines: what the reader writes; each is the number of an event.
    init(_ lines: AsyncStream<String>) {
        Task {
            for await line in lines { lock.withLock { self.lines.append(line) } }
            lock.withLock { isClosed = true }
        }
    }

    /// What came since the last look, and whether anything more may come.
    ///
    /// - Throws: `.badData` for a line that is no number.
    func take() throws(CommandFailure) -> (numbers: [Int], isClosed: Bool) {
        let (lines, isClosed) = lock.withLock {
            defer { self.lines = [] }
            return (self.lines, self.isClosed)
        }
        var numbers: [Int] = []
        for line in lines {
            guard let number = Int(line), number >= 0 else {
                throw CommandFailure(
                    .badData, "the reader wrote \"\(line.prefix(60))\": expected the seq of an event it has dealt with")
            }
            numbers.append(number)
        }
        return (numbers, isClosed)
    }
}
