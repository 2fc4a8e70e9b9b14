internal import Model
internal import Storage

/// What has just come in, and how each source's day goes.
struct TodayPage: Sendable {
    let room: ReadingRoom

    private static let shown = 40
    /// Beyond so many, sources without an article today are left to their own page.
    private static let mostSources = 60

    var endpoint: Endpoint {
        room.page(
            "/", "The reading room: the latest articles, and the sources' day.", [ReadingRoom.before.declaration],
            make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        var filter = JournalFilter()
        filter.events = ["article", "revision", "gone", "back"]
        let before = inquiry.value(ReadingRoom.before)
        let catalogue = room.holdings.catalogue
        let last = try await catalogue.lastSequence()
        let latest = try await catalogue.happenings(before: before, matching: filter, limit: Self.shown)
        let report = try await room.standing.report()
        let list = EventList(reader: reader, names: report.names)
        let title = before == nil ? reader.longDay(reader.today) : reader.words("更早", "Earlier")
        return RoomPage(
            title: before == nil ? reader.words("今日", "Today") : title, section: before == nil ? .today : nil,
            content: """
                <h1>\(title)</h1>
                <div class="columns">
                <section aria-labelledby="latest" id="news" data-last="\(last)" \
                data-words="\(reader.words("有新消息，点此刷新", "There is news: show it"))">
                <h2 id="latest">\(reader.words("最新", "Latest"))</h2>
                \(latest.isEmpty ? nothing(reader) : list.items(latest))
                \(latest.count == Self.shown ? older(latest, reader) : nil)
                </section>
                \(before == nil ? sources(report, reader) : nil)
                </div>
                """)
    }

    private func nothing(_ reader: Reader) -> Markup {
        """
        <p class="nothing">\(reader.words("还没有文章。守护进程会按各来源的节奏抓取。", "No articles yet. The daemon fetches each source in its rhythm."))</p>
        """
    }

    private func older(_ latest: [Happening], _ reader: Reader) -> Markup? {
        latest.last.map { happening in
            """
            <p class="more"><a rel="next" href="/?before=\(happening.entry.event.sequence)">\
            \(reader.words("更早 →", "Earlier →"))</a></p>
            """
        }
    }

    private func sources(_ report: StatusReport, _ reader: Reader) -> Markup {
        let enabled = report.sources.filter(\.enabled)
        let active = enabled.filter { $0.today.captured > 0 || !$0.alerts.isEmpty }
        let shown = (enabled.count <= Self.mostSources ? enabled : active)
            .sorted { ($0.today.captured, $1.id) > ($1.today.captured, $0.id) }.prefix(Self.mostSources)
        let rows: [Markup] = shown.map { source in
            let expected = source.today.expected.map { "/\($0)" } ?? ""
            let mark: Markup? =
                source.alerts.isEmpty && source.failures == 0
                ? nil : " <span class=\"mark gone\">\(reader.words("注意", "look"))</span>"
            return """
                <tr><th scope="row"><a href="/source/\(PercentEncoding.encoded(source.id))">\(source.name)</a>\(mark)</th>\
                <td class="number">\(source.today.captured)<small>\(expected)</small></td></tr>
                """
        }
        let rest = report.sources.count - shown.count
        let all: Markup = "<p class=\"more\"><a href=\"/sources\">\(reader.words("全部来源 →", "All sources →"))</a></p>"
        return """
            <aside aria-labelledby="per-source">
            <h2 id="per-source">\(reader.words("各来源今日", "Sources today"))</h2>
            <table class="tally"><thead class="unseen"><tr><th scope="col">\(reader.words("来源", "Source"))</th>\
            <th scope="col">\(reader.words("实收/应收", "kept/expected"))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            \(rest > 0 || shown.isEmpty ? all : nil)
            </aside>
            """
    }
}
