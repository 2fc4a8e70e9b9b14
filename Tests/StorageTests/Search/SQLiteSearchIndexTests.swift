import Foundation
import Model
import Testing

@testable import Storage

@Suite struct SQLiteSearchIndexTests {
    private func document(
        _ number: Int, _ day: String, _ body: String, title: String = "题目", source: String = "a"
    ) -> SearchDocument {
        SearchDocument(article: id(number), day: Day(day)!, source: source, title: title, body: body, fold: fold)
    }

    private var documents: [SearchDocument] {
        [
            document(1, "2023-06-16", "全面推进乡村振兴，发展教育。"), document(2, "2023-06-16", "鄉村振興 2023年", source: "b"),
            document(3, "2022-01-05", "教育，科技。税收"), document(4, "2023-08-01", "培训与教育", title: "教育、防汛"),
            document(5, "1949-10-01", "收税 gdp", source: "b"),
        ]
    }

    private func withIndex(_ body: (SQLiteSearchIndex, SQLiteStore) async throws -> Void) async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let index = try SQLiteSearchIndex(path: "\(path)/search.db", state: "\(path)/dibao.db")
            try await body(index, store)
            try index.close()
            try store.close()
        }
    }

    private func found(
        _ text: String, in index: SQLiteSearchIndex, _ change: (inout ArticleFilter) -> Void = { _ in }
    ) async throws -> [ArticleID] {
        var filter = ArticleFilter()
        change(&filter)
        let hits = try await index.hits(try query(text), matching: filter, after: nil, limit: 99).map(\.article)
        #expect(try await index.count(try query(text), matching: filter, upTo: 99) == hits.count)
        return hits
    }

    @Test func wordsAreFoundTheNewestFirst() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            #expect(try await found("教育", in: index) == [id(4), id(1), id(3)])
            #expect(try await found("乡村振兴", in: index) == [id(2), id(1)])
            #expect(try await found("税", in: index) == [id(3), id(5)])
            #expect(try await found("教育 AND 振兴", in: index) == [id(1)])
            #expect(try await found("教育 NOT 振兴", in: index) == [id(4), id(3)])
            #expect(try await found("GDP OR 2023年", in: index) == [id(2), id(5)])
            #expect(try await found("title:教育", in: index) == [id(4)])
            #expect(try await found("title:培训", in: index) == [])
            #expect(try await found("育科", in: index) == [])
            #expect(try await found("\"教育 科技\"", in: index) == [id(3)])
        }
    }

    @Test func singleCharactersAndNumbersWithThemAreFound() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            #expect(try await found("育", in: index) == [id(4), id(1), id(3)])
            #expect(try await found("教 -乡", in: index) == [id(4), id(3)])
            #expect(try await found("title:防", in: index) == [id(4)])
            #expect(try await found("title:收", in: index) == [])
            #expect(try await found("2023年", in: index) == [id(2)])
            #expect(try await found("023年", in: index) == [])
        }
    }

    /// Texts and phrases of few characters, so that they meet often: the index finds what a look through the texts does.
    @Test func theIndexFindsWhatReadingFinds() async throws {
        try await withIndex { index, _ in
            var random = Draw(state: 7)
            func text(_ length: Int) -> String {
                (0..<length).map { _ in ["发", "展", "教", "育", "a", "b", "5", "，", "か"][random.next(9)] }.joined()
            }
            let texts = (0..<300).map { _ in text(1 + random.next(12)) }
            let documents = texts.enumerated().map { document($0.offset, "2023-06-16", $0.element, title: "题") }
            _ = try await index.add(documents, from: 0, through: 9)
            var hits = 0
            for _ in 0..<300 {
                let phrase = text(1 + random.next(4))
                guard let wanted = try? query("\"\(phrase)\"").phrases[0] else { continue }
                let read = texts.indices.filter { !wanted.places(in: SearchText(texts[$0], fold: fold)).isEmpty }
                let count = try await index.count(try query("\"\(phrase)\""), matching: ArticleFilter(), upTo: 999)
                #expect(count == read.count, "\(phrase)")
                // Without marks a phrase is just a piece of the text, words whole.
                if !phrase.contains("，"), !phrase.contains(where: { $0.isASCII }) {
                    #expect(read.count == texts.count { $0.contains(phrase) }, "\(phrase)")
                }
                hits += count
            }
            #expect(hits > 1000)
        }
    }

    @Test func sourcesAndDaysPick() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            #expect(try await found("乡村", in: index) { $0.sources = ["b"] } == [id(2)])
            #expect(try await found("教育 OR 乡村", in: index) { $0.sources = ["b", "nobody"] } == [id(2)])
            #expect(try await found("教育", in: index) { $0.sources = ["nobody"] } == [])
            #expect(try await found("教育", in: index) { $0.since = Day("2023-06-16") } == [id(4), id(1)])
            #expect(try await found("教育", in: index) { $0.until = Day("2023-06-16") } == [id(1), id(3)])
        }
    }

    @Test func topicsAreThoseOfToday() async throws {
        try await withIndex { index, store in
            _ = try await index.add(documents, from: 0, through: 9)
            #expect(try await found("教育", in: index) { $0.topics = ["t"] } == [])
            try await store.record(topics: [id(1): ["t"], id(3): ["u"]])
            #expect(try await found("教育", in: index) { $0.topics = ["t"] } == [id(1)])
            #expect(try await found("教育", in: index) { $0.topics = ["t", "u"] } == [id(1), id(3)])
        }
    }

    @Test func hitsGoOnAfterAPlaceAndCountingStopsAtItsLimit() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            let text = try query("教育 OR 乡村 OR 税")
            var places: [SearchHit] = []
            while let hit = try await index.hits(text, matching: .init(), after: places.last?.place, limit: 1).first {
                places.append(hit)
            }
            #expect(places.map(\.article) == [id(4), id(2), id(1), id(3), id(5)])
            #expect(try await index.count(text, matching: .init(), upTo: 3) == 3)
        }
    }

    @Test func aTextThatIsEditedTakesThePlaceOfTheOneBefore() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            let edited = [
                document(4, "2023-08-01", "培训与教育", title: "教育、防旱"), document(3, "2023-06-16", "教育，科技。税收"),
                document(5, "1949-10-01", "收税 gdp", source: "b"),
            ]
            for (number, text) in edited.enumerated() {
                #expect(try await index.add([text], from: 9 + number, through: 10 + number))
            }
            #expect(try await found("防汛", in: index) == [])
            #expect(try await found("防旱", in: index) == [id(4)])
            #expect(try await found("教育", in: index) == [id(4), id(3), id(1)])
            #expect(try await found("税", in: index) == [id(3), id(5)])
            #expect(try await found("税", in: index) { $0.until = Day("2023-06-15") } == [id(5)])
            #expect(try await index.count(try query("教育"), matching: ArticleFilter(), upTo: 2) == 2)
            let timeline = try await index.timeline(try query("教育"), matching: ArticleFilter())
            #expect(timeline.count == 3)
            #expect(timeline.months.reduce(0) { $0 + $1.total } == 4, "from the month of the first")
            // Another of the same day does not get a place that was somebody's.
            #expect(try await index.add([document(6, "1949-10-01", "教育")], from: 12, through: 13))
            #expect(try await found("收税", in: index) == [id(5)])
        }
    }

    @Test func onlyOneOfTwoGoesOn() async throws {
        try await withIndex { index, _ in
            #expect(try await index.add(Array(documents[..<2]), from: 0, through: 5))
            #expect(try await index.add(Array(documents[1...]), from: 0, through: 6) == false)
            #expect(try await index.position() == 5)
            #expect(try await found("教育", in: index) == [id(1)])
            #expect(try await index.add(Array(documents[1...]), from: 5, through: 9))
            #expect(try await found("教育 OR 乡村", in: index) == [id(4), id(2), id(1), id(3)])
            try await index.clear()
            #expect(try await index.position() == 0)
            #expect(try await found("教育", in: index) == [])
        }
    }

    @Test func timelinesCountByMonthAndSource() async throws {
        try await withIndex { index, _ in
            _ = try await index.add(documents, from: 0, through: 9)
            var filter = ArticleFilter()
            filter.since = Day("2023-01-01")
            let timeline = try await index.timeline(try query("乡村 OR 教育"), matching: filter)
            #expect(timeline.first?.article == id(1))
            #expect(
                timeline.months.map { "\($0.start) \($0.count) of \($0.total)" } == [
                    "2023-06-01 2 of 2", "2023-07-01 0 of 0", "2023-08-01 1 of 1",
                ])
            #expect(timeline.months[0].sources == ["a": 1, "b": 1])
            #expect(
                timeline.sources.map { "\($0.id) \($0.count) \($0.first) \($0.last)" } == [
                    "a 2 2023-06-16 2023-08-01", "b 1 2023-06-16 2023-06-16",
                ])
            let none = try await index.timeline(try query("没有"), matching: filter)
            #expect(none.first == nil && none.months.isEmpty && none.count == 0)
        }
    }

    @Test func anIndexOfAnotherVersionIsMadeAnewAndADamagedOneIsTold() async throws {
        try await withTemporaryFolder { path in
            let (file, state) = ("\(path)/search.db", "\(path)/dibao.db")
            let store = try SQLiteStore(path: state, coder: PlainCoder())
            defer { try? store.close() }
            // Some other database, with a version of its own.
            let old = try SQLiteStore(path: file, coder: PlainCoder())
            try old.close()
            let index = try SQLiteSearchIndex(path: file, state: state)
            #expect(try await index.position() == 0)
            _ = try await index.add(documents, from: 0, through: 9)
            try index.close()
            let again = try SQLiteSearchIndex(path: file, state: state)
            #expect(try await again.position() == 9)
            try again.close()

            try SQLiteFiles.remove(file)
            try Data(repeating: 7, count: 9000).write(to: URL(filePath: file))
            #expect {
                try SQLiteSearchIndex(path: file, state: state)
            } throws: { error in
                if case .notADatabase? = error as? StorageFailure { true } else { false }
            }
            try SQLiteFiles.remove(file)
            try SQLiteSearchIndex(path: file, state: state).close()
        }
    }
}

/// The same numbers every time.
private struct Draw {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
