internal import Model
internal import Storage

/// How the sources are, all of them and one by one.
struct SourcesPage: Sendable {
    let room: ReadingRoom

    private static let id = Parameter<String>(
        "id", "The source's id.", in: .path, words: "an id of 1 to 100 characters",
        schema: ["type": "string", "minLength": 1, "maxLength": 100]
    ) { (1...100).contains($0.unicodeScalars.count) ? $0 : nil }

    private static let shown = 40

    var endpoints: [Endpoint] {
        [
            room.page("/sources", "How the sources are, for people.", make: all),
            room.page(
                "/source/{id}", "How a source is, and what it brought.",
                [Self.id.declaration, ReadingRoom.before.declaration], make: one),
        ]
    }

    @Sendable private func all(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let report = try await room.standing.report()
        var strips: [String: Markup] = [:]
        for source in report.sources.filter(\.enabled).prefix(Self.mostStrips) {
            strips[source.id] = try await strip(source, reader)
        }
        let rows: [Markup] = report.sources.map { source in
            """
            <tr><th scope="row"><a href="/source/\(PercentEncoding.encoded(source.id))">\(source.name)</a> \
            \(mark(source, reader))</th><td>\(source.lastSuccess.map { reader.moment($0) })</td>\
            <td>\(source.nextVisit.map { reader.moment($0) })</td><td>\(strips[source.id])</td>\
            <td class="number">\(source.today.captured)<small>\(source.today.expected.map { "/\($0)" } ?? "")</small></td></tr>

            """
        }
        return RoomPage(
            title: reader.words("来源", "Sources"), section: .sources,
            content: """
                <h1>\(reader.words("来源", "Sources"))</h1>
                <div class="wide" tabindex="0"><table><thead><tr>
                <th scope="col">\(reader.words("来源", "Source"))</th>
                <th scope="col">\(reader.words("上次成功", "Last success"))</th>
                <th scope="col">\(reader.words("下次访问", "Next visit"))</th>
                <th scope="col">\(reader.words("近四周（实收/应收）", "Four weeks, kept against expected"))</th>
                <th scope="col" class="number">\(reader.words("今日实收/应收", "Today/expected"))</th>
                </tr></thead><tbody>\(rows)</tbody></table></div>
                <p class="about">\(HeatStrip.key(reader))</p>
                """)
    }

    /// More sources have their heat on their own page only.
    private static let mostStrips = 200

    private func strip(_ source: StatusReport.Source, _ reader: Reader) async throws -> Markup? {
        let to = source.today.day
        guard let from = to.adding(days: -27) else { return nil }
        let days = try await room.holdings.catalogue.days(of: source.id, from: from, to: to)
        return HeatStrip(days: days, from: from, to: to, reader: reader).markup
    }

    @Sendable private func one(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let id = inquiry.value(Self.id) ?? ""
        let report = try await room.standing.report()
        let source = report.sources.first { $0.id == id }
        var filter = JournalFilter()
        filter.sources = [id]
        let latest = try await room.holdings.catalogue.happenings(
            before: inquiry.value(ReadingRoom.before), matching: filter, limit: Self.shown)
        guard source != nil || !latest.isEmpty else {
            throw Problem(404, "not-found", reader.words("没有这个来源。", "There is no such source."))
        }
        let list = EventList(reader: reader, names: report.names)
        let more = latest.count == Self.shown ? latest.last?.entry.event.sequence : nil
        return RoomPage(
            title: source?.name ?? id,
            content: """
                <h1>\(source?.name ?? id)</h1>
                \(source.map { state($0, reader) })
                \(try await heat(source, reader))
                <h2>\(reader.words("最新", "Latest"))</h2>
                \(list.items(latest))
                \(more.map { "<p class=\"more\"><a rel=\"next\" href=\"?before=\($0)\">\(reader.words("更早 →", "Earlier →"))</a></p>" as Markup })
                """)
    }

    private func heat(_ source: StatusReport.Source?, _ reader: Reader) async throws -> Markup? {
        guard let source, source.enabled, let strip = try await strip(source, reader) else { return nil }
        return """
            <h2>\(reader.words("近四周（实收/应收）", "Four weeks, kept against expected"))</h2>
            <p>\(strip)</p><p class="about">\(HeatStrip.key(reader))</p>
            """
    }

    private func mark(_ source: StatusReport.Source, _ reader: Reader) -> Markup? {
        if !source.enabled { return "<span class=\"mark plain\">\(reader.words("停用", "off"))</span>" }
        if source.waiting {
            return "<span class=\"mark doubt\">\(reader.words("等待 fetch.contact", "waits for fetch.contact"))</span>"
        }
        guard source.failures > 0 || !source.alerts.isEmpty || !source.walls.isEmpty else { return nil }
        return "<span class=\"mark gone\">\(reader.words("注意", "look"))</span>"
    }

    /// What there is to know, and what is the matter.
    private func state(_ source: StatusReport.Source, _ reader: Reader) -> Markup {
        let alerts: [Markup] = source.alerts.map { alert in
            "<p class=\"notice gone\">\(alert.kind): \(EventList.cut(alert.detail)) \(reader.moment(alert.since))</p>\n"
        }
        let walls: [Markup] = source.walls.map { wall in
            "<p class=\"notice gone\">\(wall.kind) \(wall.site): \(wall.count)× \(reader.moment(wall.last))</p>\n"
        }
        let failure: Markup? = source.failure.map { "<p class=\"notice gone\">\($0)</p>\n" }
        let expected = source.today.expected.map { " / \($0)" } ?? ""
        return """
            \(failure)\(alerts)\(walls)
            <dl>
            <div><dt>\(reader.words("上次成功", "Last success"))</dt><dd>\(source.lastSuccess.map { reader.moment($0) })</dd></div>
            <div><dt>\(reader.words("下次访问", "Next visit"))</dt><dd>\(source.nextVisit.map { reader.moment($0) })</dd></div>
            <div><dt>\(reader.words("今日实收/应收", "Today/expected"))</dt><dd>\(source.today.captured)\(expected)</dd></div>
            </dl>
            """
    }
}
