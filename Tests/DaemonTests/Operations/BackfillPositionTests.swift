import Foundation
import Model
import Testing

@testable import Daemon

@Suite struct BackfillPositionTests {
    private let first = Day("2026-02-26")!
    private let last = Day("2026-03-02")!

    private func address(_ path: String) throws -> WebAddress { try WebAddress(parsing: "http://a.example/\(path)") }

    private func lists(_ starts: [String]) throws -> SourceConfiguration {
        SourceConfiguration(id: "a", name: "a", start: try starts.map(address), every: .seconds(1800))
    }

    private func paper() throws -> SourceConfiguration {
        let scheme = try #require(IssueScheme(template: "http://a.example/{yyyy}-{MM}/{dd}/node_1.htm"))
        return SourceConfiguration(id: "a", name: "a", start: [], every: .seconds(1800), issues: [scheme])
    }

    @Test func issuesGoFromTheOldestToTheNewest() throws {
        var position = BackfillPosition(try paper(), from: first, to: last)
        var days: [String] = []
        while let day = position.nextIssue, days.count < 100 {
            days.append("\(day)")
            #expect(!position.isDone)
            position.finishIssue()
        }
        #expect(days == ["2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
        #expect(position.isDone)
        let issues = try #require(position.issues)
        #expect(issues == (5, 5))
    }

    @Test func listsAreReadOnceEachAndOneAfterTheOther() throws {
        var position = BackfillPosition(try lists(["x/", "y/"]), from: first, to: last)
        #expect(position.issues == nil)
        var read: [String] = []
        let next = ["/x/": ["x/2", "x/3"], "/x/2": ["x/1", "x/", "x/3"], "/y/": ["y/2"]]
        while let list = position.nextList, read.count < 100 {
            read.append(list.path)
            position.finishList(next: try (next[list.path] ?? []).map(address), newest: last)
        }
        #expect(read == ["/x/", "/x/2", "/x/3", "/x/1", "/y/", "/y/2"])
        #expect(position.isDone)
    }

    @Test func aListEndsBehindThreePagesOfEarlierDays() throws {
        var position = BackfillPosition(try lists(["x/", "y/"]), from: first, to: last)
        let all = try (1...9).map { try address("x/\($0)") }
        let early = first.adding(days: -1)
        // The first page holds old pinned items only; undated pages say nothing.
        let newest: [Day?] = [early, last, early, early, nil, early]
        for day in newest {
            #expect(position.nextList?.path.hasPrefix("/x/") == true)
            position.finishList(next: all, newest: day)
        }
        #expect(position.nextList?.path == "/y/")
    }

    @Test func endlessPagersEnd() throws {
        var position = BackfillPosition(try lists(["x/"]), from: first, to: last)
        var pages = 0
        while position.nextList != nil, pages < 10_000 {
            pages += 1
            position.finishList(next: [try address("x/\(pages)")], newest: last)
        }
        #expect(pages == 3000)
        #expect(position.isDone)
    }

    @Test func aPositionSurvivesTheDatabase() throws {
        var position = BackfillPosition(try lists(["x/", "y/"]), from: first, to: last)
        position.finishList(next: [try address("x/2")], newest: nil)
        let text = try #require(remembered(position))
        #expect(recalled(BackfillPosition.self, from: text) == position)
        #expect(recalled(BackfillPosition.self, from: "{\"from\":\"2026-02-26\"}") == nil)
        #expect(recalled(BackfillPosition.self, from: "a later dibao's words") == nil)
    }
}
