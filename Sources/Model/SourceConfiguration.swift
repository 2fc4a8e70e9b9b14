/// One site to follow, checked: where it lists its articles, how often to look, how to read it.
package struct SourceConfiguration: Hashable, Sendable {
    /// What the start pages are.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case list, feed, sitemap, epaper, json
    }

    /// The source of pages that a person asked for by hand; no configured source may have this id.
    package static let manual = "manual"

    /// Lower-case ASCII letters, digits and `-`; unique among the sources.
    package var id: String
    /// For people; the id where none was given.
    package var name: String
    /// List, feed, sitemap, home or e-paper pages; empty only where `epaper` is not.
    package var start: [WebAddress]
    /// The time between two visits of the start pages.
    package var every: Duration
    /// Nil: told by what the start pages hold.
    package var kind: Kind?
    /// Where a list in JSON has what; nil: told by names.
    package var json: JSONScheme?
    /// Regular expressions over an article's whole address; empty: told by what the pages show.
    package var articlePatterns: [String]
    package var issues: [IssueScheme]
    /// List pages followed on an ordinary visit.
    package var maxPages: Int
    package var rules: ExtractionRules
    package var expected: ExpectedArticles?
    /// Seconds ahead of UTC are this zone's; nil: the archive's zone. An IANA name.
    package var timeZone: String?
    package var isEnabled: Bool

    package init(
        id: String, name: String, start: [WebAddress], every: Duration, kind: Kind? = nil, json: JSONScheme? = nil,
        articlePatterns: [String] = [], issues: [IssueScheme] = [], maxPages: Int = 3,
        rules: ExtractionRules = ExtractionRules(), expected: ExpectedArticles? = nil, timeZone: String? = nil,
        isEnabled: Bool = true
    ) {
        self.id = id
        self.name = name
        self.start = start
        self.every = every
        self.kind = kind
        self.json = json
        self.articlePatterns = articlePatterns
        self.issues = issues
        self.maxPages = maxPages
        self.rules = rules
        self.expected = expected
        self.timeZone = timeZone
        self.isEnabled = isEnabled
    }
}

/// How an e-paper's address follows from the day of the issue, and for which days that held.
package struct IssueScheme: Hashable, Sendable {
    /// An address with `{yyyy}`, `{MM}` and `{dd}` in it.
    package let template: String
    package let from: Day?
    package let to: Day?

    /// Nil unless the template names a day and makes a valid address of it.
    package init?(template: String, from: Day? = nil, to: Day? = nil) {
        guard template.contains("{dd}"), IssueScheme.address(template, IssueScheme.leapDay) != nil else { return nil }
        if let from, let to, to < from { return nil }
        self.template = template
        self.from = from
        self.to = to
    }

    /// The address of some day's issue: it shows the site.
    package var example: WebAddress? { address(of: from ?? to ?? IssueScheme.leapDay) }

    /// The first page of that day's issue; nil outside of `from` and `to`.
    package func address(of day: Day) -> WebAddress? {
        if let from, day < from { return nil }
        if let to, to < day { return nil }
        return IssueScheme.address(template, day)
    }

    private static let leapDay = Day(year: 2024, month: 2, day: 29)!  // the calendar has it

    private static func address(_ template: String, _ day: Day) -> WebAddress? {
        let values = [
            "{yyyy}": zeroPadded(day.year, to: 4), "{MM}": zeroPadded(day.month, to: 2),
            "{dd}": zeroPadded(day.day, to: 2),
        ]
        var text = ""
        var rest = template[...]
        while let first = rest.first {
            if let (mark, value) = values.first(where: { rest.hasPrefix($0.key) }) {
                text += value
                rest = rest.dropFirst(mark.count)
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        guard !text.contains("{") else { return nil }
        return try? WebAddress(parsing: text)  // what is wrong with it is told where the template was written
    }
}

/// Articles a day that a site is expected to publish.
package struct ExpectedArticles: Hashable, Sendable {
    package let weekday: Int
    package let weekend: Int

    package init(weekday: Int, weekend: Int) {
        self.weekday = weekday
        self.weekend = weekend
    }
}
