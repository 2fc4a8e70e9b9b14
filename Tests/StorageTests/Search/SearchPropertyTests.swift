import Foundation
import Model
import PropertyTesting
import Testing

@testable import Storage

/// Whatever somebody types into the search box either runs or is refused with a name, and never as a mistake of SQLite's.
@Suite struct SearchPropertyTests {
    private static let words = [
        "乡村", "振兴", "AND", "OR", "NOT", "NEAR", "NEAR(", "(", ")", "\"", "“", "”", "|", "-", "title:", "标题：", "title :",
        "*", "^",
        "body:", "a", "2023", ":", "'", "+", "{", "}", "\\", "中", "-title:", "\"\"", ";--", "%", "\u{E000}1",
        "\u{E001}中", "１２%", "é", "ñ",
        "\u{1F600}", "\0", "AND AND", "(((((((((",
    ]

    private static func text(_ choices: inout Choices) -> String {
        let gap = choices.pick(["", " ", "　"])
        return choices.array(0...14) { $0.word(of: words) }.joined(separator: gap)
    }

    @Test func everyTextIsAQueryOrIsRefusedWithAName() async {
        await checkProperty(generate: SearchPropertyTests.text) { text in
            do throws(SearchQueryError) {
                let query = try SearchQuery(text, fold: fold)
                return query.phrases.allSatisfy { !$0.tokens.isEmpty } ? nil : "a phrase of nothing"
            } catch { return error.description.isEmpty ? "refused without a name" : nil }
        }
    }

    @Test func everyQueryRunsOnSQLite() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let index = try SQLiteSearchIndex(path: "\(path)/search.db", state: "\(path)/dibao.db")
            let documents = (1...9).map {
                SearchDocument(
                    article: id($0), day: Day("2023-06-0\($0)")!, source: "s\($0 % 3)", title: "乡村 \($0)",
                    body: "全面推进乡村振兴，中 a 2023。", fold: fold)
            }
            _ = try await index.add(documents, from: 0, through: 9)
            await checkProperty(count: 2_000) {
                choices -> (text: String, filter: ArticleFilter, place: SearchPlace?) in
                var filter = ArticleFilter()
                filter.since = choices.oneIn(3) ? choices.pick([Day("0001-01-01")!, Day("2023-06-03")!]) : nil
                filter.until = choices.oneIn(3) ? choices.pick([Day("9999-12-31")!, Day("2023-06-05")!]) : nil
                filter.sources = choices.array(0...2) { $0.pick(["s0", "s1", "none", "'", "\""]) }
                filter.topics = choices.oneIn(4) ? [choices.text(0...3)] : []
                let place = choices.oneIn(3) ? SearchPlace(choices.int(Int.min...Int.max)) : nil
                return (SearchPropertyTests.text(&choices), filter, place)
            } claim: { input in
                guard let query = try? SearchQuery(input.text, fold: fold) else { return nil }
                do {
                    let filter = input.filter
                    let hits = try await index.hits(query, matching: filter, after: nil, limit: 99)
                    let count = try await index.count(query, matching: filter, upTo: 99)
                    let timeline = try await index.timeline(query, matching: filter)
                    _ = try await index.hits(query, matching: filter, after: input.place, limit: 3)
                    let isOne = hits.count == count && timeline.count == count
                    return isOne ? nil : "\(hits.count) hits, counted \(count) and \(timeline.count)"
                } catch { return "\(error)" }
            }
            // The longest query that is allowed, with more sources than anybody has.
            let long = try SearchQuery((1...16).map { "(乡村 NOT 词\($0))" }.joined(separator: " | "), fold: fold)
            var filter = ArticleFilter()
            filter.sources = (0..<900).map { "s\($0)" }
            #expect(try await index.hits(long, matching: filter, after: nil, limit: 99).count == 9)
            try index.close()
            try store.close()
        }
    }

    @Test func everyExcerptMarksWhatIsInIt() async {
        await checkProperty { choices -> (lines: [String], query: String, length: Int) in
            let lines = choices.array(0...4) { choices in
                choices.array(0...12) { $0.word(of: SearchPropertyTests.words) }.joined() + choices.text(0...8)
            }
            return (lines, SearchPropertyTests.text(&choices), choices.int(0...40))
        } claim: { input in
            guard let query = try? SearchQuery(input.query, fold: fold) else { return nil }
            for excerpt in [
                SearchExcerpt(of: input.lines, query, length: input.length, fold: fold),
                SearchExcerpt(marking: input.lines.first ?? "", query, fold: fold),
            ] {
                let count = excerpt.text.unicodeScalars.count
                var end = 0
                for mark in excerpt.marks {
                    guard mark.lowerBound >= end, mark.upperBound <= count, !mark.isEmpty else { return "\(excerpt)" }
                    end = mark.upperBound
                }
                guard excerpt.marked("", "") == excerpt.text else { return "marking changes the text" }
            }
            return nil
        }
    }

    @Test func everyDayHasPlacesOfItsOwn() async {
        await checkProperty {
            $0.int(-719_162...2_932_896)
        } claim: { number in
            guard let day = Day(daysSinceEpoch: number) else { return "no day" }
            let places = day.places
            guard places.lowerBound >= 0, Day(placeOfDay: places.lowerBound >> 24) == day,
                Day(placeOfDay: (places.upperBound - 1) >> 24) == day
            else { return "\(places)" }
            return nil
        }
        await checkProperty {
            $0.int(Int.min...Int.max)
        } claim: { number in
            Day(placeOfDay: number).map { $0.places.lowerBound >> 24 == number } == false ? "another day" : nil
        }
    }
}
