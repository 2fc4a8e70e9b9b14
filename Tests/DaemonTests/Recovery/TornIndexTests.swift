import Foundation
import Model
import Storage
import Testing

@testable import Archiving
@testable import Daemon

/// Indexes and WARC files as a loss of power, a damaged disk or a careless hand leaves them.
@Suite struct TornIndexTests {
    /// Bytes that a power loss takes from the end, up to several lines.
    @Test(arguments: [1, 2, 40, 900, 2500, 100_000])
    func whatTheEndHasLostComesBackWithTheNextFetch(cut: Int) async throws {
        let workshop = try await Workshop.filled()
        let index = try workshop.index
        let whole = try workshop.folder.text(of: index)
        try workshop.folder.write(Array(whole.utf8.dropLast(cut)), to: index)
        let run = try await workshop.fetchOthers([("/77", 77)])
        #expect(try workshop.events().map(\.sequence).sorted() == Array(1...6), "\(run.errors)")
        #expect(Set(whole.split(separator: "\n")).isSubset(of: try lines(workshop)))
        if cut > 1 { #expect(run.errors.contains("restored") || run.errors.contains("written again"), "\(run.errors)") }
        try await workshop.loseState()
        #expect(try await workshop.rebuild().status == .done)
        #expect(try await workshop.disagreements() == [])
    }

    @Test(arguments: ["\0\0\0\0\0", "\0\n\0\n", "\u{1F}garbage"])
    func garbageAtTheEndIsCutOff(garbage: String) async throws {
        let workshop = try await Workshop.filled()
        let index = try workshop.index
        try workshop.folder.write(try workshop.folder.text(of: index).dropLast(300) + garbage, to: index)
        let run = try await workshop.fetchOthers([("/77", 77)])
        #expect(run.errors.contains("mended the end of an index"), "\(run.errors)")
        #expect(try workshop.events().map(\.sequence) == Array(1...6))
        #expect(try await workshop.disagreements() == [])
    }

    @Test func aLineTornInTheMiddleIsNamedAndItsEventKept() async throws {
        let workshop = try await Workshop.filled()
        let before = try await workshop.contents()
        let index = try workshop.index
        var lines = try workshop.folder.text(of: index).components(separatedBy: "\n")
        lines[1] = String(lines[1].dropLast(200))
        try workshop.folder.write(lines.joined(separator: "\n"), to: index)
        let run = try await workshop.rebuild()
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("index.jsonl:2: "), "\(run.errors)")
        #expect(run.errors.contains("1 events that the indexes had lost were written to them again"), "\(run.errors)")
        #expect(run.errors.contains("5 events, 4 articles, 5 pages"), "\(run.errors)")
        #expect(try await workshop.contents() == before)
        // From then on the files have it too.
        try await workshop.loseState()
        #expect(try await workshop.rebuild().errors.contains("5 events, 4 articles, 5 pages"))
    }

    @Test func anIndexThatIsGoneIsWrittenFromTheDatabase() async throws {
        let workshop = try await Workshop.filled()
        let before = try await workshop.contents()
        let index = try workshop.index
        let lines = try lines(workshop)
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/\(index)")
        let run = try await workshop.rebuild()
        #expect(run.status == .done && run.errors.contains("5 events that the indexes had lost"), "\(run.errors)")
        #expect(try self.lines(workshop) == lines)
        #expect(try await workshop.contents() == before)
        // The next article of the day finds it gone, too.
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/\(index)")
        try await workshop.fetchOthers([("/77", 77)])
        #expect(try workshop.events().map(\.sequence).sorted() == Array(1...6))
    }

    @Test func textsThatNobodyKnowsAreNamed() async throws {
        let workshop = try await Workshop.filled()
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/\(try workshop.index)")
        try await workshop.loseState()
        let run = try await workshop.rebuild()
        #expect(run.status == .someFailed)
        for text in workshop.texts { #expect(run.errors.contains("archive/\(text): no line"), "\(run.errors)") }
    }

    /// Whoever has removed a day has removed it.
    @Test func aDayThatWasRemovedStaysAway() async throws {
        let workshop = try await Workshop.filled()
        let day = try #require(workshop.texts.first).split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/archive/\(day)")
        let run = try await workshop.rebuild()
        #expect(run.status == .done && run.errors.contains(" 0 events, 0 articles"), "\(run.errors)")
    }

    @Test(arguments: [
        "9223372036854775807", "9223372036854775806", "9007199254740991", "5000000000", "-1", "0", "1.5", "1e3",
        "\"5\"",
    ])
    func aLineWithAnAbsurdNumberIsNamedAndNumberingGoesOn(number: String) async throws {
        let workshop = try await Workshop.filled()
        let index = try workshop.index
        let whole = try workshop.folder.text(of: index)
        let last = try #require(whole.split(separator: "\n").last)
        let absurd = last.replacing("\"seq\":5,", with: "\"seq\":\(number),")
        try workshop.folder.write(whole + absurd + "\n", to: index)
        for state in ["kept", "lost"] {
            if state == "lost" { try await workshop.loseState() }
            let run = try await workshop.rebuild()
            if number != "1e3" {
                #expect(run.status == .someFailed && run.errors.contains("index.jsonl:6: "), "\(number): \(run.errors)")
                #expect(run.errors.contains("5 events, 4 articles"), "\(number): \(run.errors)")
            }
        }
        try await workshop.fetchOthers([("/77", 77)])
        try await workshop.fetchOthers([("/78", 78)])
        let store = try workshop.openStore()
        let numbers = try await store.events(after: 0, limit: 99).map(\.event.sequence)
        #expect(
            numbers == (number == "1e3" ? [1, 2, 3, 4, 5, 1000, 1001, 1002] : Array(1...7)), "\(number): \(numbers)")
        try store.close()
    }

    /// Two events of one number: the first counts, and the files say so.
    @Test func aNumberThatIsThereTwiceIsNamed() async throws {
        let workshop = try await Workshop.filled()
        let index = try workshop.index
        let whole = try workshop.folder.text(of: index)
        let last = try #require(whole.split(separator: "\n").last)
        try workshop.folder.write(whole + last.replacing("\"manual\"", with: "\"other\"") + "\n", to: index)
        let run = try await workshop.rebuild()
        #expect(run.status == .someFailed && run.errors.contains("two events have the number 5"), "\(run.errors)")
        try await workshop.fetchOthers([("/77", 77)])
        let store = try workshop.openStore()
        #expect(try await store.lastSequence() == 6)
        try store.close()
    }

    /// The process died in the middle of a record, before anything was published.
    @Test func theBeginningOfARecordIsCutOffTheWARCAtTheNextStart() async throws {
        let workshop = try await Workshop.filled()
        let archive = try ArchiveFolder(root: "\(workshop.folder.path)/archive")
        let file = try #require(workshop.folder.files().first { $0.hasSuffix(".warc.gz") })
        let whole = try Data(contentsOf: URL(filePath: "\(workshop.folder.path)/\(file)"))
        let name = String(file.split(separator: "/").last ?? "")
        do {
            let writer = try await archive.lock()
            let text = NewText(id: ArticleID(bits: 7), day: Day("2023-09-05")!, text: "题目\n")
            _ = try writer.place([text], before: CaptureTail(name: name, length: whole.count))
        }
        try (whole + whole.prefix(100)).write(to: URL(filePath: "\(workshop.folder.path)/\(file)"))
        let run = try await workshop.fetchOthers([("/77", 77)])
        #expect(run.errors.contains("cut the beginning of a record off a WARC file"), "\(run.errors)")
        #expect(try Data(contentsOf: URL(filePath: "\(workshop.folder.path)/\(file)")) == whole)
        #expect(try await workshop.disagreements() == [])
    }

    /// An engine that works while somebody puts another database in its place loses nothing: it stops.
    @Test func aDatabaseThatIsReplacedWhileItIsInUseIsNotWrittenTo() async throws {
        let workshop = try await Workshop.filled()
        let archive = try ArchiveFolder(root: "\(workshop.folder.path)/archive")
        let store = try workshop.openStore()
        let console = Console(output: -1, errors: -1)
        let archivist = try Wiring.archivist(workshop.configuration, archive, store, console.logger())
        try FileManager.default.moveItem(atPath: workshop.database, toPath: workshop.database + ".old")
        await #expect(throws: WorkFailure.self) { try await archivist.settle() }
        try store.close()
    }

    private func lines(_ workshop: Workshop) throws -> Set<Substring> {
        Set(try workshop.folder.text(of: workshop.index).split(separator: "\n"))
    }
}
