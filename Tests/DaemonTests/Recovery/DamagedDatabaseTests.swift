import Foundation
import Model
import Storage
import Testing

@testable import Daemon

/// A database that is spoilt in every way that a disk or a person finds, through the program that its users run.
@Suite struct DamagedDatabaseTests {
    enum Damage: String, CaseIterable {
        case headerGarbage, cutShort, garbageInTheMiddle, notADatabase, otherProgram, emptyFile, missing, older,
            newerSchema
        case logMissing, logOfAnother, numbersAtTheirEnd

        /// What the rebuild does with the old one.
        var isSetAside: Bool {
            switch self {
            case .headerGarbage, .cutShort, .garbageInTheMiddle, .notADatabase, .otherProgram, .newerSchema,
                .numbersAtTheirEnd:
                true
            case .emptyFile, .missing, .older, .logMissing, .logOfAnother: false
            }
        }

        /// Whether a command may by chance have all it needs.
        var isInParts: Bool { self == .garbageInTheMiddle || self == .cutShort || self == .logOfAnother }
    }

    private static let reading = [
        ["search", "便民服务点"], ["show", "ID"], ["diff", "ID", "ID"], ["export"], ["tail"], ["timeline", "便民服务点"],
        ["consumer", "list"], ["topics", "list"], ["gaps"],
    ]

    @Test(arguments: Damage.allCases)
    func everyCommandNamesItAndTheRebuildMendsIt(damage: Damage) async throws {
        let workshop = try await Workshop.filled()
        try await copyTwice(workshop)
        let before = try await workshop.contents()
        let id = try #require(try workshop.events().first).id.description
        let sound = try await DamagedDatabaseTests.answers(of: workshop, id)
        #expect(sound.allSatisfy { $0.ended.status == 0 }, "\(sound)")
        try await apply(damage, to: workshop)
        for (answer, soundAnswer) in zip(try await DamagedDatabaseTests.answers(of: workshop, id), sound) {
            let (status, errors) = (answer.ended.status, answer.ended.errors)
            if damage.isInParts, status == 0, answer.ended.output == soundAnswer.ended.output { continue }
            let command = answer.command.joined(separator: " ")
            #expect(status == 74 || status == 65, "\(damage): \(command): \(status) \(errors)")
            #expect(answer.ended.output == "", "\(damage): \(command)")
            #expect(errors.contains("dibao index --rebuild"), "\(damage): \(command): \(errors)")
            #expect(errors.contains("state/dibao.db"), "\(damage): \(command): \(errors)")
            #expect(!errors.contains("nothing found"), "\(damage): \(command): \(errors)")
        }
        let rebuilt = try await Program.run(["index", "--rebuild", "--config", workshop.settingsFile])
        #expect(rebuilt.status == 0, "\(damage): \(rebuilt.errors)")
        #expect(rebuilt.errors.contains("6 events, 5 articles, 6 pages"), "\(damage): \(rebuilt.errors)")
        let aside = workshop.folder.files().filter { $0.contains("dibao.db.damaged-") && !$0.hasSuffix("-wal") }
        if !damage.isInParts { #expect(aside.isEmpty != damage.isSetAside, "\(damage): \(workshop.folder.files())") }
        #expect(rebuilt.errors.contains("was set aside as") == !aside.isEmpty, "\(damage): \(rebuilt.errors)")
        #expect(workshop.folder.files().filter { $0.contains(".rebuilding") } == [])
        #expect(try await workshop.contents() == before, "\(damage)")
        for (answer, soundAnswer) in zip(try await DamagedDatabaseTests.answers(of: workshop, id), sound) {
            #expect(answer.ended.status == 0, "\(damage): \(answer.command): \(answer.ended.errors)")
            #expect(answer.ended.output == soundAnswer.ended.output, "\(damage): \(answer.command)")
        }
        // Numbers go on where they were.
        try await workshop.fetchOthers([("/77", 77)])
        #expect(try workshop.events().map(\.sequence) == Array(1...7), "\(damage)")
        #expect(try await workshop.disagreements() == [], "\(damage)")
    }

    @Test func aFolderInItsPlaceIsNeverMoved() async throws {
        let workshop = try await Workshop.filled()
        try FileManager.default.removeItem(atPath: workshop.database)
        try workshop.folder.write("precious", to: "state/dibao.db/file")
        for command in DamagedDatabaseTests.reading + [["index", "--rebuild"], ["fetch", "http://127.0.0.1:1/"]] {
            let ended = try await Program.run(
                command.map { $0 == "ID" ? "00" : $0 } + ["--config", workshop.settingsFile])
            #expect(ended.status == 74 && ended.output == "", "\(command): \(ended.status)")
            #expect(ended.errors.contains("dibao.db is a folder"), "\(command): \(ended.errors)")
        }
        #expect(try workshop.folder.text(of: "state/dibao.db/file") == "precious")
    }

    @Test func aDamagedDatabaseIsNotReplacedUnderADaemon() async throws {
        let workshop = try await Workshop.filled()
        try await apply(.notADatabase, to: workshop)
        let daemon = try DaemonLock.take(beside: workshop.database)
        let refused = try await Program.run(["index", "--rebuild", "--config", workshop.settingsFile])
        #expect(refused.status == 75 && refused.errors.contains("stop it"), "\(refused.errors)")
        withExtendedLifetime(daemon) {}
        #expect(workshop.folder.files().filter { $0.contains("damaged-") } == [])
    }

    /// What was built beside is no database until it is whole.
    @Test func whatAnInterruptedRebuildLeftIsThrownAway() async throws {
        let workshop = try await Workshop.filled()
        try await apply(.headerGarbage, to: workshop)
        try workshop.folder.write("half of a database", to: "state/dibao.db.rebuilding")
        try workshop.folder.write("half of a log", to: "state/dibao.db.rebuilding-wal")
        #expect(try await workshop.rebuild().status == .done)
        #expect(workshop.folder.files().filter { $0.contains(".rebuilding") } == [])
    }

    private struct Answer {
        let command: [String]
        let ended: Program.Ended
    }

    private static func answers(of workshop: Workshop, _ id: String) async throws -> [Answer] {
        var answers: [Answer] = []
        for command in reading {
            let words = command.map { $0 == "ID" ? id : $0 } + ["--config", workshop.settingsFile]
            answers.append(Answer(command: command, ended: try await Program.run(words)))
        }
        return answers
    }

    private func apply(_ damage: Damage, to workshop: Workshop) async throws {
        let (file, files) = (workshop.database, FileManager.default)
        try workshop.openStore().closeWhole()
        func change(_ change: (inout Data) -> Void) throws {
            var bytes = try Data(contentsOf: URL(filePath: file))
            change(&bytes)
            try SQLiteFiles.remove(file)
            try bytes.write(to: URL(filePath: file))
        }
        switch damage {
        case .headerGarbage:
            try change { for position in 0..<100 { $0[position] = UInt8(truncatingIfNeeded: position * 37) } }
        case .cutShort: try change { $0 = $0.prefix(($0.count / 2) & ~4095) }
        case .garbageInTheMiddle:
            try change {
                for position in 8192..<($0.count / 4 * 3) { $0[position] = UInt8(truncatingIfNeeded: position * 167) }
            }
        case .notADatabase: try change { $0 = Data(String(repeating: "# some other file\n", count: 500).utf8) }
        case .otherProgram:
            try SQLiteFiles.remove(file)
            try files.copyItem(atPath: try await DamagedDatabaseTests.searchIndex(of: workshop), toPath: file)
            try change { $0.replaceSubrange(60..<64, with: [0, 0, 0, 0]) }
        case .emptyFile: try change { $0 = Data() }
        case .missing: try SQLiteFiles.remove(file)
        case .newerSchema: try change { $0[63] = 99 }
        case .older, .logMissing, .logOfAnother:
            try SQLiteFiles.remove(file)
            let copies = "\(workshop.folder.path)/copies"
            try files.copyItem(atPath: copies + (damage == .logMissing ? "/second" : "/first"), toPath: file)
            if damage == .logOfAnother { try files.copyItem(atPath: copies + "/second-wal", toPath: file + "-wal") }
        case .numbersAtTheirEnd:
            // The number of the last event, as SQLite spells it in the table of such numbers: one byte.
            try change { bytes in
                let name = Data("events".utf8)
                var start = bytes.startIndex
                while let range = bytes.range(of: name + [6], in: start..<bytes.endIndex) {
                    bytes[range.upperBound - 1] = 0x85
                    start = range.upperBound
                }
            }
        }
    }

    /// Adds an event; there are copies of the database before and after it, the second with its log.
    private func copyTwice(_ workshop: Workshop) async throws {
        let (file, copies) = (workshop.database, "\(workshop.folder.path)/copies")
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
        let store = try workshop.openStore()
        try FileManager.default.copyItem(atPath: file, toPath: copies + "/first")
        try await workshop.fetchOthers([("/50", 50)])
        try FileManager.default.copyItem(atPath: file, toPath: copies + "/second")
        try FileManager.default.copyItem(atPath: file + "-wal", toPath: copies + "/second-wal")
        try store.close()
    }

    private static func searchIndex(of workshop: Workshop) async throws -> String {
        let index = try SQLiteSearchIndex(path: workshop.database + ".search", state: workshop.database)
        try index.close()
        return workshop.database + ".search"
    }
}
