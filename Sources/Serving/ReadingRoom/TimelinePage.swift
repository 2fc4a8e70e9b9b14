internal import Model
internal import Storage

/// How a phrase is born and fades: when it was first seen, then by month and source.
struct TimelinePage: Sendable {
    let room: ReadingRoom

    var endpoints: [Endpoint] {
        [
            room.page(
                "/timeline", "When articles say something: first seen, by month and by source.",
                SearchOptions.parameters(), make: page),
            Endpoint(
                "/timeline.svg", "The same as a picture.", SearchOptions.parameters(isRequired: true),
                mediaType: "image/svg+xml"
            ) { inquiry in
                let wishes = SearchOptions(inquiry, topics: [])
                let (desk, query) = try await room.holdings.query(wishes.text)
                let timeline = try await desk.timeline(query, matching: wishes.filter)
                let names = try await room.standing.report().names
                let chart = TimelineChart(title: EventList.cut(wishes.text), timeline, names: names)
                return Reply(mediaType: "image/svg+xml", bytes: Array(chart.svg.utf8))
            },
        ]
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let wishes = SearchOptions(inquiry, topics: room.holdings.topics())
        let report = try await room.standing.report()
        let title = reader.words("词语时间线", "Timeline")
        var found: Markup = .empty
        if !wishes.text.isEmpty {
            let desk = try await room.searchDesk(reader)
            do {
                let query = try desk.query(wishes.text)
                let timeline = try await desk.timeline(query, matching: wishes.filter)
                found = try await tables(timeline, wishes, reader, report.names)
            } catch let error as SearchQueryError {
                found = "<p class=\"notice doubt\" role=\"alert\">\(reader.words(for: error))</p>"
            }
        }
        return RoomPage(
            title: wishes.text.isEmpty ? title : "\(EventList.cut(wishes.text)) · \(title)", section: .search,
            content: """
                <h1>\(title)</h1>
                \(wishes.form("/timeline", report.sources.map { ($0.id, $0.name) }, reader))
                \(found)
                """)
    }

    private func tables(
        _ timeline: Timeline, _ wishes: SearchOptions, _ reader: Reader, _ names: [String: String]
    ) async throws -> Markup {
        guard let hit = timeline.first else {
            return "<p class=\"nothing\" role=\"status\">\(reader.words("没有找到。", "Nothing found."))</p>"
        }
        let chart = TimelineChart(title: EventList.cut(wishes.text), timeline, names: names)
        let months: [Markup] = timeline.months.reversed().map { month in
            """
            <tr><th scope="row">\(month.name)</th><td class="number">\(month.count)</td>\
            <td class="number">\(share(month.count, of: month.total))</td></tr>
            """
        }
        let sources: [Markup] = timeline.sources.map { source in
            """
            <tr><th scope="row"><a href="/source/\(PercentEncoding.encoded(source.id))">\(names[source.id] ?? source.id)</a></th>\
            <td class="number">\(source.count)</td>\
            <td>\(.time(source.first.description, source.first.description) as Markup)</td>\
            <td>\(.time(source.last.description, source.last.description) as Markup)</td></tr>
            """
        }
        return """
            \(try await firstSeen(hit, reader, names))
            <p><a href="/search?\(wishes.queryText)">\
            \(reader.words("共 \(timeline.count) 篇，逐篇查看 →", "All \(timeline.count) articles →"))</a></p>
            <figure class="chart">\(Markup.drawing(chart.svg))</figure>
            <div class="columns"><section>
            <h2>\(reader.words("按来源", "By source"))</h2>
            <table><thead><tr><th scope="col">\(reader.words("来源", "Source"))</th>
            <th scope="col" class="number">\(reader.words("篇数", "Articles"))</th>
            <th scope="col">\(reader.words("最早", "First"))</th><th scope="col">\(reader.words("最近", "Last"))</th></tr></thead>
            <tbody>\(sources)</tbody></table></section><section>
            <h2>\(reader.words("按月", "By month"))</h2>
            <table><thead><tr><th scope="col">\(reader.words("月份", "Month"))</th>
            <th scope="col" class="number">\(reader.words("篇数", "Articles"))</th>
            <th scope="col" class="number">\(reader.words("占比", "Share"))</th></tr></thead>
            <tbody>\(months)</tbody></table></section></div>
            """
    }

    private func firstSeen(
        _ hit: SearchHit, _ reader: Reader, _ names: [String: String]
    ) async throws -> Markup? {
        guard let first = try await room.holdings.catalogue.article(hit.article) else { return nil }
        let event = first.entry.event
        return """
            <p class="lead">\(reader.words("首见", "First seen")) \
            \(.time(first.entry.day.description, first.entry.day.description) as Markup) \
            <a lang="zh" href="/article/\(event.id.description)">\
            \(EventList.cut(first.record.metadata.title ?? event.url))</a> \
            <span class="about">\(names[event.source] ?? event.source)</span></p>
            """
    }

    private func share(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "" }
        let perMille = (count * 1000 + total / 2) / total
        return "\(perMille / 10).\(perMille % 10)%"
    }
}
