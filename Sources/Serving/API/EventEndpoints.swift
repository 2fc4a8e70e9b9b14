internal import Model
internal import NIOCore
internal import Storage

/// The journal: piece by piece, waited for, or as a stream.
struct EventEndpoints: Sendable {
    let holdings: ServerDependencies
    let watch: JournalWatch
    let seats: ConnectionLimiter

    static let after = Parameter.integer(
        "after", "Only events after this number.", in: 0...Int(Int32.max) << 20, standard: 0)
    static let limit = Parameter.integer("limit", "How many at most.", in: 1...1000, standard: 100)
    static let wait = Parameter.integer(
        "wait", "Seconds to wait for an event where there is none yet.", in: 0...60, standard: 0)
    static let kinds = Parameter.choices(
        "event", "Only events of these kinds.",
        of: Event.names)
    static let sources = Parameter.identifiers("source", "Only of these sources.")
    static let topics = Parameter.identifiers("topic", "Only about articles of any of these topics.")

    /// What narrows the journal, wherever it is read.
    static let filters = [kinds.declaration, sources.declaration, topics.declaration]

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/events", "The journal after an event, in order.",
                [Self.after.declaration, Self.limit.declaration, Self.wait.declaration] + Self.filters,
                mediaType: "application/json", schema: Schemas.eventPage, respond: events),
            Endpoint(
                "/api/v1/events/stream",
                "The journal as it grows: server-sent events, from now on, after `after`, or after `Last-Event-ID`.",
                [Self.after.declaration] + Self.filters, mediaType: "text/event-stream", respond: stream),
        ]
    }

    @Sendable private func events(_ inquiry: ValidatedRequest) async throws -> Reply {
        let catalogue = holdings.catalogue
        var after = inquiry.value(Self.after) ?? 0
        try Self.check(after, last: try await catalogue.lastSequence())
        let deadline = ContinuousClock.now + .seconds(inquiry.value(Self.wait) ?? 0)
        let seat = (inquiry.value(Self.wait) ?? 0) > 0 ? try seats.take() : nil
        defer { withExtendedLifetime(seat) {} }
        while true {
            let batch = try await catalogue.journal(
                after: after, matching: Self.filter(inquiry), limit: inquiry.value(Self.limit) ?? 100)
            after = batch.through
            let rest = deadline - .now
            guard batch.lines.isEmpty, rest > .zero, try await watch.grows(past: after, within: rest) else {
                let last = try await catalogue.lastSequence()
                return Reply(mediaType: "application/json", bytes: Self.document(batch, last: last))
            }
        }
    }

    @Sendable private func stream(_ inquiry: ValidatedRequest) async throws -> Reply {
        let last = try await holdings.catalogue.lastSequence()
        var position = inquiry.value(Self.after) ?? last
        if let said = inquiry.lastEventID {
            guard let number = Self.after.read(said) else {
                throw Problem(400, "bad-parameter", "Last-Event-ID: expected \(Self.after.declaration.words).")
            }
            position = number
        }
        try Self.check(position, last: last)
        let channel = inquiry.channel
        let stream = EventStream(
            catalogue: holdings.catalogue, watch: watch, filter: Self.filter(inquiry), position: position,
            hangUp: { channel.close(promise: nil) }, seat: try seats.take())
        var reply = Reply(mediaType: "text/event-stream", stream: stream.write)
        reply.headers.append(("X-Accel-Buffering", "no"))  // else a proxy collects before it passes on
        return reply
    }

    static func filter(_ inquiry: ValidatedRequest) -> JournalFilter {
        var filter = JournalFilter()
        filter.events = inquiry.list(kinds)
        filter.sources = inquiry.list(sources)
        filter.topics = inquiry.list(topics)
        return filter
    }

    /// - Throws: `Problem` for a cursor from the future: of another archive, or of one that was put back.
    static func check(_ after: Int, last: Int) throws(Problem) {
        guard after > last else { return }
        throw Problem(
            400, "cursor-ahead",
            "There is no event \(after) yet: the journal ends at \(last). Was an older archive put back? "
                + "after=\(last) goes on from its end, after=0 gives everything again.")
    }

    /// `events`: their lines as they are in the journal; `next`: the `after` that goes on from here; `last`: the
    /// journal's end.
    private static func document(_ batch: JournalBatch, last: Int) -> [UInt8] {
        var bytes = Array(#"{"events":["#.utf8)
        for (index, line) in batch.lines.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += escapingControlCharacters(json: Array(line.line.utf8))
        }
        return bytes + Array(#"],"last":\#(last),"next":\#(batch.through)}"#.utf8)
    }
}
