import Foundation
import GRDB
import Model
import PropertyTesting
import Testing

@testable import Storage

/// Pages of a database that hold anything: what reads a row has it, or says that it is damaged.
@Suite struct DamagedRowsTests {
    /// One value of one row.
    private struct Damage {
        let table: String
        let column: String
        let value: DatabaseValue
        let row: Int
    }

    @Test func everyValueOfEveryColumnIsReadOrRefused() async throws {
        try await withTemporaryFolder { path in
            let store = try await DamagedRowsTests.filled("\(path)/dibao.db")
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let raw = try DatabaseQueue(path: "\(path)/dibao.db", configuration: configuration)
            let columns = try await raw.write { try DamagedRowsTests.columns($0) }
            #expect(columns.count > 80)
            await checkProperty(count: 800) { choices in
                let (table, column) = choices.pick(columns)
                return Damage(
                    table: table, column: column, value: DamagedRowsTests.value(&choices), row: choices.int(0...2))
            } claim: { damage in
                do {
                    try await raw.write { try DamagedRowsTests.apply(damage, $0) }
                    let complaint = await DamagedRowsTests.complaint(about: store)
                    try await raw.write { try DamagedRowsTests.restore(damage.table, $0) }
                    return complaint
                } catch { return "\(error)" }
            }
            try raw.close()
            try store.close()
        }
    }

    /// What a damaged schema loses: tables, columns.
    @Test func aTableThatIsMissingIsDamage() async throws {
        try await withTemporaryFolder { path in
            for table in ["events", "articles", "pages", "frontier", "sources", "consumers"] {
                let file = "\(path)/\(table).db"
                let store = try await DamagedRowsTests.filled(file)
                let raw = try DatabaseQueue(path: file)
                try await raw.writeWithoutTransaction {
                    try $0.execute(sql: "PRAGMA foreign_keys = OFF; DROP TABLE \(table)")
                }
                try raw.close()
                #expect(try await DamagedRowsTests.failures(of: store).contains { $0.isDamage }, "\(table)")
                try store.close()
            }
        }
    }

    /// Every table with a row, and none of them STRICT.
    private static func filled(_ path: String) async throws -> SQLiteStore {
        let steps = SQLiteSchema.steps.map {
            $0.replacing(") STRICT, WITHOUT ROWID", with: ") WITHOUT ROWID").replacing(") STRICT", with: ")")
        }
        let store = try SQLiteStore(path: path, coder: PlainCoder(), busyTimeout: .seconds(30), steps: steps)
        let visit = Visit(url: url(1), at: time(0), etag: "\"a\"", lastModified: "now")
        let entries = try await store.publish([draft(9, at: 1, visit: visit)] + story).compactMap(\.entry)
        try await store.markIndexed(Array(entries.dropLast()))
        let pages = (1...4).map {
            FoundPage(
                key: url($0), url: url($0), source: "a", site: "http://www.example.gov.cn", foundOn: url(0),
                title: "题目",
                day: Day("2023-06-16"))
        }
        _ = try await store.discover(pages, at: time(0))
        let leased = try await store.lease(
            LeaseRequest(owner: "a", now: time(1), limit: 2, perSite: 9))
        _ = try await store.complete([
            PageCompletion(
                of: leased[0].lease, at: time(2), .walled(kind: "captcha", evidence: "a"), next: time(9))
        ])
        try await store.record(
            SourceState(
                id: "a", next: time(9), visits: 3, visitedAt: time(1), failures: 1, failedAt: time(1), failure: "a"),
            lists: [ListVisit(url: url(0), source: "a", at: time(0), etag: "a", hash: "a")],
            walls: [WallSighting(site: "a", kind: "a", evidence: "a")])
        try await store.record([DayExpectation(source: "a", day: Day("2023-06-16")!, expected: 3, listed: 4)])
        try await store.record(
            RobotsSnapshot(
                siteKey: "a", body: [1, 2], fetchedAt: time(0), checkedAt: time(0), nextCheck: time(1), etag: nil,
                lastModified: nil, unreachableSince: nil, failures: 0, reason: nil))
        try await store.record(health: "well", of: "a")
        try await store.record(KeptPageMemory(site: "a", source: "a", at: time(0), memory: "{}", change: "a"))
        _ = try await store.raise(.silent, source: "a", detail: "a", at: time(0))
        _ = try await store.register("a", at: time(0))
        try await store.record(topics: [id(1): ["t"]])
        return store
    }

    private static func columns(_ database: Database) throws -> [(table: String, column: String)] {
        let tables = try String.fetchAll(
            database,
            sql:
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        for table in tables {
            try database.execute(sql: "CREATE TABLE \"kept_\(table)\" AS SELECT * FROM \"\(table)\"")
        }
        return try tables.flatMap { table in
            try String.fetchAll(database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
                .map { (table, $0) }
        }
    }

    private static func value(_ choices: inout Choices) -> DatabaseValue {
        switch choices.int(0...5) {
        case 0: choices.int(Int.min...Int.max).databaseValue
        case 1: choices.pick([Int.max, Int.min, -1, 0, 1 << 53, 253_402_300_800]).databaseValue
        case 2: choices.text(0...5).databaseValue
        case 3: Data(choices.bytes(0...5)).databaseValue
        case 4: choices.pick([1e300, -0.5, Double.infinity]).databaseValue
        default: choices.numeral().databaseValue
        }
    }

    private static func apply(_ damage: Damage, _ database: Database) throws {
        let (table, column) = (damage.table, damage.column)
        // A value that no column takes is refused by SQLite itself: the row stays as it is.
        try? database.execute(
            sql: """
                UPDATE OR IGNORE "\(table)" SET "\(column)" = ? WHERE "\(column)" IN
                    (SELECT "\(column)" FROM "\(table)" LIMIT 1 OFFSET \(damage.row))
                """, arguments: [damage.value])
    }

    private static func restore(_ table: String, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM "\(table)"; INSERT INTO "\(table)" SELECT * FROM "kept_\(table)";
                DELETE FROM page_counts; INSERT INTO page_counts SELECT * FROM kept_page_counts;
                """)
    }

    private static func complaint(about store: SQLiteStore) async -> String? {
        do {
            let found = try await failures(of: store)
            let odd = found.filter { !$0.isDamage }
            return odd.isEmpty ? nil : "\(odd)"
        } catch { return "\(error)" }
    }

    /// Everything that is read, each on its own.
    private static func failures(of store: SQLiteStore) async throws -> [StorageFailure] {
        var failures: [StorageFailure] = []
        func attempt(_ read: () async throws -> Void) async throws {
            do { try await read() } catch let error as StorageFailure { failures.append(error) }
        }
        let (day, filter) = (Day("2023-06-16")!, ArticleFilter())
        try await attempt { _ = try await store.events(after: 0, limit: 99) }
        try await attempt { _ = try await store.unindexed(limit: 99) }
        try await attempt { _ = try await store.entries(of: day) }
        try await attempt { _ = try await store.lastSequence() }
        try await attempt { _ = try await store.articles(idPrefix: "0", limit: 99) }
        try await attempt { _ = try await store.doubtful(limit: 99) }
        try await attempt { _ = try await store.journal(after: 0, matching: JournalFilter(), limit: 99) }
        try await attempt { for number in 1...4 { _ = try await store.page(url(number)) } }
        try await attempt { _ = try await store.attachment(with: record(1).sha256) }
        try await attempt { for number in 1...4 { _ = try await store.frontierPage(url(number)) } }
        try await attempt { _ = try await store.pages(of: "a", day: day, limit: 99) }
        try await attempt { _ = try await store.frontierCounts() }
        try await attempt { _ = try await store.nextDue(of: nil) }
        try await attempt { _ = try await store.unlisted(after: "", limit: 99) }
        try await attempt { _ = try await store.sources() }
        try await attempt { _ = try await store.list(url(0)) }
        try await attempt { _ = try await store.days(of: "a", from: day, to: day) }
        try await attempt { _ = try await store.expectations(of: "a", from: day, to: day) }
        try await attempt { _ = try await store.walls(since: time(-9)) }
        try await attempt { _ = try await store.robots() }
        try await attempt { _ = try await store.health() }
        try await attempt { _ = try await store.pageMemory(of: "a", for: "a") }
        try await attempt { _ = try await store.layoutChanges(of: "a") }
        try await attempt { _ = try await store.openAlerts() }
        try await attempt { _ = try await store.consumers() }
        try await attempt { _ = try await store.topicCounts() }
        try await attempt { _ = try await store.articles(after: 0, matching: filter, limit: 99) }
        try await attempt { _ = try await store.flagged(since: time(-9)) }
        try await attempt { _ = try await store.leftOutCounts() }
        try await attempt { _ = try await store.leftOut(of: "a", limit: 99) }
        try await attempt { _ = try await store.failedPages(of: "a", limit: 99) }
        try await attempt { _ = try await store.postponed(now: time(0)) }
        try await attempt { _ = try await store.waiting(on: ["http://www.example.gov.cn"]) }
        try await attempt { _ = try await store.newest(filter, before: nil, limit: 99) }
        try await attempt { _ = try await store.history(of: id(1)) }
        try await attempt { _ = try await store.dayCounts(from: day, to: day) }
        try await attempt { _ = try await store.hourCounts(since: time(-9)) }
        try await attempt { _ = try await store.removals(before: nil, limit: 99) }
        try await attempt { _ = try await store.happenings(before: nil, matching: JournalFilter(), limit: 99) }
        try await attempt {
            let request = LeaseRequest(owner: "b", now: time(999), limit: 9, perSite: 9)
            try await store.giveBack(store.lease(request).map(\.lease), due: nil, reason: nil)
        }
        return failures
    }
}
