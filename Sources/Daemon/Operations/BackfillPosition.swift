internal import Model

/// How far a walk into a source's past has come; the database keeps it as text, so that the next walk goes on from here.
///
/// Issues of an e-paper go first, the oldest before the others: sites take the oldest off first. Lists follow, one
/// start page after the other, each from its newest page to its end or to the first day that is wanted.
struct BackfillPosition: Hashable, Sendable, Codable {
    let from: Day
    let to: Day
    /// The day whose issue is read next; nil: the source is no e-paper, or all of its issues are read.
    private(set) var nextIssue: Day?
    private let hasIssues: Bool
    /// Start pages whose lists come later.
    private var starts: [WebAddress]
    /// Pages of the list in hand that are known and not read, nearest first.
    private var queue: [WebAddress] = []
    /// Canonical keys of the list pages that were read, or are to be.
    private var known: Set<String> = []
    private(set) var listsRead = 0
    /// Pages of the list in hand, in a row, that listed nothing as late as `from`.
    private var pagesBefore = 0

    /// A pager may name any number of pages; so many are read.
    private static let mostLists = 3000
    /// Pinned old items stand on first pages, so that one page of old items is not the end.
    private static let pagesBeforeEnd = 3

    /// The beginning of a walk.
    init(_ source: SourceConfiguration, from: Day, to: Day) {
        self.from = from
        self.to = to
        nextIssue = source.issues.isEmpty ? nil : from
        hasIssues = !source.issues.isEmpty
        starts = source.start
        beginNextList()
    }

    /// Whether nothing is left to read.
    var isDone: Bool { nextIssue == nil && queue.isEmpty }

    /// The list page that is read next, once all issues are.
    var nextList: WebAddress? { nextIssue == nil ? queue.first : nil }

    /// List pages that are known and not read.
    var listsAhead: Int { queue.count + starts.count }

    /// Days of issues, all and those that were read; nil for a source that is no e-paper.
    var issues: (done: Int, all: Int)? {
        guard hasIssues else { return nil }
        let all = to.daysSinceEpoch - from.daysSinceEpoch + 1
        return (nextIssue.map { $0.daysSinceEpoch - from.daysSinceEpoch } ?? all, all)
    }

    /// Takes note of an issue that was read.
    mutating func finishIssue() { nextIssue = nextIssue.flatMap { $0 < to ? $0.adding(days: 1) : nil } }

    /// Takes note of the list page that was read.
    ///
    /// - Parameters:
    ///   - next: the pages behind it.
    ///   - newest: the latest day that it lists; nil where it dates nothing.
    ///   - isEnd: what stands behind it is not worth reading.
    mutating func finishList(next: [WebAddress], newest: Day?, isEnd: Bool = false) {
        guard !queue.isEmpty else { return }
        queue.removeFirst()
        listsRead += 1
        if let newest { pagesBefore = newest < from ? pagesBefore + 1 : 0 }
        if isEnd || pagesBefore >= BackfillPosition.pagesBeforeEnd || listsRead >= BackfillPosition.mostLists {
            queue = []
        } else {
            enqueue(next)
        }
        if queue.isEmpty { beginNextList() }
    }

    private mutating func beginNextList() {
        pagesBefore = 0
        while queue.isEmpty, !starts.isEmpty, listsRead < BackfillPosition.mostLists {
            enqueue([starts.removeFirst()])
        }
    }

    private mutating func enqueue(_ addresses: [WebAddress]) {
        queue += addresses.filter { known.insert(CanonicalAddress($0).key).inserted }
    }
}
