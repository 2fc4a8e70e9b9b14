package import Model

/// When a query finds how many articles, of how many: how a phrase is born and fades.
package struct Timeline: Hashable, Sendable {
    /// The earliest article that it finds; nil where it finds none.
    package let first: SearchHit?
    /// Every month from that of the first article to that of the last, also those without any.
    package let months: [Month]
    /// Every source that has any, those with the most first.
    package let sources: [Source]

    /// A calendar month.
    package struct Month: Hashable, Sendable {
        /// Its first day.
        package let start: Day
        /// Articles that the query finds.
        package let count: Int
        /// Articles in the index, whatever they say, by the same filter.
        package let total: Int
        /// Articles that the query finds, by source; only those that have any.
        package let sources: [String: Int]

        /// `YYYY-MM`.
        package var name: String { String(start.description.prefix(7)) }
    }

    /// What one source has brought.
    package struct Source: Hashable, Sendable {
        package let id: String
        package let count: Int
        package let first: Day
        package let last: Day
    }

    /// Articles that the query finds.
    package var count: Int { months.reduce(0) { $0 + $1.count } }

    /// How many articles of one day and one source.
    struct Tally {
        let day: Day
        let source: String
        let count: Int
    }

    /// - Parameters:
    ///   - found: in any order.
    ///   - all: articles of each day, found or not.
    init(first: SearchHit?, found: [Tally], all: [(day: Day, count: Int)]) {
        self.first = first
        var bySource: [String: (count: Int, first: Day, last: Day)] = [:]
        var byMonth: [Int: [String: Int]] = [:]
        for tally in found {
            let known = bySource[tally.source] ?? (0, tally.day, tally.day)
            bySource[tally.source] = (
                known.count + tally.count, min(known.first, tally.day), max(known.last, tally.day)
            )
            byMonth[tally.day.monthNumber, default: [:]][tally.source, default: 0] += tally.count
        }
        var totals: [Int: Int] = [:]
        for (day, count) in all { totals[day.monthNumber, default: 0] += count }
        sources = bySource.map { Source(id: $0.key, count: $0.value.count, first: $0.value.first, last: $0.value.last) }
            .sorted { ($1.count, $0.id) < ($0.count, $1.id) }
        guard let from = byMonth.keys.min(), let to = byMonth.keys.max() else {
            months = []
            return
        }
        months = (from...to).compactMap { number in
            let sources = byMonth[number] ?? [:]
            return Day(monthNumber: number).map {
                Month(start: $0, count: sources.values.reduce(0, +), total: totals[number] ?? 0, sources: sources)
            }
        }
    }
}

extension Day {
    /// Months since the year 0.
    fileprivate var monthNumber: Int { year * 12 + month - 1 }

    fileprivate init?(monthNumber: Int) {
        self.init(year: monthNumber / 12, month: monthNumber % 12 + 1, day: 1)
    }
}
