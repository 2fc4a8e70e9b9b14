internal import Model
internal import Storage

/// The journal, piece by piece.
struct EventEndpoints: Sendable {
    let holdings: Holdings

    static let after = Parameter.integer(
        "after", "Only events after this number.", in: 0...Int(Int32.max) << 20, standard: 0)
    static let limit = Parameter.integer("limit", "How many at most.", in: 1...1000, standard: 100)
    static let kinds = Parameter.choices(
        "event", "Only events of these kinds.",
        of: ["article", "revision", "duplicate", "gone", "back", "reextracted"])
    static let sources = Parameter.identifiers("source", "Only of these sources.")
    static let topics = Parameter.identifiers("topic", "Only about articles of any of these topics.")

    /// What narrows the journal, wherever it is read.
    static let filters = [kinds.declaration, sources.declaration, topics.declaration]

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/events", "The journal after an event, in order.",
                [Self.after.declaration, Self.limit.declaration] + Self.filters,
                mediaType: "application/json", respond: events)
        ]
    }

    @Sendable private func events(_ inquiry: Inquiry) async throws -> Reply {
        let after = inquiry.value(Self.after) ?? 0
        let batch = try await holdings.catalogue.journal(
            after: after, matching: Self.filter(inquiry), limit: inquiry.value(Self.limit) ?? 100)
        let last = try await holdings.catalogue.lastSequence()
        try Self.check(after, last: last)
        return Reply(mediaType: "application/json", bytes: Self.document(batch, last: last))
    }

    static func filter(_ inquiry: Inquiry) -> JournalFilter {
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
            bytes += harmless(json: Array(line.line.utf8))
        }
        return bytes + Array(#"],"last":\#(last),"next":\#(batch.through)}"#.utf8)
    }
}
