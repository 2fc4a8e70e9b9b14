internal import Model
internal import Storage

/// Everything that can be counted, for Prometheus.
struct MetricsEndpoints: Sendable {
    let standing: StatusCache
    let meters: Meters

    /// Source: Prometheus text exposition format 0.0.4.
    private static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    var all: [Endpoint] {
        [
            Endpoint("/metrics", "Counters and gauges for Prometheus.", mediaType: "text/plain") { _ in
                let text = Self.page(try await standing.report(), meters)
                return Reply(mediaType: Self.mediaType, bytes: Array(text.utf8), caching: .never)
            }
        ]
    }

    static func page(_ status: StatusReport, _ meters: Meters) -> String {
        var page = PrometheusText()
        page.add(
            "dibao_journal_events_total", .counter, "Events that the journal has numbered.",
            Double(status.totals.events))
        page.add(
            "dibao_pages", .gauge, "Known pages by state.",
            status.totals.pages.sorted { $0.key < $1.key }.map {
                .init(labels: [("state", $0.key)], value: Double($0.value))
            })
        page.add("dibao_sources", .gauge, "Enabled sources.", Double(status.totals.sources))
        page.add(
            "dibao_fetching_paused", .gauge, "1 while fetching pauses for want of room.",
            status.daemon.paused == nil ? 0 : 1)
        addSources(status.sources, &page)
        addTrouble(status.sources, &page)
        page.add(
            "dibao_disk_free_bytes", .gauge, "Free bytes under archive and database.",
            status.disks.map { .init(labels: [("path", $0.path)], value: Double($0.free)) })
        page.add(
            "dibao_disk_reserve_bytes", .gauge, "Below so many free bytes fetching pauses.",
            status.disks.map { .init(labels: [("path", $0.path)], value: Double($0.reserve)) })
        page.add(
            "dibao_consumer_behind_events", .gauge, "Events that a reader of the journal has not acknowledged.",
            status.consumers.map { .init(labels: [("consumer", $0.name)], value: Double($0.behind)) })
        page.add(
            "dibao_consumer_failures", .gauge, "Deliveries in a row that a reader of the journal did not take.",
            status.consumers.map { .init(labels: [("consumer", $0.name)], value: Double($0.failures)) })
        page.add(
            "dibao_fetch_duration_seconds", "How long requests to the sites take.", meters.fetches.reading)
        page.add(
            "dibao_extract_duration_seconds", "How long reading an article out of a page takes.",
            meters.extractions.reading)
        page.add(
            "dibao_http_request_duration_seconds", "How long answers of this server take.", meters.requests.reading)
        return page.text
    }

    private static func addSources(_ sources: [StatusReport.Source], _ page: inout PrometheusText) {
        func add(_ name: String, _ help: String, _ value: (StatusReport.Source) -> Double?) {
            page.add(
                "dibao_source_" + name, .gauge, help,
                sources.filter(\.enabled).compactMap { source in
                    value(source).map { .init(labels: [("source", source.id)], value: $0) }
                })
        }
        func moment(_ time: Timestamp?) -> Double? { time.map { Double($0.secondsSinceEpoch) } }
        add("last_success_timestamp_seconds", "When a visit last succeeded.") { moment($0.lastSuccess) }
        add("last_news_timestamp_seconds", "When a visit last brought something new.") { moment($0.lastNews) }
        add("next_visit_timestamp_seconds", "When the next visit is due.") { moment($0.nextVisit) }
        add("failures", "Visits in a row that failed.") { Double($0.failures) }
        add("waiting", "1 while the source waits for fetch.contact.") { $0.waiting ? 1 : 0 }
        add("articles_today", "Articles of today that are kept.") { Double($0.today.captured) }
        add("expected_today", "Articles that today should have.") { $0.today.expected.map { Double($0) } }
        add("pending_today", "Articles of today that are not visited yet.") { Double($0.today.pending) }
        add("missed_today", "Articles of today that gave nothing.") { Double($0.today.missed) }
        add("low_confidence_week", "Doubtful articles of the last week.") { Double($0.lowConfidence) }
    }

    private static func addTrouble(_ sources: [StatusReport.Source], _ page: inout PrometheusText) {
        page.add(
            "dibao_source_walls_week", .gauge, "Walls met within the last week.",
            sources.flatMap { source in
                source.walls.map { wall in
                    .init(
                        labels: [("source", source.id), ("kind", wall.kind), ("site", wall.site)],
                        value: Double(wall.count))
                }
            })
        page.add(
            "dibao_source_alert", .gauge, "1 for each open alert, such as silence or a changed layout.",
            sources.flatMap { source in
                source.alerts.map { .init(labels: [("source", source.id), ("kind", $0.kind)], value: 1) }
            })
    }
}
