internal import Hummingbird
internal import Model
internal import NIOCore
internal import ServiceLifecycle
internal import Storage

/// The journal as it grows, for one client (`text/event-stream`).
///
/// At most one piece of the journal is held for a client; one that does not read for half a minute is hung up on.
///
/// Source: HTML Living Standard, section 9.2, Server-sent events.
struct EventStream: Sendable {
    let catalogue: any Catalogue
    let watch: JournalWatch
    let filter: JournalFilter
    /// Where the client stands.
    let position: Int
    /// Ends the connection of a client that does not read.
    let hangUp: @Sendable () -> Void
    /// How long a write may take.
    var patience = Duration.seconds(30)
    let seat: ConnectionPermit

    /// Events read at once.
    private static let piece = 100
    /// What has nothing to say says so this often, so that no proxy takes it for dead.
    private static let beat = Duration.seconds(15)

    /// Writes until the client goes or the server ends.
    func write(_ writer: inout any ResponseBodyWriter) async throws {
        defer { withExtendedLifetime(seat) {} }
        var position = position
        // Whoever loses the connection before the first event goes on from here as well.
        try await give("retry: 3000\nid: \(position)\n\n", &writer)
        while true {
            let batch = try await catalogue.journal(after: position, matching: filter, limit: EventStream.piece)
            position = batch.through
            if !batch.lines.isEmpty {
                try await give(batch.lines.map(EventStream.message).joined(), &writer)
                continue
            }
            guard try await !watch.grows(past: position, within: EventStream.beat) else { continue }
            guard !Task.isShuttingDownGracefully else { break }
            try await give("id: \(position)\n\n", &writer)
        }
        try await writer.finish(nil)
    }

    /// An event as a message; a line of JSON never has a line end in it.
    private static func message(_ line: JournalLine) -> String {
        "id: \(line.sequence)\ndata: \(String(decoding: escapingControlCharacters(json: Array(line.line.utf8)), as: UTF8.self))\n\n"
    }

    /// Writes, and hangs up where that takes too long: the write then fails.
    private func give(_ text: String, _ writer: inout any ResponseBodyWriter) async throws {
        let (hangUp, patience) = (hangUp, patience)
        let watchdog = Task {
            try await Task.sleep(for: patience)
            hangUp()
        }
        defer { watchdog.cancel() }
        try await writer.write(ByteBuffer(string: text))
    }
}
