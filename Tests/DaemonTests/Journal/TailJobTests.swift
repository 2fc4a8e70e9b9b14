import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct TailJobTests {
    @Test func withoutAcknowledgementTheSameComesAgain() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        for _ in 0..<2 {
            let run = try await workshop.tail { $0.consumer = "a" }
            #expect(run.status == .done)
            #expect(run.sequences == [1, 2, 3])
        }
    }

    @Test func acknowledgedEventsDoNotComeAgain() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        let acknowledging: (inout TailJob.Options) -> Void = { ($0.consumer, $0.acknowledging) = ("a", .whenTaken) }
        #expect(try await workshop.tail(acknowledging).sequences == [1, 2, 3])
        #expect(try await workshop.tail(acknowledging).sequences == [])
        try await workshop.publish(2)
        #expect(try await workshop.tail(acknowledging).sequences == [4, 5])
        #expect(try await workshop.tail { $0.consumer = "b" }.sequences == [1, 2, 3, 4, 5], "b has a place of its own")
    }

    @Test func linesAreThoseOfTheIndex() async throws {
        let workshop = try Workshop()
        let kept = try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        #expect(kept.status == .done)
        let index = try workshop.folder.text(
            of: try #require(workshop.folder.files().first { $0.hasSuffix("index.jsonl") }))
        #expect(try await workshop.tail().output == index)
        let run = try await workshop.tail { $0.addsText = true }
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(fields["text"] as? String == (try workshop.text(try #require(workshop.texts.first))))
        #expect((fields["body"] as? String)?.hasPrefix("本报讯") == true)
    }

    @Test func aTextThatCannotBeReadIsToldAndItsEventComesAllTheSame() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2)
        let run = try await workshop.tail { $0.addsText = true }
        #expect(run.sequences == [1, 2])
        #expect(!run.output.contains("\"text\""))
        #expect(run.errors.contains("event 2 goes out without its text"))
    }

    @Test func filtersPickAndTheRestIsAcknowledgedToo() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2, source: "paper")
        try await workshop.publish(2, source: "city", topics: ["flood"])
        try await workshop.publish(1, source: "paper")
        #expect(try await workshop.tail { $0.sources = ["city"] }.sequences == [3, 4])
        #expect(try await workshop.tail { $0.topics = ["flood"] }.sequences == [3, 4])
        #expect(try await workshop.tail { $0.events = ["gone"] }.sequences == [])
        #expect(try await workshop.tail { $0.since = "2023-06-16" }.sequences == [1, 2, 3, 4, 5])
        #expect(try await workshop.tail { $0.since = "2023-06-17" }.sequences == [])
        _ = try await workshop.tail { ($0.consumer, $0.acknowledging, $0.sources) = ("a", .whenTaken, ["city"]) }
        #expect(try await workshop.openStore().consumer("a")?.position == 5)
    }

    @Test func aLimitEndsItThere() async throws {
        let workshop = try Workshop()
        try await workshop.publish(1200)
        for expected in [1...700, 701...1200] {
            let run = try await workshop.tail { ($0.consumer, $0.acknowledging, $0.limit) = ("a", .whenTaken, 700) }
            #expect(run.sequences == Array(expected))
        }
    }

    @Test func theReadersWordMovesIt() async throws {
        let workshop = try Workshop()
        try await workshop.publish(5)
        let byReader: (inout TailJob.Options) -> Void = { ($0.consumer, $0.acknowledging) = ("a", .byReader) }
        let some = try await workshop.tail(byReader, reader: ["2", "3"])
        #expect(some.status == .someFailed)
        #expect(some.errors.contains("before it acknowledged all"))
        #expect(try await workshop.openStore().consumer("a")?.position == 3)
        let rest = try await workshop.tail(byReader, reader: ["5"])
        #expect(rest.status == .done)
        #expect(rest.sequences == [4, 5])
    }

    @Test(arguments: [("9", "was not given yet"), ("-1", "expected the seq"), ("seq 3", "expected the seq")])
    func nonsenseFromTheReaderEndsIt(line: String, reason: String) async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        let run = try await workshop.tail(
            { ($0.consumer, $0.acknowledging) = ("a", .byReader) }, reader: [line])
        #expect(run.status == .badData)
        #expect(run.errors.contains(reason))
        #expect(try await workshop.openStore().consumer("a")?.position == 0)
    }

    @Test func aPositionFromTheFutureNamesTheRemedy() async throws {
        let workshop = try Workshop()
        try await workshop.publish(3)
        try await workshop.openStore().reset("a", to: 17, at: .now)
        let run = try await workshop.tail { $0.consumer = "a" }
        #expect(run.status == .badData)
        #expect(run.output == "")
        #expect(run.errors.contains("`dibao consumer reset a --to 3`"))
    }

    @Test func lookingMakesNoArchive() async throws {
        let workshop = try Workshop()
        let run = try await workshop.tail { $0.consumer = "a" }
        #expect(run.status == .badData)
        #expect(run.errors.contains("no archive here"))
        #expect(workshop.folder.files() == ["dibao.toml"])
    }

    @Test func escapesInATitleNeverReachATerminal() async throws {
        let workshop = try Workshop()
        try await workshop.publish(1)
        let store = try workshop.openStore()
        var draft = journalDraft(2)
        guard case .article(var record) = draft.kind else { return }
        record.metadata.title = "\u{1B}[31m红\u{202E}倒\u{9B}31m"
        draft.kind = .article(record)
        _ = try await store.publish([draft])
        let run = try await workshop.tail()
        #expect(run.sequences == [1, 2])
        #expect(!run.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) })
    }
}
