import GRDB
import Model
import Storage
import Testing

@Suite struct RebuildTests {
    @Test func aRebuiltStoreEqualsTheOriginal() async throws {
        try await withTemporaryFolder { path in
            let original = try SQLiteStore(path: "\(path)/original.db", coder: PlainCoder())
            let entries = try await original.publish(story).compactMap(\.entry)
            try await original.markIndexed(entries)

            let fresh = try SQLiteStore(path: "\(path)/fresh.db", coder: PlainCoder())
            let report = try await fresh.rebuild { add in for entry in entries.reversed() { try add(entry) } }
            #expect(try await fresh.contents() == original.contents())
            #expect((report.events, report.articles, report.pages) == (9, 5, 4))
            #expect((report.repeated, report.conflicting, report.dangling) == (0, [], []))

            // Both go on in the same way: the same numbers, the same judgement of what is known.
            let more = [draft(6, at: 1), draft(5, at: 9), draft(5, at: 4)]
            #expect(try await fresh.publish(more) == original.publish(more))
        }
    }

    @Test func aRebuildKeepsVisitsAndWhatIsNotYetInAnIndex() async throws {
        try await withStore { store in
            let visit = Visit(url: url(1), at: time(0), etag: "\"a\"", lastModified: nil)
            let entries = try await store.publish([draft(1, at: 1, visit: visit), draft(2, at: 2), draft(3, at: 3)])
                .compactMap(\.entry)
            try await store.markIndexed([entries[0]])
            // The second is in the index, but a crash came before it was marked.
            let lines = Array(entries[..<2])
            let report = try await store.rebuild { add in for entry in lines { try add(entry) } }
            #expect((report.events, report.articles) == (3, 3))
            #expect(try await store.unindexed(limit: 9) == [entries[2]])
            #expect(try await store.page(url(1))?.visit == visit)
        }
    }

    @Test func numbersAreNotGivenAgainAfterLinesWereLost() async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            _ = try await store.rebuild { add in try add(entries[0]) }
            #expect(names(try await store.publish([draft(7, at: 7)])) == ["10 article"])
        }
    }

    @Test func oddLinesAreCountedAndTheRestIsUsed() async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            var other = entries[1].event
            other.url = url(99)
            let conflict = JournalEntry(event: other, day: entries[1].day, line: try PlainCoder().line(of: other))
            // Without the first line, nothing brings article 1: its duplicate, the third line, hangs in the air.
            let lines = Array(entries[1...]) + [conflict, entries[1]]
            let report = try await store.rebuild { add in for entry in lines { try add(entry) } }
            #expect((report.repeated, report.conflicting, report.dangling) == (1, [2], [3]))
            #expect(try await store.events(after: 0, limit: 99) == Array(entries[1...]))
            #expect(try await store.article(id(1)) == nil)
        }
    }

    @Test func whatAnIndexHasLostComesFromTheDatabaseWhereItIsWanted() async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            let before = try await store.contents()
            let report = try await store.rebuild { add in
                for entry in entries[..<7] { try add(entry) }
            } keeping: {
                $0.event.sequence == 8
            }
            #expect((report.restored, report.events) == ([8], 8))
            #expect(try await store.unindexed(limit: 9) == [entries[7]])
            #expect(try await store.entries(of: Day("2023-06-17")!) == [entries[7]])
            #expect(names(try await store.publish([draft(7, at: 7)])) == ["10 article"])
            #expect(before.events.count == 9)
        }
    }

    /// A number that one damaged bit has made great.
    @Test(arguments: [1 << 52, 1 << 40, 3_000_000_000])
    func numberingGoesOnBelowANumberThatIsFarAboveAll(number: Int) async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            var absurd = entries[8].event
            absurd.sequence = number
            let line = JournalEntry(event: absurd, day: entries[8].day, line: try PlainCoder().line(of: absurd))
            let report = try await store.rebuild { add in for entry in [line] + entries[..<8] { try add(entry) } }
            #expect(report.implausible == [line])
            #expect(report.events == 8)
            #expect(names(try await store.publish([draft(7, at: 7)])) == ["10 article"])
            // Into a database that never had the others, too.
            let fresh = try SQLiteStore(path: store.path + ".fresh", coder: PlainCoder())
            _ = try await fresh.rebuild { add in for entry in [line] + entries[..<8] { try add(entry) } }
            #expect(names(try await fresh.publish([draft(7, at: 7)])) == ["9 article"])
            try fresh.close()
        }
    }

    /// As a dibao that did not look left it.
    @Test(arguments: [Int.max, Int.max - 1, 1 << 53, -5])
    func aDatabaseWhoseNumbersHaveComeToTheirEndIsDamagedAndMended(last: Int) async throws {
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            let raw = try DatabaseQueue(path: store.path)
            try await raw.write {
                try $0.execute(sql: "UPDATE sqlite_sequence SET seq = \(last) WHERE name = 'events'")
            }
            try raw.close()
            let error = await #expect(throws: StorageFailure.self) { try await store.publish([draft(7, at: 7)]) }
            #expect(error!.isDamage && "\(error!)".contains("dibao index --rebuild"), "\(error!)")
            await #expect(throws: StorageFailure.self) { try await store.lastSequence() }
            #expect(try await !store.problems().isEmpty)
            _ = try await store.rebuild { add in for entry in entries { try add(entry) } }
            #expect(names(try await store.publish([draft(7, at: 7)])) == ["10 article"])
        }
    }

    @Test func aFailedRebuildLeavesEverythingAsItWas() async throws {
        struct Interruption: Error {}
        try await withStore { store in
            let entries = try await store.publish(story).compactMap(\.entry)
            try await store.markIndexed(entries)
            let before = try await store.contents()
            await #expect(throws: Interruption.self) {
                try await store.rebuild { add in
                    try add(entries[0])
                    throw Interruption()
                }
            }
            #expect(try await store.contents() == before)
        }
    }
}
