import Foundation
import Model
import PropertyTesting
import Storage
import Testing

@testable import Daemon

/// `index --rebuild`, killed without warning at moments that a seeded generator chooses.
@Suite(.serialized) struct InterruptedRebuildTests {
    @Test(arguments: [false, true])
    func killedAtAnyMomentItLeavesTheOldDatabaseOrTheNew(isDamaged: Bool) async throws {
        let workshop = try await Workshop.filled()
        try await workshop.fetchOthers((100..<160).map { ("/\($0)", $0) })
        let before = try await workshop.contents()
        var choices = Choices(seed: 20_261_130)
        var (killed, replaced) = (0, 0)
        let garbage = Data(repeating: 7, count: 100_000)
        for round in 0..<24 {
            if isDamaged {
                try SQLiteFiles.remove(workshop.database)
                try garbage.write(to: URL(filePath: workshop.database))
            }
            let program = try Program(["index", "--rebuild", "--config", workshop.settingsFile])
            usleep(UInt32(choices.int(0...(round < 12 ? 60_000 : 400_000))))
            program.send(SIGKILL)
            killed += try await program.ended().status == -1 ? 1 : 0
            // What is at the path is the one or the other, whole.
            let bytes = try Data(contentsOf: URL(filePath: workshop.database))
            if isDamaged, bytes == garbage { continue }
            replaced += 1
            #expect(try await workshop.contents() == before, "round \(round)")
        }
        #expect(killed > 0)
        #expect(isDamaged || replaced == 24)
        if isDamaged {
            try SQLiteFiles.remove(workshop.database)
            try garbage.write(to: URL(filePath: workshop.database))
        }
        let last = try await Program.run(["index", "--rebuild", "--config", workshop.settingsFile])
        #expect(last.status == 0, "\(last.errors)")
        #expect(try await workshop.contents() == before)
        #expect(try await workshop.disagreements() == [])
        #expect(workshop.folder.files().filter { $0.contains(".rebuilding") } == [])
    }
}
