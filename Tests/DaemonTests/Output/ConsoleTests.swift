import Foundation
import Testing

@testable import Daemon

@Suite struct ConsoleTests {
    @Test func dataAndWordsGoTheirOwnWays() async throws {
        let run = try await Workshop().run { console throws(CommandFailure) in
            try console.print("data\u{1B}[1m\n")
            console.say("words\u{1B}[1m")
            return .done
        }
        #expect(run.output == "data\u{1B}[1m\n", "data is the caller's to clean")
        #expect(run.errors == "words[1m\n")
    }

    @Test func progressIsForTerminalsOnly() async throws {
        let run = try await Workshop().run { console throws(CommandFailure) in
            #expect(!console.showsProgress)
            console.show(progress: "1/2")
            console.show(progress: "")
            return .done
        }
        #expect(run.errors == "")
    }

    @Test func progressStaysBelowTheLinesOnATerminal() throws {
        var (terminal, screen): (Int32, Int32) = (0, 0)
        try #require(openpty(&screen, &terminal, nil, nil, nil) == 0)
        let console = Console(output: terminal, errors: terminal)
        #expect(console.showsProgress)
        console.show(progress: "1/2 pages")
        console.say("a line")
        console.show(progress: "")
        close(terminal)
        var shown: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while case let count = read(screen, &bytes, bytes.count), count > 0 { shown += bytes[..<count] }
        close(screen)
        let erased = "\r\(String(repeating: " ", count: 9))\r"
        #expect(
            String(decoding: shown, as: UTF8.self) == "1/2 pages\(erased)a line\r\n1/2 pages\(erased)"
        )
    }

    @Test func readerThatWentAwayIsAFailureWithoutWords() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let console = Console(output: ends[1], errors: ends[1])
        close(ends[0])
        defer { close(ends[1]) }
        #expect(throws: CommandFailure(.inputOutput, "")) { try console.print("data\n") }
    }
}
