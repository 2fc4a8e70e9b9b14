import Foundation
import Judging
import Model
import Testing

@Suite struct LookHistoryTests {
    @Test("Looks stand in the order of time, however they came")
    func order() {
        var history = looks("5 404, 0 served")
        history.add(Look(at: at(2), outcome: .wall("jsl")))
        #expect(history == looks("0 served, 2 wall, 5 404"))
        #expect(history.newestThatCounts?.absence == .notFound)
        #expect(history.failuresInARow == 0)
    }

    @Test("Of two looks in the same second, the one told last is the newer")
    func sameSecond() {
        var history = looks("0 404")
        history.add(Look(at: noon, outcome: .served))
        #expect(history.missingRun.isEmpty)
    }

    @Test("It stays bounded, and keeps the last success and the first miss")
    func bounds() {
        var history = looks("0 served, 1 404")
        for hour in 2..<500 {
            history.add(Look(at: at(Double(hour)), outcome: hour % 2 == 0 ? .failed("timed out") : .missing(.soft404)))
        }
        #expect(history.looks.count == LookHistory.limit)
        #expect(history.lastServed?.at == noon)
        #expect(history.missingRun.first == Look(at: at(1), outcome: .missing(.notFound)))
        #expect(history.looks.last?.at == at(499))
    }

    @Test("A look older than everything kept does not push out what a verdict needs")
    func lateArrival() {
        var history = LookHistory((0..<LookHistory.limit).map { Look(at: at(Double($0)), outcome: .served) })
        history.add(Look(at: at(-9), outcome: .missing(.notFound)))
        #expect(history.looks.first?.at == noon)
    }

    @Test("What is written reads back")
    func coding() throws {
        let history = looks("0 served, 1 404, 2 410, 3 soft, 4 home, 5 dns, 6 tls, 7 failed, 8 wall")
        let text = try JSONEncoder().encode(history)
        #expect(try JSONDecoder().decode(LookHistory.self, from: text) == history)
        let written = #"[{"at":"2026-11-21T04:00:00Z","outcome":{"missing":"http-404"}}]"#
        #expect(try JSONDecoder().decode(LookHistory.self, from: Data(written.utf8)) == looks("0 404"))
    }

    @Test(
        "What nobody wrote is refused",
        arguments: [
            "{}", #"[{"at":"yesterday","outcome":{}}]"#, #"[{"at":"2026-11-21T04:00:00Z"}]"#,
            #"[{"at":"2026-11-21T04:00:00Z","outcome":{"missing":"http-500"}}]"#,
        ])
    func badCoding(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(LookHistory.self, from: Data(text.utf8)) }
    }
}
