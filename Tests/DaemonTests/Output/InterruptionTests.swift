import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(30))) struct InterruptionTests {
    /// A program whose reader does not read cannot finish, and its thread cannot be called off.
    @Test func whatCannotBeStoppedIsCutOffAtTheDeadline() async throws {
        let folder = try TemporaryFolder()
        let pipe = "\(folder.path)/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        try #require(reader >= 0)
        defer { close(reader) }
        let paragraphs = (0..<2000).map { "青砚区第\($0)号便民服务点今天正式启用并向全体居民开放，工作日八时至十八时有人接待。" }
        let page = try folder.write(Newspaper.page(paragraphs: paragraphs), to: "page.html")
        let program = try Program(["extract", page], output: pipe)
        var waiting: CInt = 0
        for _ in 0..<24_000 where waiting < 60_000 {
            try await Task.sleep(for: .milliseconds(50))
            _ = ioctl(reader, UInt(FIONREAD), &waiting)
        }
        try #require(waiting >= 60_000)
        program.send(SIGTERM)
        let ended = try await program.ended()
        #expect(ended.status == 75)
        #expect(ended.errors.contains("stopped at the deadline"), "\(ended.errors)")
    }
}
