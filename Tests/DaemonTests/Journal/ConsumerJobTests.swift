import Foundation
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct ConsumerJobTests {
    @Test func listShowsWhoIsHowFarBehind() async throws {
        let workshop = try Workshop()
        #expect(try await workshop.listConsumers(json: false).errors.contains("no database here"))
        #expect(workshop.folder.files() == ["dibao.toml"], "looking makes nothing")
        try await workshop.publish(5)
        _ = try await workshop.tail { ($0.consumer, $0.acknowledging, $0.limit) = ("words", .whenTaken, 3) }
        _ = try await workshop.tail { $0.consumer = "lazy" }
        let table = try await workshop.listConsumers(json: false).output
        let rows = table.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(rows.count == 3)
        #expect(rows[1].prefix(4) == ["lazy", "0", "5", "never"])
        #expect(rows[2].prefix(3) == ["words", "3", "2"])
        let json = try await workshop.listConsumers(json: true).output
        let lines = json.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"behind\":5,") && lines[0].contains("\"name\":\"lazy\""))
        #expect(lines[1].contains("\"behind\":2,") && lines[1].contains("\"name\":\"words\""))
    }

    @Test(arguments: [("start", 0), ("end", 5), ("3", 3), ("2023-06-16", 0), ("2030-01-01", 5)])
    func resetPutsItAnywhere(place: String, position: Int) async throws {
        let workshop = try Workshop()
        try await workshop.publish(5)
        let place = try #require(ConsumerJob.Place(place))
        let run = try await workshop.resetConsumer("a", to: place)
        #expect(run.status == .done)
        #expect(try await workshop.tail { $0.consumer = "a" }.sequences == Array(1...5).filter { $0 > position })
    }

    @Test func resetBeyondTheEndIsRefused() async throws {
        let workshop = try Workshop()
        try await workshop.publish(5)
        let run = try await workshop.resetConsumer("a", to: .event(6))
        #expect(run.status == .badData)
        #expect(run.errors.contains("the journal ends at 5"))
        #expect(["", "-1", "yesterday", "2023-13-01"].allSatisfy { ConsumerJob.Place($0) == nil })
    }

    @Test func whoIsReadingIsLeftAlone() async throws {
        let workshop = try Workshop()
        try await workshop.publish(1)
        let name = try #require(ConsumerName("a"))
        let lock = try ConsumerLock.takeNow(name, workshop.configuration)
        for run in [try await workshop.resetConsumer("a", to: .start), try await workshop.dropConsumer("a")] {
            #expect(run.status == .tryAgain)
            #expect(run.errors.contains("process \(getpid())"))
        }
        withExtendedLifetime(lock) {}
    }

    @Test func dropForgetsAndSaysWhenThereIsNothingToForget() async throws {
        let workshop = try Workshop()
        try await workshop.publish(2)
        _ = try await workshop.tail { ($0.consumer, $0.acknowledging) = ("a", .whenTaken) }
        #expect(try await workshop.dropConsumer("a").status == .done)
        #expect(try await workshop.tail { $0.consumer = "a" }.sequences == [1, 2])
        let again = try await workshop.dropConsumer("b")
        #expect(again.status == .badData)
        #expect(again.errors.contains("no consumer is called b"))
    }

    @Test(arguments: ["", "a/b", "../x", "-a", ".", "a b", "名", String(repeating: "a", count: 65), "a:b", "hook:"])
    func otherNamesAreRefused(name: String) {
        #expect(ConsumerName(name) == nil)
        #expect(problemOfConsumer(name)?.contains("expected a name") == true)
    }

    @Test func hooksHaveNamesOfTheirOwn() {
        #expect(ConsumerName("hook:analyzer")?.isHook == true)
        #expect(ConsumerName(hook: "analyzer").description == "hook:analyzer")
        #expect(problemOfConsumer("hook:analyzer") != nil)
        #expect(problemOfConsumer("hook:analyzer", allowsHooks: true) == nil)
    }
}
