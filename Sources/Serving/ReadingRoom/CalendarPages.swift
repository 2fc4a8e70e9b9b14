internal import Model
internal import Storage

/// The archive by day: a year with its counts, and a day with its articles.
struct CalendarPages: Sendable {
    let room: ReadingRoom

    private static let year = Parameter.integer("year", "The year to show.", in: 1900...2999)
    private static let day = Parameter<Day>(
        "day", "The day.", in: .path, words: "a day as YYYY-MM-DD", schema: ["type": "string", "format": "date"]
    ) { Day($0) }
    private static let after = Parameter.place("after", "Where the list goes on.")
    private static let shown = 100

    var endpoints: [Endpoint] {
        [
            room.page("/calendar", "How many articles of each day of a year.", [Self.year.declaration], make: calendar),
            room.page(
                "/day/{day}", "The articles of a day.", [Self.day.declaration, Self.after.declaration], make: one),
        ]
    }

    @Sendable private func calendar(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        let year = inquiry.value(Self.year) ?? reader.today.year
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            throw Problem.noSuchPage
        }
        let counts = try await room.holdings.catalogue.dayCounts(from: first, to: last)
        let total = counts.values.reduce(0, +)
        let most = counts.values.max() ?? 0
        let months: [Markup] = (1...12).map { month($0, of: year, counts, most, reader) }
        let title = reader.words("\(year)年", "\(year)")
        return RoomPage(
            title: title, section: .calendar,
            content: """
                <h1>\(title) <small>\(reader.words("\(total) 篇", "\(total) articles"))</small></h1>
                <nav class="pages" aria-label="\(reader.words("年份", "Years"))">
                <a rel="prev" href="/calendar?year=\(max(1900, year - 1))">← \(year - 1)</a>
                <a rel="next" href="/calendar?year=\(min(2999, year + 1))">\(year + 1) →</a></nav>
                <div class="year">\(months)</div>
                """)
    }

    private func month(
        _ number: Int, of year: Int, _ counts: [Day: Int], _ most: Int, _ reader: Reader
    ) -> Markup {
        guard let first = Day(year: year, month: number, day: 1) else { return .empty }
        var cells: [Markup] = (1..<first.weekday).map { _ in "<td></td>" }
        for number in 1...31 {
            guard let day = Day(year: first.year, month: first.month, day: number) else { continue }
            cells.append(cell(day, counts[day] ?? 0, most, reader))
        }
        let weeks: [Markup] = stride(from: 0, to: cells.count, by: 7).map { start in
            "<tr>\(Array(cells[start..<min(start + 7, cells.count)]))</tr>"
        }
        let names =
            reader.language == .chinese ? ["一", "二", "三", "四", "五", "六", "日"] : ["M", "T", "W", "T", "F", "S", "S"]
        let heads: [Markup] = names.map { "<th scope=\"col\">\($0)</th>" }
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return """
            <table><caption>\(reader.words("\(number)月", english[number - 1]))</caption>
            <thead><tr>\(heads)</tr></thead><tbody>\(weeks)</tbody></table>

            """
    }

    private func cell(_ day: Day, _ count: Int, _ most: Int, _ reader: Reader) -> Markup {
        guard count > 0 else { return "<td>\(day.day)</td>" }
        let words = reader.words("\(day.month)月\(day.day)日，\(count) 篇", "\(day), \(count) articles")
        return """
            <td class="heat\(HeatStrip.level(count, of: most))"><a href="/day/\(day.description)" title="\(words)" \
            aria-label="\(words)">\(day.day)</a></td>
            """
    }

    @Sendable private func one(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        guard let day = inquiry.value(Self.day) else { throw Problem.noSuchPage }
        let place = inquiry.value(Self.after)
        var filter = ArticleFilter()
        (filter.since, filter.until) = (day, day)
        let catalogue = room.holdings.catalogue
        let articles = try await catalogue.newest(filter, before: place, limit: Self.shown)
        let count = try await catalogue.dayCounts(from: day, to: day)[day] ?? 0
        let list = EventList(reader: reader, names: try await room.standing.report().names)
        let nothing: Markup =
            "<p class=\"nothing\">\(reader.words("这一天没有文章。", "There are no articles of this day."))</p>"
        let more: Markup? =
            articles.count < Self.shown
            ? nil
            : articles.last.map { article in
                """
                <p class="more"><a rel="next" href="?after=\(ArticleCursor.place(article.place).text)">\
                \(reader.words("续 →", "More →"))</a></p>
                """
            }
        return RoomPage(
            title: reader.longDay(day), section: .calendar,
            content: """
                <h1>\(reader.longDay(day)) <small>\(reader.words("\(count) 篇", count == 1 ? "1 article" : "\(count) articles"))</small></h1>
                <nav class="pages" aria-label="\(reader.words("日期", "Days"))">
                \(day.adding(days: -1).map { "<a rel=\"prev\" href=\"/day/\($0.description)\">← \(reader.words("前一天", "day before"))</a>" as Markup })
                <a href="/calendar?year=\(day.year)">\(reader.words("\(day.year)年", "\(day.year)"))</a>
                \(day.adding(days: 1).map { "<a rel=\"next\" href=\"/day/\($0.description)\">\(reader.words("后一天", "day after")) →</a>" as Markup })</nav>
                \(articles.isEmpty ? nothing : list.items(articles))
                \(more)
                """)
    }
}
