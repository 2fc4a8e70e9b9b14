internal import Model
internal import Storage

/// What `dibao gaps` knows of some sources: the days on which articles are missing, the days without an issue, the links
/// and pages of which nothing is kept, and whether anything is expected at all.
///
/// As JSON it is a line for each of these, told apart by their keys:
///
/// | line | its own keys |
/// |---|---|
/// | a gap | `day`, `expected`, `captured`, `pending`, `missed`, `confidence` |
/// | a day without an issue | `day`, `issue` (`absent`) |
/// | a list of which a part is not read | `url`, `list` (`partial`), `reason` |
/// | a page of which nothing is kept | `url`, `left_out` (the reason), and as far as known `reason`, `found_on`, `day`, `at` |
/// | a page that dibao died of | `url`, `left_out` (`reader-died`), `purpose`, `deaths`, `at` |
/// | a source, at the end | `from`, `to`, `known`, `gaps`: `known` is false while nothing is expected of any day |
struct GapReport: Sendable {
    var gaps: [SourceGap] = []
    var absentIssues: [AbsentIssue] = []
    var partialLists: [PartialList] = []
    var leftOut: [LeftOutLine] = []
    var sources: [Summary] = []

    /// A day of an e-paper without an issue.
    struct AbsentIssue: Hashable, Sendable, Encodable {
        let source: String
        let day: Day
        let issue = "absent"

        private enum CodingKeys: String, CodingKey { case source, day, issue }
    }

    /// A list page that has more than is read of it.
    struct PartialList: Hashable, Sendable, Encodable {
        let source: String
        let url: String
        let list = "partial"
        let reason: String

        private enum CodingKeys: String, CodingKey { case source, url, list, reason }
    }

    /// A page of which nothing is kept.
    struct LeftOutLine: Hashable, Sendable, Encodable {
        let source: String
        let url: String
        let leftOut: LeftOut
        var reason: String?
        var foundOn: String?
        var day: Day?
        var purpose: ReadingAttempt.Purpose?
        var deaths: Int?
        var at: Timestamp?

        private enum CodingKeys: String, CodingKey {
            case source, url, reason, day, purpose, deaths, at
            case leftOut = "left_out"
            case foundOn = "found_on"
        }

        init(_ page: LeftOutPage, of source: String) {
            self.source = source
            (url, leftOut, reason) = (page.url, page.kind, page.reason)
            (foundOn, day, at) = (page.foundOn, page.day, page.at)
        }

        init(_ death: ReaderDeath) {
            (source, url, leftOut) = (death.attempt.source, death.attempt.url, .readerDied)
            (purpose, deaths, at) = (death.attempt.purpose, death.deaths + death.kills, death.last)
        }
    }

    /// What was looked at of one source.
    struct Summary: Hashable, Sendable, Encodable {
        let source: String
        let from: Day
        let to: Day
        /// Whether anything is expected of one of these days: else nobody knows whether something is missing.
        let known: Bool
        let gaps: Int
    }

    /// So many left-out pages of a source are listed.
    static let leftOutShown = 100

    /// - Parameter json: every line as JSON; else tables on the output, and words beside it.
    func print(json: Bool, to console: Console) throws(CommandFailure) {
        guard !json else {
            for gap in gaps { try console.print(jsonText(gap)) }
            for issue in absentIssues { try console.print(jsonText(issue)) }
            for list in partialLists { try console.print(jsonText(list)) }
            for line in leftOut { try console.print(jsonText(line)) }
            for source in sources { try console.print(jsonText(source)) }
            return
        }
        let tables = [gapTable, absentTable, partialTable, leftOutTable].filter { !$0.isEmpty }
        if !tables.isEmpty { try console.print(tables.joined(separator: "\n")) }
        for line in words { console.say("dibao: \(line)") }
    }

    private var gapTable: String {
        guard !gaps.isEmpty else { return "" }
        var table = TextTable([
            .init(title: "SOURCE"), .init(title: "DAY"), .init(title: "KEPT", isNumeric: true),
            .init(title: "EXPECTED", isNumeric: true), .init(title: "TO VISIT", isNumeric: true),
            .init(title: "IN VAIN", isNumeric: true), .init(title: "SURE", isNumeric: true),
        ])
        for gap in gaps {
            table.add([
                gap.source, "\(gap.day)", "\(gap.captured)", "\(gap.expected)", "\(gap.pending)", "\(gap.missed)",
                "\(Int((gap.confidence * 100).rounded()))%",
            ])
        }
        return table.text
    }

    private var absentTable: String {
        guard !absentIssues.isEmpty else { return "" }
        var table = TextTable([.init(title: "SOURCE"), .init(title: "DAY WITHOUT AN ISSUE")])
        for issue in absentIssues { table.add([issue.source, "\(issue.day)"]) }
        return table.text
    }

    private var partialTable: String {
        guard !partialLists.isEmpty else { return "" }
        var table = TextTable([.init(title: "SOURCE"), .init(title: "LIST READ IN PART"), .init(title: "WHY")])
        for list in partialLists {
            table.add([list.source, oneLine(list.url), shortened(oneLine(list.reason), toColumns: 120)])
        }
        return table.text
    }

    private var leftOutTable: String {
        guard !leftOut.isEmpty else { return "" }
        var table = TextTable([
            .init(title: "SOURCE"), .init(title: "LEFT OUT"), .init(title: "PAGE"), .init(title: "WHY"),
        ])
        for line in leftOut {
            let why = line.deaths.map {
                "dibao died \($0) times while it read this \(line.purpose?.rawValue ?? "page")"
            }
            table.add([
                line.source, line.leftOut.rawValue, line.url, shortened(line.reason ?? why ?? "", toColumns: 80),
            ])
        }
        return table.text
    }

    /// For each source without a gap: whether that is known.
    private var words: [String] {
        var lines: [String] = []
        let known = sources.filter { $0.known && $0.gaps == 0 }.map(\.source)
        if let first = sources.first, !known.isEmpty {
            let days = first.to.daysSinceEpoch - first.from.daysSinceEpoch
            lines.append("no gaps in the last \(days) days: \(known.joined(separator: ", "))")
        }
        let unknown = sources.filter { !$0.known }.map(\.source)
        if !unknown.isEmpty {
            lines.append(
                "not known, for nothing is expected of a day yet: \(unknown.joined(separator: ", ")); set `expect`, or wait "
                    + "until dibao has watched it for three weeks")
        }
        for (source, count) in Dictionary(grouping: leftOut, by: \.source).mapValues(\.count).sorted(by: {
            $0.key < $1.key
        })
        where count >= GapReport.leftOutShown {
            lines.append(
                "\(source): only the latest \(GapReport.leftOutShown) left-out pages are listed; `status` counts all")
        }
        return lines
    }
}
