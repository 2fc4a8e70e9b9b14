import Foundation
import Glibc
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// A file system of two megabytes that becomes completely full, through the program that its users run.
@Suite struct FullDiskTests {
    @Test func whatWasAcknowledgedSurvivesAFullDiskAndCommandsSaySo() async throws {
        let folder = try TemporaryFolder()
        let disk = "\(folder.path)/disk"
        mkdir(disk, 0o755)
        guard mount("tmpfs", disk, "tmpfs", 0, "size=2m") == 0 else {
            print("skipped: no small file system can be mounted here: \(String(cString: strerror(errno)))")
            return
        }
        defer { umount2(disk, CInt(MNT_DETACH)) }
        let settings = try folder.write(
            """
            [archive]
            root = "\(disk)/archive"
            [state]
            url = "sqlite:\(disk)/dibao.db"
            [capture]
            dir = "\(disk)/archive/warc"
            [http]
            listen = ""
            [fetch]
            private_addresses = true
            delay = "0s"
            retries = 0
            per_host = 8
            """, to: "dibao.toml")
        func run(_ words: [String]) async throws -> Program.Ended {
            try await Program.run(words + ["--config", settings])
        }
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        }
        defer { web.stop() }
        var acknowledged: [Substring] = []
        var refused: Program.Ended?
        for round in 0..<200 where refused == nil {
            let ended = try await run(["fetch"] + (0..<20).map { web.url("/\(round * 20 + $0)") })
            // The last line of several may be cut where the output itself ends; a line that is there is a promise.
            acknowledged += ended.output.split(separator: "\n")
            if ended.status != 0 { refused = ended }
        }
        let full = try #require(refused)
        #expect(full.status == 74 || full.status == 1, "\(full.status)")
        #expect(full.errors.contains("space") && full.errors.contains("free some space"), "\(full.errors)")
        #expect(!acknowledged.isEmpty)
        // Nothing at all is left.
        try? Data(count: 4 << 20).write(to: URL(filePath: "\(disk)/filler"))
        let filler = open("\(disk)/filler", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let block = [UInt8](repeating: 0, count: 4096)
        while write(filler, block, block.count) > 0 {}
        close(filler)
        for command in [
            ["show", "0"], ["export"], ["search", "便民服务点"], ["tail"], ["index", "--rebuild"], ["status"],
        ] {
            let ended = try await run(command)
            // Either it has all that it needs, or it says what it lacks.
            let isSaid = ended.errors.contains("space") || ended.errors.contains("more than one article")
            #expect(ended.status >= 0 && (ended.status == 0 || isSaid), "\(command): \(ended.status) \(ended.errors)")
            #expect(!ended.errors.contains("nothing found"), "\(command): \(ended.errors)")
        }
        // Somebody makes room.
        unlink("\(disk)/filler")
        #expect(mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0)
        let more = try await run(["fetch", web.url("/90001")])
        #expect(more.status == 0, "\(more.errors)")
        let shown = try await run(["export"])
        for line in acknowledged {
            let columns = line.split(separator: "\t")
            #expect(shown.output.contains("\"id\":\"\(columns[0])\""), "lost: \(line)")
            #expect(FileManager.default.fileExists(atPath: "\(disk)/archive/\(columns[3])"), "lost: \(line)")
        }
        let rebuilt = try await run(["index", "--rebuild"])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(try await run(["export"]).output == shown.output)
    }
}
