internal import Model

/// A status as people read it: what runs, a row for each source, then what they should know about.
struct StatusPage {
    private let report: StatusReport

    init(_ report: StatusReport) { self.report = report }

    /// Longer names and reasons are cut in the table; JSON has them whole.
    private static let nameColumns = 28
    private static let noteColumns = 60

    var text: String {
        ([headline] + disks + report.problems).map { $0 + "\n" }.joined()
            + (report.sources.isEmpty ? "" : "\n" + table)
            + (alerts.isEmpty ? "" : "\n" + alerts.map { $0 + "\n" }.joined())
            + (report.consumers.isEmpty ? "" : "\n" + ConsumerReport.table(report.consumers, now: report.at))
    }

    private var headline: String {
        let daemon = report.daemon
        let names = [daemon.process.map { "process \($0)" }, daemon.host.map { "on \($0)" }].compactMap(\.self)
        let runs = daemon.running ? "The daemon runs" : "The daemon does not run"
        let kept = report.totals.pages["kept"] ?? 0
        let due = report.totals.pages["pending"] ?? 0
        var words = [
            runs + (names.isEmpty ? "" : " (\(names.joined(separator: " ")))"), "\(report.totals.sources) sources",
            "\(kept) pages kept, \(due) to visit",
        ]
        if report.totals.waiting > 0 { words.append("\(report.totals.waiting) sources wait for fetch.contact") }
        if report.totals.alerts > 0 { words.append("\(report.totals.alerts) alerts") }
        return words.joined(separator: "; ") + "."
    }

    private var disks: [String] {
        var lines: [String] = []
        // Archive and database mostly share one.
        for disk in report.disks.reduce(into: [[StatusReport.Disk]](), StatusPage.group) {
            let paths = disk.map { oneLine($0.path) }.joined(separator: " and ")
            lines.append(
                "Disk under \(paths): \(StatusPage.size(disk[0].free)) of \(StatusPage.size(disk[0].total)) free.")
        }
        if let reason = report.daemon.paused { lines.append("Fetching pauses: \(reason).") }
        return lines
    }

    private static func group(_ groups: inout [[StatusReport.Disk]], _ disk: StatusReport.Disk) {
        if let place = groups.firstIndex(where: { $0[0].total == disk.total && $0[0].free == disk.free }) {
            groups[place].append(disk)
        } else {
            groups.append([disk])
        }
    }

    private var table: String {
        var table = TextTable([
            .init(title: "SOURCE"), .init(title: "NAME"), .init(title: "LAST SUCCESS"), .init(title: "NEXT VISIT"),
            .init(title: "TODAY", isNumeric: true), .init(title: "FAILED", isNumeric: true),
            .init(title: "WALLS", isNumeric: true), .init(title: "DOUBT", isNumeric: true), .init(title: "NOTE"),
        ])
        for source in report.sources {
            let failed = (source.pages["failed"] ?? 0) + source.failures
            let walls = source.walls.map(\.count).reduce(0, +)
            let doubts = source.flags.map(\.count).reduce(0, +)
            table.add([
                source.id, shortened(source.name, toColumns: StatusPage.nameColumns),
                source.lastSuccess.map { StatusPage.ago($0, report.at) } ?? "never", nextVisit(of: source),
                "\(source.today.captured)/\(source.today.expected.map { "\($0)" } ?? "?")",
                failed == 0 ? "-" : "\(failed)", walls == 0 ? "-" : "\(walls)",
                doubts == 0 ? "-" : "\(doubts)",
                shortened(oneLine(note(on: source)), toColumns: StatusPage.noteColumns),
            ])
        }
        return table.text
    }

    private func nextVisit(of source: StatusReport.Source) -> String {
        if !source.enabled || source.waiting { return "-" }
        guard let next = source.nextVisit, next > report.at else { return "now" }
        return "in \(StatusPage.span(next.secondsSinceEpoch - report.at.secondsSinceEpoch))"
    }

    private func note(on source: StatusReport.Source) -> String {
        if !source.enabled { return "off" }
        if source.waiting { return "waits for fetch.contact" }
        let alerts = source.alerts.map(\.kind).joined(separator: ", ")
        return [alerts, source.failure ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    private var alerts: [String] {
        var lines = setAside + resting
        for source in report.sources {
            lines += source.alerts.map { alert in
                "\(source.id): \(alert.kind) for \(StatusPage.span(report.at.secondsSinceEpoch - alert.since.secondsSinceEpoch)): "
                    + oneLine(alert.detail)
            }
            lines += source.walls.map { wall in
                "\(source.id): wall \(wall.kind) on \(wall.site), \(wall.count) times, last "
                    + "\(StatusPage.ago(wall.last, report.at)): \(oneLine(wall.evidence))"
            }
            lines += source.flags.map { tally in
                "\(source.id): \(tally.count) articles \(StatusPage.matter(tally.flag)) within a week, the latest "
                    + "\(tally.latest) (`dibao show`): \(oneLine(tally.url))"
            }
            lines += leftOut(of: source) + failures(of: source)
        }
        return lines
    }

    private var setAside: [String] {
        report.setAside.map { page in
            "\(page.source): \(page.reason): \(oneLine(page.url)): dibao died \(page.deaths + page.kills) times while it read this "
                + "\(page.purpose.rawValue), the last time \(StatusPage.ago(page.last, report.at)); set aside until the next "
                + "version"
        }
    }

    private var resting: [String] {
        report.resting.map { site in
            "\(oneLine(site.site)): paused for "
                + "\(StatusPage.span(site.until.secondsSinceEpoch - report.at.secondsSinceEpoch)), until \(site.until); "
                + "\(site.waiting) pages wait: \(oneLine(site.reason))"
        }
    }

    private func leftOut(of source: StatusReport.Source) -> [String] {
        guard !source.leftOut.isEmpty else { return [] }
        let counts = source.leftOut.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { "\($0.value) \($0.key.rawValue)" }
        return ["\(source.id): left out: \(counts.joined(separator: ", ")) (`dibao gaps \(source.id)` lists them)"]
    }

    private func failures(of source: StatusReport.Source) -> [String] {
        let lists = source.troubles.map { "\(source.id): at the latest visit: \(oneLine($0))" }
        let pages = source.failed.map { page in
            let reason = page.reason.map {
                $0.hasPrefix("\(page.url): ") ? String($0.dropFirst(page.url.count + 2)) : $0
            }
            return
                "\(source.id): failed\(page.at.map { " " + StatusPage.ago($0, report.at) } ?? ""): \(oneLine(page.url)): "
                + "\(oneLine(reason ?? "no reason is known")); "
                + (page.next.map { next in
                    let wait = max(0, next.secondsSinceEpoch - report.at.secondsSinceEpoch)
                    return "next try in \(StatusPage.span(wait))"
                } ?? "given up")
        }
        return lists + pages
    }

    /// What is the matter with articles of that flag, behind the word "articles".
    private static func matter(_ flag: Flag) -> String {
        switch flag {
        case .lowConfidence: "of low confidence"
        case .ruleUnmatched: "where one of the source's rules matched nothing"
        case .mojibake: "whose text was damaged by a wrong charset"
        default: "flagged \(flag.rawValue)"
        }
    }

    private static func ago(_ moment: Timestamp, _ now: Timestamp) -> String {
        "\(span(now.secondsSinceEpoch - moment.secondsSinceEpoch)) ago"
    }

    /// `40s`, `12m`, `5h`, `3d`: the largest unit of which there are two, so that it is never far off.
    static func span(_ seconds: Int) -> String {
        switch max(0, seconds) {
        case let seconds where seconds < 120: "\(seconds)s"
        case let seconds where seconds < 7200: "\(seconds / 60)m"
        case let seconds where seconds < 172_800: "\(seconds / 3600)h"
        case let seconds: "\(seconds / 86_400)d"
        }
    }

    /// `512 MiB`, `12.3 GiB`.
    static func size(_ bytes: Int) -> String {
        guard bytes >= 10 << 30 else { return "\(bytes >> 20) MiB" }
        let tenths = bytes / ((1 << 30) / 10)
        return "\(tenths / 10).\(tenths % 10) GiB"
    }
}
