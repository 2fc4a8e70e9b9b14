internal import Model
internal import Storage

extension ConsumerReport {
    init(_ state: ConsumerState, lastSequence: Int) {
        self.init(
            name: state.name, position: state.position, behind: max(0, lastSequence - state.position),
            since: state.since, acknowledged: state.acknowledgedAt, failures: state.failures, failed: state.failedAt,
            failure: state.reason, nextTry: state.retry)
    }

    /// A row for each, as people read it.
    static func table(_ reports: [ConsumerReport], now: Timestamp) -> String {
        var table = TextTable([
            .init(title: "CONSUMER"), .init(title: "POSITION", isNumeric: true),
            .init(title: "BEHIND", isNumeric: true),
            .init(title: "ACKNOWLEDGED"), .init(title: "FAILED", isNumeric: true), .init(title: "NOTE"),
        ])
        for report in reports {
            table.add([
                report.name, "\(report.position)", "\(report.behind)",
                report.acknowledged.map { "\(StatusPage.span(now.seconds(since: $0))) ago" } ?? "never",
                report.failures == 0 ? "-" : "\(report.failures)", report.note(now),
            ])
        }
        return table.text
    }

    private func note(_ now: Timestamp) -> String {
        guard let failure else { return "" }
        let wait = nextTry.map { max(0, $0.seconds(since: now)) } ?? 0
        return shortened(oneLine(failure), toColumns: 60)
            + (wait > 0 ? "; next try in \(StatusPage.span(wait))" : "; next try now")
    }
}
