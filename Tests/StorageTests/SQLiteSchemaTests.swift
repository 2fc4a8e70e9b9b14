import Model
import Testing

@testable import Storage

@Suite struct SQLiteSchemaTests {
    /// Databases out there have gone these steps. Add another one at the end rather than changing a number here.
    @Test func stepsThatWereReleasedNeverChange() {
        #expect(
            SQLiteSchema.steps.map(checksum) == [
                14_500_373_835_272_958_381, 15_616_969_160_374_487_907, 15_256_595_580_505_190_386,
                6_741_843_570_584_194_672, 9_138_321_225_366_373_271,
                6_854_848_292_442_401_682, 17_596_171_695_945_767_642,
                2_057_244_332_609_747_842,
                5_303_505_703_453_525_313,
                16_498_908_571_609_899_114, 17_242_910_027_754_513_826,
                10_778_787_036_548_464_111, 797_418_541_528_150_715,
                4_870_972_000_559_056_734, 1_622_334_457_164_678_075,
            ])
    }

    @Test func aDatabaseOfAnEarlierDibaoTakesTheStepsThatItLacks() async throws {
        try await withTemporaryFolder { path in
            let file = "\(path)/dibao.db"
            let steps = Array(SQLiteSchema.steps.prefix(1))
            let events = try await makeEarlierDatabase(file, steps: 1, story)
            let old = try SQLiteStore(path: file, coder: PlainCoder(), busyTimeout: .seconds(1), steps: steps)
            await #expect(throws: StorageFailure.self) { try await old.discover([found(1)], at: time(0)) }
            try old.close()

            let new = try SQLiteStore(path: file, coder: PlainCoder())
            #expect(!events.isEmpty)
            #expect(try await new.events(after: 0, limit: 99) == events)
            #expect(try await new.contents().attachments == [])
            #expect(try await new.discover([found(1)], at: time(0)).new == 1)
            #expect(try await new.unlisted(after: "", limit: 9).count == 4)
            try new.close()

            #expect(throws: StorageFailure.newerSchema(path: file, found: SQLiteSchema.steps.count, known: 1)) {
                try SQLiteStore(path: file, coder: PlainCoder(), busyTimeout: .seconds(1), steps: steps)
            }
        }
    }

    /// FNV-1a. Source: RFC 9923 §4.
    private func checksum(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
