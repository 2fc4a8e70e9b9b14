import Model
import Storage
import Testing

/// Revisions that leave the id as it is.
@Suite struct EditTests {
    /// Text 1 under another headline, in another file.
    private static func retitled(_ number: Int = 7, _ title: String = "更正后的题目") -> ArticleRecord {
        var record = record(1)
        record.file = "2023/06/16/\(zeroPadded(number, to: 3))_\(id(1)).txt"
        record.metadata.title = title
        return record
    }

    private static let change = Change(kind: .wording, before: "题目1", after: "更正后的题目")

    @Test func theLatestOfItsOwnPageIsTheArticle() async throws {
        try await withStore { store in
            _ = try await store.publish([draft(1, at: 1)])
            let edit = Event.Kind.revision(of: id(1), changes: [EditTests.change], EditTests.retitled())
            #expect(names(try await store.publish([draft(1, at: 1, edit)])) == ["2 revision"])
            #expect(try await store.article(id(1))?.record.metadata.title == "更正后的题目")
            #expect(try await store.shown(at: url(1))?.sequence == 2)
            let articles = try await store.articles(after: 0, matching: ArticleFilter(), limit: 9)
            #expect(articles.map(\.event.sequence) == [2])
            for file in [record(1).file, EditTests.retitled().file] {
                #expect(try await store.keeps(try #require(TextFile(file))))
            }
            #expect(try await !store.keeps(try #require(TextFile("2023/06/16/008_\(id(1)).txt"))))
        }
    }

    @Test func thatOfACopyLeavesTheArticleAsItIs() async throws {
        try await withStore { store in
            _ = try await store.publish([draft(1, at: 1), draft(1, at: 2)])
            let edit = Event.Kind.revision(of: id(1), changes: [EditTests.change], EditTests.retitled())
            #expect(names(try await store.publish([draft(1, at: 2, edit)])) == ["3 revision"])
            #expect(try await store.article(id(1))?.record.metadata.title == "题目1")
            #expect(try await store.shown(at: url(2))?.record?.metadata.title == "更正后的题目")
            #expect(try await store.shown(at: url(1))?.sequence == 1)
        }
    }

    @Test func aRebuildBringsTheSame() async throws {
        try await withStore { store in
            let edit = Event.Kind.revision(of: id(1), changes: [], EditTests.retitled())
            let again = Event.Kind.revision(of: id(1), changes: [], EditTests.retitled(8, "再次更正的题目"))
            _ = try await store.publish([
                draft(1, at: 1), draft(1, at: 2), draft(1, at: 1, edit), draft(1, at: 1, again),
            ])
            let entries = try await store.events(after: 0, limit: 100)
            try await store.markIndexed(entries)
            let before = try await store.contents()
            _ = try await store.rebuild { add in for entry in entries.reversed() { try add(entry) } }
            #expect(try await store.contents() == before)
        }
    }
}
