internal import Model
internal import Storage

/// A source's days beside each other, each as dark as it is complete: a row of a heat map, as SVG.
struct HeatStrip: Sendable {
    /// One for each day that is known, in order.
    let days: [SourceDay]
    let from: Day
    let to: Day
    let reader: Reader

    private static let size = 9
    private static let step = 11

    /// 1 to 4: how much a number is of the greatest; 0 for none.
    static func level(_ count: Int, of most: Int) -> Int {
        guard count > 0, most > 0 else { return 0 }
        return min(4, max(1, (count * 4 + most - 1) / most))
    }

    /// What the colours mean.
    static func key(_ reader: Reader) -> Markup {
        let entries = [
            ("heat4", reader.words("齐", "complete")), ("heat2", reader.words("过半", "half or more")),
            ("short1", reader.words("不足半", "less than half")),
            ("short0", reader.words("缺", "none of what was expected")),
            ("heat0", reader.words("无应收篇数", "nothing expected")),
        ]
        let items: [Markup] = entries.map { name, words in
            """
            <span class="key"><svg width="9" height="9" aria-hidden="true"><rect class="\(name)" width="9" height="9"/></svg> \(words)</span>
            """
        }
        return "\(items)"
    }

    var markup: Markup {
        let known = Dictionary(days.map { ($0.expectation.day, $0) }) { first, _ in first }
        var squares: [Markup] = []
        var next: Day? = from
        while let day = next, day <= to {
            let x = squares.count * HeatStrip.step
            squares.append(
                """
                <rect class="\(HeatStrip.className(known[day]))" x="\(x)" width="\(HeatStrip.size)" height="14">\
                <title>\(words(day, known[day]))</title></rect>
                """)
            next = day.adding(days: 1)
        }
        let width = squares.count * HeatStrip.step
        return """
            <svg class="strip" width="\(width)" height="14" viewBox="0 0 \(width) 14" role="img" \
            aria-label="\(summary)">\(squares)</svg>
            """
    }

    /// Days on which something is missing, of those on which something was expected.
    private var summary: String {
        let expecting = days.filter { ($0.wanted ?? 0) > 0 }
        let short = expecting.count { $0.captured < ($0.wanted ?? 0) }
        let captured = days.reduce(0) { $0 + $1.captured }
        return reader.words(
            "\(days.count) 天共 \(captured) 篇，其中 \(short) 天少于应收",
            "\(captured) articles on \(days.count) days; fewer than expected on \(short)")
    }

    private static func className(_ day: SourceDay?) -> String {
        guard let day else { return "heat0" }
        guard let wanted = day.wanted, wanted > 0 else { return day.captured > 0 ? "heat4" : "heat0" }
        if day.captured == 0 { return "short0" }
        return day.captured >= wanted ? "heat4" : day.captured * 2 >= wanted ? "heat2" : "short1"
    }

    private func words(_ day: Day, _ known: SourceDay?) -> String {
        guard let known else { return reader.words("\(day)：无记录", "\(day): nothing known") }
        let wanted = known.wanted.map { "/\($0)" } ?? ""
        return "\(day): \(known.captured)\(wanted)"
    }
}

extension SourceDay {
    /// Articles that the day should have; nil where nobody knows.
    fileprivate var wanted: Int? { [expectation.expected, expectation.listed].compactMap(\.self).max() }
}
