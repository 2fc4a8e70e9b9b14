/// The looks at one address that a verdict needs, oldest first; bounded.
package struct LookHistory: Hashable, Sendable, Codable {
    /// Looks kept. Long enough for a month of daily doubts.
    package static let limit = 32

    /// In the order of their times.
    package private(set) var looks: [Look]

    package init(_ looks: some Sequence<Look> = []) {
        self.looks = looks.sorted { $0.at < $1.at }
        shorten()
    }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Look].self))
    }

    /// An array of looks.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(looks)
    }

    /// Puts a look in its place by time: a clock set back does not make it the newest.
    package mutating func add(_ look: Look) {
        let place = looks.lastIndex { $0.at <= look.at }.map { $0 + 1 } ?? 0
        looks.insert(look, at: place)
        shorten()
    }

    /// The newest look that tells anything about the article.
    package var newestThatCounts: Look? { looks.last(where: \.counts) }

    package var lastServed: Look? { looks.last { $0.outcome == .served } }

    /// The looks since the article was last served that found it missing.
    package var missingRun: [Look] {
        let start = looks.lastIndex { $0.outcome == .served }.map { $0 + 1 } ?? 0
        return looks[start...].filter { $0.absence != nil }
    }

    /// Looks at the end that tell nothing: how often in a row the site could not be asked.
    package var failuresInARow: Int { looks.reversed().prefix { !$0.counts }.count }

    /// Drops the oldest that no verdict leans on: never the last success, never the first look that missed the article.
    private mutating func shorten() {
        while looks.count > LookHistory.limit {
            let anchors = [lastServed, missingRun.first]
            // At most two of more than thirty are anchors, so that one is always found.
            guard let oldest = looks.firstIndex(where: { !anchors.contains($0) }) else { return }
            looks.remove(at: oldest)
        }
    }
}
