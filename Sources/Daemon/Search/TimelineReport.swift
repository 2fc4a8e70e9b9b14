internal import Model
internal import Storage

/// A timeline as a table for people.
struct TimelineReport {
    private let timeline: TimelineDocument

    init(_ timeline: TimelineDocument) { self.timeline = timeline }

    /// Cells of the curve at most: more months share cells.
    private static let curveLimit = 60
    private static let barLength = 30

    /// Lines, each ended by LF.
    var text: String {
        var text = "\(oneLine(timeline.query)): \(timeline.count) \(timeline.count == 1 ? "article" : "articles")\n"
        if let first = timeline.first {
            text +=
                "First seen \(first.date) in \(oneLine(first.source)): \(oneLine(first.title ?? "")) (\(first.id))\n"
        }
        let most = timeline.months.map(\.count).max() ?? 0
        var months = TextTable([
            .init(title: "MONTH"), .init(title: "ARTICLES", isNumeric: true), .init(title: "OF ALL", isNumeric: true),
            .init(title: TimelineReport.curve(timeline.months.map(\.count))),
        ])
        for month in timeline.months {
            months.add([
                month.month, "\(month.count)", TimelineReport.share(month.count, of: month.total),
                TimelineReport.bar(month.count, of: most),
            ])
        }
        var sources = TextTable([
            .init(title: "SOURCE"), .init(title: "ARTICLES", isNumeric: true), .init(title: "FIRST"),
            .init(title: "LAST"),
        ])
        for source in timeline.sources {
            sources.add([source.id, "\(source.count)", "\(source.first)", "\(source.last)"])
        }
        return text + "\n" + months.text + "\n" + sources.text
    }

    /// A character for each number, as high as it is: `▁▂▅█`; a blank for none.
    static func curve(_ counts: [Int]) -> String {
        let width = max(1, (counts.count + curveLimit - 1) / curveLimit)
        let sums = stride(from: 0, to: counts.count, by: width).map { start in
            counts[start..<min(counts.count, start + width)].reduce(0, +)
        }
        let most = sums.max() ?? 0
        return String(sums.map { $0 == 0 ? " " : blocks[max(0, ($0 * 8 + most - 1) / most - 1)] })
    }

    /// A bar of up to thirty columns, in eighths of a column: what there is shows.
    static func bar(_ count: Int, of most: Int) -> String {
        guard count > 0, most > 0 else { return "" }
        let eighths = max(1, count * barLength * 8 / most)
        let rest = eighths % 8
        return String(repeating: "█", count: eighths / 8) + (rest > 0 ? String(parts[rest - 1]) : "")
    }

    static func share(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "" }
        let perMille = (count * 1000 + total / 2) / total
        if count > 0, perMille == 0 { return "<0.1%" }
        return "\(perMille / 10).\(perMille % 10)%"
    }

    private static let blocks = Array("▁▂▃▄▅▆▇█")
    private static let parts = Array("▏▎▍▌▋▊▉")
}
