internal import Model
internal import Storage

/// A walk into a source's past: what its old issues and list pages name goes to the frontier.
struct PastWalk {
    let source: SourceConfiguration
    let visitor: SourceVisitor
    let purpose: PagePurpose
    /// What is read next.
    private(set) var position: BackfillPosition
    /// Pages that nobody had brought up before.
    private(set) var new = 0
    private var failuresInARow = 0

    /// A site that fails so often, one page after the other, is left alone for now.
    private static let mostFailures = 3

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
        if let day = position.nextIssue {
            report = try await visitor.issue(source, of: day, purpose: purpose)
            next.finishIssue()
        } else if let list = position.nextList {
            let days = position.from...position.to
            let step = try await visitor.step(source, at: list, days: days, purpose: purpose)
            report = step.report
            next.finishList(next: step.next, newest: step.newest)
        } else {
            return .done
        }
        if report.isCalledOff { return .calledOff }
        if report.postponed != nil { return .stopped(report.failures.first ?? "the site wants no visits now") }
        new += report.new
        guard !report.failures.isEmpty else {
            failuresInARow = 0
            position = next
            return .read
        }
        failuresInARow += 1
        guard failuresInARow < PastWalk.mostFailures else { return .stopped(report.failures[0]) }
        position = next
        return .failed(report.failures)
    }
}
