internal import Model

/// Events by the hour, as SVG: a bar each.
struct HourChart: Sendable {
    /// Hours of Unix time, in order, with the events of each.
    let hours: [(hour: Int, count: Int)]
    let reader: Reader

    private static let step = 14
    private static let height = 120

    var markup: Markup {
        let most = max(1, hours.map(\.count).max() ?? 1)
        let width = hours.count * HourChart.step
        let bars: [Markup] = hours.enumerated().map { index, hour in
            let bar = hour.count == 0 ? 0 : max(1, hour.count * HourChart.height / most)
            return """
                <rect class="heat3" x="\(index * HourChart.step)" y="\(HourChart.height + 14 - bar)" \
                width="\(HourChart.step - 3)" height="\(bar)"><title>\(name(hour.hour)): \(hour.count)</title></rect>
                """
        }
        let names: [Markup] = hours.enumerated().filter { clock($0.element.hour) % 12 == 0 }.map { index, hour in
            """
            <text x="\(index * HourChart.step)" y="\(HourChart.height + 28)">\(name(hour.hour))</text>
            """
        }
        let total = hours.reduce(0) { $0 + $1.count }
        let words = reader.words(
            "\(hours.count) 小时共 \(total) 个事件，最多一小时 \(hours.map(\.count).max() ?? 0) 个",
            "\(total) events in \(hours.count) hours, at most \(hours.map(\.count).max() ?? 0) in one")
        return """
            <svg class="hours" viewBox="0 0 \(width) \(HourChart.height + 34)" role="img" aria-label="\(words)">\
            <text x="0" y="10">\(most)</text>\(bars)\(names)</svg>
            """
    }

    /// Hour of the day in Beijing.
    private func clock(_ hour: Int) -> Int { (hour + Reader.clockOffset / 3600) % 24 }

    private func name(_ hour: Int) -> String {
        let text = Timestamp(secondsSinceEpoch: hour * 3600).formatted(offset: Reader.clockOffset)
        return String(text.dropFirst(5).prefix(11)).replacing("T", with: " ")
    }
}
