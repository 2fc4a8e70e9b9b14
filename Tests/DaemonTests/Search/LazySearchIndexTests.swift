import Foundation
import Logging
import Model
import Storage
import Testing
import Threading

@testable import Daemon

@Suite struct LazySearchIndexTests {
    @Test func whatCannotBeOpenedIsTriedAgainAfterAPauseAndKeptWhileItsFileIsThere() async throws {
        let workshop = try Workshop()
        let time = ManualTime("2026-03-04T20:00:00+08:00").noting
        let index = LazySearchIndex(
            workshop.configuration, disk: WorkerThreads(label: "test", count: 1), time: time,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        // Its folder is missing.
        let state = "\(workshop.folder.path)/state"
        try "no folder".write(toFile: state, atomically: true, encoding: .utf8)
        #expect(await index.desk() == nil)
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try workshop.openStore().close()
        #expect(await index.desk() == nil, "it is not tried at every request")
        try await time.sleep(.seconds(10))
        // All who want it at once get the one that is opened.
        let desks = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { await index.desk() != nil } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(desks == Array(repeating: true, count: 8))
        #expect(await index.desk() != nil)
        // What is gone from the disk is not answered from.
        try FileManager.default.removeItem(atPath: state)
        #expect(await index.desk() == nil)
    }
}
