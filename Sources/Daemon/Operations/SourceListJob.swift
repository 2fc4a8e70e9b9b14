internal import Model

/// `dibao source list`: the configured sources.
package struct SourceListJob: Sendable {
    private let configuration: Configuration
    private let console: Console

    package init(_ configuration: Configuration, console: Console) {
        self.configuration = configuration
        self.console = console
    }

    /// Prints a table, or one line of JSON a source.
    package func run(json: Bool) throws(CommandFailure) {
        let waiting = Set(configuration.waitingSources.map(\.id))
        let rows = configuration.sources.map { Row($0, isWaiting: waiting.contains($0.id)) }
        if json {
            for row in rows { try console.print(jsonText(row)) }
            return
        }
        var table = TextTable([
            .init(title: "SOURCE"), .init(title: "NAME"), .init(title: "KIND"), .init(title: "EVERY", isNumeric: true),
            .init(title: "STATE"), .init(title: "START"),
        ])
        for row in rows {
            let pages = row.start + row.epaper
            let more = pages.count > 1 ? " and \(pages.count - 1) more" : ""
            table.add([
                row.id, row.name, row.kind ?? "-", row.every,
                !row.enabled ? "off" : row.waiting ? "waits for fetch.contact" : "on", (pages.first ?? "") + more,
            ])
        }
        try console.print(table.text)
    }

    private struct Row: Encodable {
        let id: String
        let name: String
        /// Absent where the content tells it.
        let kind: String?
        let every: String
        let enabled: Bool
        let waiting: Bool
        let start: [String]
        /// Templates of issues.
        let epaper: [String]

        init(_ source: SourceConfiguration, isWaiting: Bool) {
            id = source.id
            name = source.name
            kind = source.kind?.rawValue ?? (source.issues.isEmpty ? nil : SourceConfiguration.Kind.epaper.rawValue)
            every = TimeSpan.text(source.every)
            enabled = source.isEnabled
            waiting = isWaiting
            start = source.start.map(\.description)
            epaper = source.issues.map(\.template)
        }
    }
}
