internal import Model
internal import Storage

/// A walk into a source's past: what its old issues and list pages name goes to the frontier.
struct BackfillWalk {
    let source: SourceConfiguration
    let visitor: SourceVisitor
    let purpose: PagePurpose
    /// What is read next.
    private(set) var position: BackfillPosition
    /// Pages that nobody had brought up before.
    private(set) var new = 0
    private var failuresInARow = 0
    /// The first of the empty pages that were read last, and how many these are.
    private var empty: (first: WebAddress, count: Int)?

    /// A site that fails so often, one page after the other, is left alone for now.
    private static let mostFailures = 3
    /// A list ends where so many pages behind it are empty: its site names more than it keeps.
    private static let emptyBeforeEnd = 2

    init(_ source: SourceConfiguration, _ visitor: SourceVisitor, purpose: PagePurpose, position: BackfillPosition) {
        self.source = source
        self.visitor = visitor
        self.purpose = purpose
        self.position = position
    }

    enum Step: Hashable {
        /// An issue or a list page was read.
        case read
        /// It could not be read, and is passed over.
        case failed([String])
        /// The pages behind these are empty: the site does not offer its past any further.
        case ended(String)
        /// There is no use in going on now.
        case stopped(String)
        /// The task was cancelled; the position is as before.
        case calledOff
        /// Nothing is left to read.
        case done
    }

    mutating func step() async throws(StorageFailure) -> Step {
        var next = position
        let report: SourceVisitReport
        var end: Step?
        if let day = position.nextIssue {
            report = try await visitor.issue(source, of: day, purpose: purpose)
            next.finishIssue()
        } else if let list = position.nextList {
            let days = position.from...position.to
            let step = try await visitor.step(source, at: list, days: days, purpose: purpose)
            report = step.report
            end = note(list, isEmpty: step.isEmpty)
            next.finishList(next: step.next, newest: step.newest, isEnd: end != nil)
        } else {
            return .done
        }
        if report.isCalledOff { return .calledOff }
        if report.postponed != nil { return .stopped(report.failures.first ?? "the site wants no visits now") }
        new += report.new
        guard !report.failures.isEmpty else {
            failuresInARow = 0
            position = next
            return end ?? .read
        }
        failuresInARow += 1
        guard failuresInARow < BackfillWalk.mostFailures else { return .stopped(report.failures[0]) }
        position = next
        return .failed(report.failures)
    }

    /// - Returns: `.ended` with the last of several empty pages.
    private mutating func note(_ list: WebAddress, isEmpty: Bool) -> Step? {
        guard isEmpty, !source.start.contains(list) else {
            empty = nil
            return nil
        }
        let known = empty
        empty = (known?.first ?? list, (known?.count ?? 0) + 1)
        guard let empty, empty.count >= BackfillWalk.emptyBeforeEnd else { return nil }
        self.empty = nil
        return .ended(
            "\(empty.first): this page and the next list nothing: the site does not offer its past beyond them")
    }
}
