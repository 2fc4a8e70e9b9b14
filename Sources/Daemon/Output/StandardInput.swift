internal import Foundation

/// What a command reads from its caller.
package enum StandardInput {
    /// Lines as they arrive, without their ends; empty ones and those that start with `#` are passed over.
    ///
    /// Reading blocks, so that a thread of its own does it; it ends with the input or the process.
    package static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() {
                    let text = oneLine(line)
                    if !text.isEmpty, !text.hasPrefix("#") { continuation.yield(text) }
                }
                continuation.finish()
            }
        }
    }

    /// All bytes, at most `limit` of them and one more.
    package static func bytes(limit: Int) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while bytes.count <= limit,
                let piece = try FileHandle.standardInput.read(upToCount: min(1 << 16, limit + 1 - bytes.count)),
                !piece.isEmpty
            {
                bytes += piece
            }
        } catch {
            throw CommandFailure(.inputOutput, "cannot read the standard input: \(error.localizedDescription)")
        }
        return bytes
    }
}

extension AsyncStream where Element: Sendable {
    /// The elements of a sequence.
    package init(_ elements: some Sequence<Element>) {
        self.init { continuation in
            for element in elements { continuation.yield(element) }
            continuation.finish()
        }
    }
}
