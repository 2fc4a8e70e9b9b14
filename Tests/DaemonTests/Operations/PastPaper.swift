import Model

/// A pretend e-paper: two articles an issue, an issue a day, but for the days that it skips.
struct PastPaper {
    let site: PretendSite
    let days: [Day]

    init(on host: String, days: [Day], without skipped: Set<Day> = []) throws {
        site = try PretendSite(on: host)
        self.days = days.filter { !skipped.contains($0) }
        for day in self.days { publish(day) }
    }

    var configuration: String {
        """
        [[source]]
        id = "paper"
        start = []
        epaper = "\(site.origin)/html/{yyyy}-{MM}/{dd}/node_1.htm"
        """
    }

    static func folder(_ day: Day) -> String {
        "/html/\(day.description.prefix(7))/\(day.description.suffix(2))"
    }

    static func issue(_ day: Day) -> String { "\(folder(day))/node_1.htm" }

    static func articles(_ day: Day) -> [String] { (1...2).map { "\(folder(day))/content_\($0).htm" } }

    func publish(_ day: Day) {
        let articles = PastPaper.articles(day)
        let items = articles.enumerated().map { number, path in
            "<li><a href=\"\(path.split(separator: "/").last ?? "")\">\(title(day, number))</a></li>"
        }
        site.set(
            PastPaper.issue(day),
            "<html><head><title>青砚日报</title></head><body><p>第01版：要闻</p><ul>\(items.joined())</ul></body></html>")
        for (number, path) in articles.enumerated() {
            site.set(
                path,
                Newspaper.page(
                    title: title(day, number), date: "\(day) 06:00",
                    paragraphs: Newspaper.other(day.daysSinceEpoch * 10 + number)))
        }
    }

    private func title(_ day: Day, _ number: Int) -> String { "青砚区\(day)第\(number + 1)号便民服务点开放" }
}
