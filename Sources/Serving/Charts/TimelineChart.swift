internal import Model
package import Storage

/// A timeline as an SVG picture: a bar for every month, in it the sources that have the most, one on the other.
///
/// Colours are attributes, so that it also shows where a page forbids inline styles; they hold on light and dark ground.
package struct TimelineChart {
    private let title: String
    private let timeline: Timeline
    /// Of sources, by their ids; those without a name show their id.
    private let names: [String: String]
    /// The sources with a colour of their own.
    private let named: [String]
    private let top: Int

    private static let width = 900.0
    private static let height = 320.0
    private static let plot = (left: 52.0, top: 48.0, right: 888.0, bottom: 262.0)
    private static let grey = "#767676"
    /// Told apart by people who see colours otherwise too; the last is for all other sources.
    /// Source: Okabe and Ito, "Color Universal Design", 2008.
    private static let colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9"]
    private static let otherColour = "#999999"

    package init(title: String, _ timeline: Timeline, names: [String: String] = [:]) {
        self.title = title
        self.names = names
        self.timeline = timeline
        named = timeline.sources.prefix(TimelineChart.colours.count).map(\.id)
        top = TimelineChart.roundedUp(timeline.months.map(\.count).max() ?? 0)
    }

    /// A whole document, ended by LF.
    package var svg: String {
        let (width, height) = (Int(TimelineChart.width), Int(TimelineChart.height))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" \
            font-family="sans-serif" font-size="12" fill="\(TimelineChart.grey)">
            <title>\(escaped(title))</title>
            <desc>\(escaped(description))</desc>
            <text x="\(number(TimelineChart.plot.left))" y="24" font-size="16">\(escaped(title))</text>
            \((grid + bars + monthNames + legend).joined(separator: "\n"))
            </svg>

            """
    }

    private var description: String {
        guard let first = timeline.months.first, let last = timeline.months.last else { return "No article." }
        return "\(timeline.count) articles from \(first.name) to \(last.name), by month and source."
    }

    private var grid: [String] {
        let plot = TimelineChart.plot
        return (0...4).filter { top * $0 % 4 == 0 }.map { quarter in
            let y = number(height(of: top * quarter / 4))
            return """
                <line x1="\(number(plot.left))" x2="\(number(plot.right))" y1="\(y)" y2="\(y)" \
                stroke="\(TimelineChart.grey)" stroke-opacity="0.3"/>\
                <text x="\(number(plot.left - 6))" y="\(y)" dy="4" text-anchor="end">\(top * quarter / 4)</text>
                """
        }
    }

    private var bars: [String] {
        timeline.months.indices.flatMap { index -> [String] in
            let month = timeline.months[index]
            var below = 0
            return parts(of: month).filter { $0.count > 0 }.map { part in
                defer { below += part.count }
                let (bottom, upper) = (height(of: below), height(of: below + part.count))
                return """
                    <rect x="\(number(left(of: index)))" y="\(number(upper))" width="\(number(step * 0.8))" \
                    height="\(number(bottom - upper))" fill="\(part.colour)">\
                    <title>\(month.name) \(escaped(part.name)): \(part.count)</title></rect>
                    """
            }
        }
    }

    /// As many names as there is room for, one every month, quarter, year or several years.
    private var monthNames: [String] {
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200]
        let every = steps.first { Double($0) * step >= 60 } ?? 12_000
        return timeline.months.indices.filter { index in
            let start = timeline.months[index].start
            return (start.year * 12 + start.month - 1) % every == 0 || timeline.months.count == 1
        }.map { index in
            let x = number(left(of: index) + step * 0.4)
            let name = every >= 12 ? "\(timeline.months[index].start.year)" : timeline.months[index].name
            return
                "<text x=\"\(x)\" y=\"\(number(TimelineChart.plot.bottom + 18))\" text-anchor=\"middle\">\(name)</text>"
        }
    }

    private var legend: [String] {
        var entries = zip(named, TimelineChart.colours).map { ($0, $1) }
        if timeline.sources.count > named.count { entries.append(("…", TimelineChart.otherColour)) }
        let room = (TimelineChart.plot.right - TimelineChart.plot.left) / Double(TimelineChart.colours.count + 1)
        return entries.enumerated().map { index, entry in
            let x = TimelineChart.plot.left + Double(index) * room
            return """
                <rect x="\(number(x))" y="294" width="10" height="10" fill="\(entry.1)"/>\
                <text x="\(number(x + 15))" y="303">\(escaped(TimelineChart.cut(names[entry.0] ?? entry.0)))</text>
                """
        }
    }

    private func parts(of month: Timeline.Month) -> [(name: String, count: Int, colour: String)] {
        let parts = zip(named, TimelineChart.colours).map { ($0, month.sources[$0] ?? 0, $1) }
        return parts + [("…", month.count - parts.reduce(0) { $0 + $1.1 }, TimelineChart.otherColour)]
    }

    /// What a month has to itself.
    private var step: Double {
        (TimelineChart.plot.right - TimelineChart.plot.left) / Double(max(timeline.months.count, 12))
    }

    private func left(of index: Int) -> Double { TimelineChart.plot.left + (Double(index) + 0.1) * step }

    private func height(of count: Int) -> Double {
        let plot = TimelineChart.plot
        return plot.bottom - Double(count) / Double(max(top, 1)) * (plot.bottom - plot.top)
    }

    /// The next number that is 1, 2, 4, 6 or 8 times a power of ten.
    private static func roundedUp(_ count: Int) -> Int {
        var power = 1
        while power * 10 < count { power *= 10 }
        return [1, 2, 4, 6, 8, 10].map { $0 * power }.first { $0 >= count } ?? count
    }

    /// With one decimal.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// What a legend has room for.
    private static func cut(_ name: String) -> String {
        let isWide = name.unicodeScalars.contains { $0.value > 0x2E80 }
        let room = isWide ? 9 : 18
        return name.count <= room ? name : String(name.prefix(room - 1)) + "…"
    }

    private func escaped(_ text: String) -> String { HTML.escaped(text) }
}
