import GRDB
import Model

@testable import Storage

/// Makes a database that has gone only so many steps, with what it would hold of these events.
///
/// - Returns: its journal.
func makeEarlierDatabase(
    _ path: String, steps: Int, _ drafts: [EventDraft], coder: any EventCoder = PlainCoder()
) async throws -> [JournalEntry] {
    let today = try SQLiteStore(path: path + ".today", coder: coder)
    _ = try await today.publish(drafts)
    let events = try await today.events(after: 0, limit: 99)
    try today.close()
    let before = Array(SQLiteSchema.steps.prefix(steps))
    try SQLiteStore(path: path, coder: coder, busyTimeout: .seconds(1), steps: before).close()
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction { database in
        try database.execute(sql: "ATTACH DATABASE ? AS today", arguments: [path + ".today"])
        for table in ["events", "articles", "pages"] {
            let columns = try database.columns(in: table).map(\.name).joined(separator: ", ")
            try database.execute(sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM today.\(table)")
        }
    }
    try queue.close()
    return events
}
