internal import Foundation
internal import Glibc
internal import Model
internal import Threading

/// What a command reads from its caller.
package enum StandardInput {
    /// Lines, without their ends; empty ones and those that start with `#` are passed over. A line is read when it is
    /// asked for: nothing piles up, however long the input is. Of a longer line than `lineLimitBytes` the rest is left out.
    ///
    /// Reading blocks, so that a thread of its own does it. A task that is cancelled does not wait for its end.
    package static func lines() -> AsyncStream<String> { lines(of: STDIN_FILENO) }

    /// The longest address has 8 KiB.
    static let lineLimitBytes = 16 << 10

    static func lines(of descriptor: CInt) -> AsyncStream<String> {
        let input = LineInput(descriptor)
        let threads = WorkerThreads(label: "dibao.input", count: 1)
        return AsyncStream {
            let line = FirstAnswer<String?>()
            threads.enqueue { _ in line.give(line.isWanted ? input.next() : nil) }
            return await withTaskCancellationHandler {
                await line.get()
            } onCancel: {
                line.give(nil)
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

/// Lines of a file descriptor, read piece by piece.
private final class LineInput: @unchecked Sendable {
    // Sendable: one thread alone reads.
    private let descriptor: CInt
    private var piece: ArraySlice<UInt8> = []

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    /// Nil at the end of the input.
    func next() -> String? {
        while let bytes = line() {
            let text = oneLine(String(decoding: bytes, as: UTF8.self))
            if !text.isEmpty, !text.hasPrefix("#") { return text }
        }
        return nil
    }

    private func line() -> [UInt8]? {
        var line: [UInt8] = []
        var hasBegun = false
        while true {
            if piece.isEmpty {
                piece = read()
                if piece.isEmpty { return hasBegun ? line : nil }
            }
            hasBegun = true
            let part = piece.prefix { $0 != UInt8(ascii: "\n") }
            line += part.prefix(max(0, StandardInput.lineLimitBytes - line.count))
            piece = piece.dropFirst(part.count)
            if !piece.isEmpty {
                piece = piece.dropFirst()
                return line
            }
        }
    }

    /// Some bytes; none at the end, or where the input cannot be read.
    private func read() -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            return bytes[..<max(0, count)]
        }
    }
}
