internal import Model
internal import Storage

/// How the daemon works: whether it runs, what waits, what came in by the hour, who reads, what room there is.
struct OperationsPage: Sendable {
    let room: ReadingRoom

    private static let hours = 48

    var endpoint: Endpoint {
        room.page("/operations", "Queue, throughput, readers of the journal and disks, for people.", make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let report = try await room.standing.report()
        let now = reader.now.secondsSinceEpoch / 3600
        let since = Timestamp(secondsSinceEpoch: (now - Self.hours + 1) * 3600)
        let counts = try await room.holdings.catalogue.hourCounts(since: since)
        let hours = (now - Self.hours + 1...now).map { (hour: $0, count: counts[$0] ?? 0) }
        let title = reader.words("运行", "Operations")
        return RoomPage(
            title: title, section: .operations,
            content: """
                <h1>\(title)</h1>
                \(daemon(report, reader))
                <h2>\(reader.words("近 48 小时入档事件", "Events of the last 48 hours"))</h2>
                <figure class="chart">\(HourChart(hours: hours, reader: reader).markup)</figure>
                <div class="columns"><div>\(queue(report, reader))\(consumers(report, reader))</div>
                <div>\(disks(report, reader))</div></div>
                <p class="more"><a href="/metrics">/metrics</a> · <a href="/openapi.json">/openapi.json</a></p>
                """)
    }

    private func daemon(_ report: StatusReport, _ reader: Reader) -> [Markup] {
        var notices: [Markup] = []
        if let reason = report.daemon.paused {
            notices.append("<p class=\"notice gone\">\(reader.words("抓取已暂停：", "Fetching pauses: "))\(reason)</p>\n")
        }
        if report.totals.waiting > 0 {
            notices.append(
                """
                <p class="notice doubt">\(reader.words("\(report.totals.waiting) 个来源在等待 fetch.contact。", "\(report.totals.waiting) sources wait for fetch.contact."))</p>

                """)
        }
        let process = report.daemon.process.map { " (\($0))" } ?? ""
        let state =
            report.daemon.running
            ? reader.words("运行中", "running") + process : reader.words("未运行", "not running")
        notices.append(
            """
            <dl><div><dt>\(reader.words("守护进程", "Daemon"))</dt><dd>\(state)</dd></div>
            <div><dt>\(reader.words("启用来源", "Enabled sources"))</dt><dd>\(report.totals.sources)</dd></div>
            <div><dt>\(reader.words("事件", "Events"))</dt><dd>\(report.totals.events)</dd></div>
            <div><dt>\(reader.words("未解警报", "Open alerts"))</dt><dd>\(report.totals.alerts)</dd></div></dl>
            """)
        return notices
    }

    private func queue(_ report: StatusReport, _ reader: Reader) -> Markup {
        let rows: [Markup] = report.totals.pages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            state, count in
            "<tr><th scope=\"row\">\(name(ofState: state, reader))</th><td class=\"number\">\(count)</td></tr>\n"
        }
        let nothing: Markup = "<p class=\"nothing\">\(reader.words("没有网页。", "No pages."))</p>"
        return """
            <h2>\(reader.words("网页队列", "Pages"))</h2>
            \(rows.isEmpty ? nothing : "<table class=\"tally\"><tbody>\(rows)</tbody></table>")
            """
    }

    private func name(ofState state: String, _ reader: Reader) -> String {
        guard let state = FrontierState(rawValue: state) else { return state }
        return switch state {
        case .pending: reader.words("待访问", "to be visited")
        case .kept: reader.words("已存", "kept")
        case .failed: reader.words("失败待重试", "failed, tried again")
        case .walled: reader.words("遇墙", "behind a wall")
        case .gone: reader.words("已撤下", "gone")
        case .ignored: reader.words("非文章", "no article")
        }
    }

    private func consumers(_ report: StatusReport, _ reader: Reader) -> Markup? {
        guard !report.consumers.isEmpty else { return nil }
        let rows: [Markup] = report.consumers.map { consumer in
            """
            <tr><th scope="row">\(consumer.name)</th><td class="number">\(consumer.behind)</td>\
            <td class="number">\(consumer.failures)</td></tr>

            """
        }
        return """
            <h2>\(reader.words("日志读者", "Readers of the journal"))</h2>
            <table><thead><tr><th scope="col">\(reader.words("名称", "Name"))</th>
            <th scope="col" class="number">\(reader.words("未确认", "Behind"))</th>
            <th scope="col" class="number">\(reader.words("连续失败", "Failures"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func disks(_ report: StatusReport, _ reader: Reader) -> Markup {
        let items: [Markup] = report.disks.map { disk in
            let used = disk.total > 0 ? Int(200 - Double(disk.free) / Double(disk.total) * 200) : 0
            let words = reader.words(
                "剩 \(reader.size(disk.free))，共 \(reader.size(disk.total))",
                "\(reader.size(disk.free)) free of \(reader.size(disk.total))")
            return """
                <p><code>\(disk.path)</code><br>
                <svg class="meter" width="200" height="10" viewBox="0 0 200 10" role="img" aria-label="\(words)">\
                <rect class="heat0" width="200" height="10"/>\
                <rect class="\(disk.free < disk.reserve ? "short0" : "heat3")" width="\(used)" height="10"/></svg>
                <span class="about">\(words)</span></p>
                """
        }
        return "<h2>\(reader.words("磁盘", "Disks"))</h2>\(items)"
    }
}
