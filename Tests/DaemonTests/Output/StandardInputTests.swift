import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite struct StandardInputTests {
    /// What is read of these bytes.
    private func lines(of bytes: [UInt8]) async throws -> [String] {
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/input"))
        let descriptor = open("\(folder.path)/input", O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var lines: [String] = []
        for await line in StandardInput.lines(of: descriptor) { lines.append(line) }
        return lines
    }

    @Test func emptyLinesAndCommentsArePassedOver() async throws {
        #expect(try await lines(of: Array("a\n\n# b\n  \nc\r\nd".utf8)) == ["a", "c", "d"])
        #expect(try await lines(of: []) == [])
    }

    @Test func aLineLongerThanItsLimitIsCut() async throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 5 << 20)
        let lines = try await lines(of: long + Array("\ny\n".utf8))
        #expect(lines.map(\.utf8.count) == [StandardInput.lineLimitBytes, 1])
    }

    @Test func bytesThatAreNoUTF8AreReadAllTheSame() async throws {
        #expect(try await lines(of: [0xFF, 0x61, 0x0A, 0x62]).count == 2)
    }

    @Test func nothingIsReadBeforeItIsAskedFor() async throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let flags = fcntl(ends[1], F_GETFL)
        try #require(fcntl(ends[1], F_SETFL, flags | O_NONBLOCK) == 0)
        let stream = StandardInput.lines(of: ends[0])
        let piece = Array(repeating: UInt8(ascii: "a"), count: 1023) + [0x0A]
        var written = 0
        while write(ends[1], piece, piece.count) > 0 { written += 1 }
        // The pipe is full, and stays so until somebody asks.
        #expect(write(ends[1], piece, piece.count) < 0)
        var iterator = stream.makeAsyncIterator()
        #expect(await iterator.next()?.utf8.count == 1023)
        #expect(write(ends[1], piece, piece.count) > 0)
        #expect(written > 1)
    }

    @Test func aTaskThatIsCancelledDoesNotWaitForALine() async throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let stream = StandardInput.lines(of: ends[0])
        let waiting = Task {
            var iterator = stream.makeAsyncIterator()
            return await iterator.next()
        }
        waiting.cancel()
        #expect(await waiting.value == nil)
        for end in ends { close(end) }
    }
}
