package import Model

/// How many articles there should be of one source and day.
package struct DayExpectation: Hashable, Sendable {
    package var source: String
    package var day: Day
    /// As the source's habit has it.
    package var expected: Int?
    /// As the source itself says: a list's total, the pages of an issue.
    package var listed: Int?

    package init(source: String, day: Day, expected: Int? = nil, listed: Int? = nil) {
        self.source = source
        self.day = day
        self.expected = expected
        self.listed = listed
    }
}

/// One source's day, as it stands: the expectation beside what the frontier has of it.
package struct SourceDay: Hashable, Sendable {
    package let expectation: DayExpectation
    /// Pages of which an article is kept, whatever has become of them since.
    package let captured: Int
    /// Pages that were not visited yet.
    package let pending: Int
    /// Pages that were visited, and gave nothing: failed, walled, or gone before they could be kept.
    package let missed: Int

    package init(expectation: DayExpectation, captured: Int, pending: Int, missed: Int) {
        self.expectation = expectation
        self.captured = captured
        self.pending = pending
        self.missed = missed
    }
}

/// A wall that a source's start or list pages met. Those that articles met are counted with their completions.
package struct WallSighting: Hashable, Sendable {
    package var site: String
    package var kind: String
    package var evidence: String

    package init(site: String, kind: String, evidence: String) {
        self.site = site
        self.kind = kind
        self.evidence = evidence
    }
}

/// How often one kind of wall stood before one source's pages on one site.
package struct WallCount: Hashable, Sendable {
    package let source: String
    package let site: String
    package let kind: String
    package let count: Int
    package let first: Timestamp
    package let last: Timestamp
    /// Of the last time.
    package let evidence: String

    package init(
        source: String, site: String, kind: String, count: Int, first: Timestamp, last: Timestamp, evidence: String
    ) {
        self.source = source
        self.site = site
        self.kind = kind
        self.count = count
        self.first = first
        self.last = last
        self.evidence = evidence
    }
}
