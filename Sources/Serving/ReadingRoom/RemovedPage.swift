internal import Model
internal import Storage

/// What sites have taken down, of which the archive keeps the text.
struct RemovedPage: Sendable {
    let room: ReadingRoom

    private static let shown = 40

    var endpoint: Endpoint {
        room.page(
            "/removed", "Articles whose pages were taken down, the latest first.", [ReadingRoom.before.declaration],
            make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let removals = try await room.holdings.catalogue.removals(
            before: inquiry.value(ReadingRoom.before), limit: Self.shown)
        let list = EventList(reader: reader, names: try await room.standing.report().names)
        let more = removals.count == Self.shown ? removals.last?.entry.event.sequence : nil
        let nothing: Markup =
            "<p class=\"nothing\">\(reader.words("没有被撤下的文章。", "Nothing was taken down."))</p>"
        return RoomPage(
            title: reader.words("撤下", "Removed"), section: .removed,
            content: """
                <h1>\(reader.words("撤下", "Removed"))</h1>
                \(removals.isEmpty ? nothing : list.items(removals))
                \(more.map { "<p class=\"more\"><a rel=\"next\" href=\"?before=\($0)\">\(reader.words("更早 →", "Earlier →"))</a></p>" as Markup })
                """)
    }
}
