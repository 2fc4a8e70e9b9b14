import Model
import Storage
import Testing

@testable import Daemon

@Suite struct AgendaTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func source(_ id: String) throws -> SourceConfiguration {
        SourceConfiguration(
            id: id, name: id, start: [try WebAddress(parsing: "http://127.0.0.1/\(id)/")], every: .seconds(1800))
    }

    @Test func sourcesThatWereNeverVisitedAreDueAndThoseUnderWayAreNot() throws {
        let sources = try ["a", "b", "c"].map(source)
        var agenda = Agenda(sources, states: [], time: time.timepiece)
        var taken = agenda.take(2, now: time.now)
        #expect(taken.map(\.id) == ["a", "b"])
        taken = agenda.take(5, now: time.now)
        #expect(taken.map(\.id) == ["c"])
        taken = agenda.take(5, now: time.now)
        #expect(taken.isEmpty)
        agenda.finish("b", next: time.now)
        taken = agenda.take(5, now: time.now)
        #expect(taken.map(\.id) == ["b"])
    }

    @Test func plannedVisitsSurviveARestart() throws {
        let later = time.now.adding(seconds: 600)
        let agenda = Agenda([try source("a")], states: [SourceState(id: "a", next: later)], time: time.timepiece)
        #expect(agenda.next == later)
    }

    @Test func visitsMissedWhileTheDaemonWasDownAreSpreadAndNotForgotten() throws {
        let missed = time.now.adding(seconds: -86_400)
        let agenda = Agenda([try source("a")], states: [SourceState(id: "a", next: missed)], time: time.timepiece)
        let next = try #require(agenda.next)
        #expect((0...900).contains(next.seconds(since: time.now)))
    }

    @Test(arguments: [-10_000.0, 10_000.0])
    func aClockThatJumpsStarvesNobody(_ hours: Double) throws {
        var piece = time.timepiece
        piece.elapsed = { .zero }
        var agenda = Agenda([try source("a")], states: [], time: piece)
        _ = agenda.take(1, now: time.now)
        agenda.finish("a", next: time.now.adding(seconds: 1800))
        let isQuiet = !agenda.watch(piece)
        #expect(isQuiet)
        time.advance(hours: hours)
        let hasJumped = agenda.watch(piece)
        #expect(hasJumped)
        let next = try #require(agenda.next)
        #expect((0...1800).contains(next.seconds(since: time.now)))
    }

    @Test func sourceIsGoneFromAPassOnceItIsVisited() throws {
        var agenda = Agenda([try source("a")], states: [], time: time.timepiece)
        #expect(!agenda.isEmpty)
        _ = agenda.take(1, now: time.now)
        #expect(!agenda.isEmpty)
        agenda.finish("a", next: nil)
        #expect(agenda.isEmpty)
    }
}
