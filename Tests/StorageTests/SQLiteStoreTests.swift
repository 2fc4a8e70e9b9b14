import Model
import Storage
import Testing

@Suite struct SQLiteStoreTests {
    @Test func draftsBecomeEventsWithRisingNumbers() async throws {
        try await withStore { store in
            #expect(try await store.lastSequence() == 0)
            let publications = try await store.publish(story)
            #expect(
                names(publications) == [
                    "1 article", "2 article", "3 duplicate", "4 revision", "5 gone", "6 back", "7 reextracted",
                    "8 article", "9 gone",
                ])
            #expect(try await store.lastSequence() == 9)
            let entries = publications.compactMap(\.entry)
            #expect(try await store.events(after: 0, limit: 100) == entries)
            #expect(try await store.events(after: 3, limit: 2) == Array(entries[3..<5]))
            for entry in entries { #expect(try PlainCoder().event(of: entry.line) == entry.event) }
            #expect(entries.map(\.day.description).suffix(3) == ["2023-06-16", "2023-06-17", "2023-06-17"])
        }
    }

    @Test func theSameTextTwiceInOneBatchIsOneArticle() async throws {
        try await withStore { store in
            let publications = try await store.publish([draft(1, at: 1), draft(1, at: 2), draft(1, at: 1)])
            #expect(names(publications) == ["1 article", "2 duplicate", "unchanged"])
            #expect(publications[1].entry?.event.kind == .duplicate(of: id(1), reprint))
        }
    }

    @Test func aFailedBatchLeavesNothingBehind() async throws {
        try await withStore { store in
            let before = try await store.contents()
            let visit = Visit(url: url(1), at: time(0), etag: nil, lastModified: nil)
            await #expect(throws: StorageFailure.self) {
                try await store.publish([draft(1, at: 1, visit: visit), draft(2, at: 9, .back)])
            }
            #expect(try await store.contents() == before)
            #expect(names(try await store.publish([draft(1, at: 1)])) == ["1 article"])
        }
    }

    @Test func anEventThatJSONCannotSayIsRefused() async throws {
        try await withStore { store in
            var record = record(1)
            record.metadata.confidence = .nan
            let error = await #expect(throws: StorageFailure.self) {
                try await store.publish([draft(1, at: 1, .article(record))])
            }
            guard case .unreadable = error else {
                Issue.record("found \(String(describing: error))")
                return
            }
            let last = try await store.lastSequence()
            #expect(last == 0)
        }
    }

    @Test func aTextWithAForeignNameIsRefused() async throws {
        try await withStore { store in
            var record = record(1)
            record.file = "../../etc/passwd"
            await #expect(throws: StorageFailure.unknown(#"a text named "../../etc/passwd""#)) {
                try await store.publish([draft(1, at: 1, .article(record))])
            }
        }
    }

    @Test func entriesAreUnindexedUntilMarked() async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            #expect(try await store.unindexed(limit: 4) == Array(entries[..<4]))
            try await store.markIndexed(Array(entries[..<8]))
            #expect(try await store.unindexed(limit: 4) == Array(entries[8...]))
        }
    }

    @Test func articlesAreFoundByTheBeginningOfTheirID() async throws {
        try await withStore { store in
            let large = ArticleID("1000000000000001")!
            _ = try await store.publish([draft(1, at: 1), draft(0x10, at: 2)])
            let other = EventDraft(
                at: time(0), id: large, url: url(3), source: "manual",
                kind: .article(
                    ArticleRecord(
                        file: "2023/06/16/003_\(large).txt", sha256: record(1).sha256, simhash: Simhash(bits: 1),
                        chars: 1, extractor: "1", metadata: ArticleMetadata())))
            _ = try await store.publish([other])
            #expect(try await store.article(id(1))?.record == record(1))
            #expect(try await store.article(id(2)) == nil)
            #expect(try await store.articles(idPrefix: "0", limit: 9).map(\.entry.event.id) == [id(1), id(0x10)])
            #expect(try await store.articles(idPrefix: "1", limit: 9).map(\.entry.event.id) == [large])
            #expect(try await store.articles(idPrefix: "", limit: 2).count == 2)
            #expect(try await store.articles(idPrefix: "0%' OR 1 --", limit: 9) == [])
        }
    }

    @Test func pagesTellWhatTheyShowAndWhenTheyWereVisited() async throws {
        try await withStore { store in
            let visit = Visit(url: url(1), at: time(1), etag: "\"a\"", lastModified: nil)
            _ = try await store.publish([draft(1, at: 1, visit: visit)])
            #expect(
                try await store.page(url(1))
                    == PageState(
                        url: url(1), article: id(1), source: "manual", firstSeen: time(0), changed: time(0), gone: nil,
                        visit: visit))
            let later = Visit(url: url(1), at: time(9), etag: nil, lastModified: "Fri, 16 Jun 2023 00:00:00 GMT")
            try await store.record([later])
            _ = try await store.publish([draft(1, at: 1, .gone(reason: "dns", evidence: ""), seconds: 10)])
            #expect(
                try await store.page(url(1))
                    == PageState(
                        url: url(1), article: id(1), source: "manual", firstSeen: time(0), changed: time(10),
                        gone: time(10), visit: later))
            #expect(try await store.page(url(2)) == nil)
        }
    }

    @Test func aReopenedStoreKnowsEverything() async throws {
        try await withTemporaryFolder { path in
            let first = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            _ = try await first.publish(story)
            let contents = try await first.contents()
            try first.close()
            await #expect(throws: StorageFailure.self) { try await first.lastSequence() }
            let second = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            #expect(try await second.contents() == contents)
        }
    }
}
