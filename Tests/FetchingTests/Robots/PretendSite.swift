import Fetching
import Model

/// A site without a network, at a time that the test sets.
final class PretendSite: Sendable {
    /// What it does with a request.
    enum Reaction: Sendable {
        case page(String, status: Int = 200, headers: [String: String] = [:])
        case failure(FetchFailure)
    }

    static let start = 1_750_000_000
    static let startTime = Timestamp(secondsSinceEpoch: start)

    let clock = SetClock()
    private let reaction: TestBox<@Sendable (Request) -> Reaction>
    private let requests = TestBox<[String]>([])

    init(_ reaction: @escaping @Sendable (Request) -> Reaction) { self.reaction = TestBox(reaction) }

    /// The addresses asked for so far.
    var asked: [String] { requests.update { _ in } }

    func answers(_ new: @escaping @Sendable (Request) -> Reaction) { _ = reaction.update { $0 = new } }

    func keeper(
        restoring snapshots: [RobotsSnapshot] = [], saving: @escaping RobotsKeeper.Saving = { _ in }
    ) -> RobotsKeeper {
        RobotsKeeper(restoring: snapshots, now: { self.clock.now }, saving: saving) { request throws(FetchFailure) in
            try self.answer(to: request)
        }
    }

    private func answer(to request: Request) throws(FetchFailure) -> Response {
        _ = requests.update { $0.append(request.address.description) }
        switch reaction.update({ _ in })(request) {
        case .failure(let failure): throw failure
        case .page(let text, let status, let headers):
            return response(
                status: status, headers: headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                body: Array(text.utf8),
                at: request.address)
        }
    }
}

/// A clock that stands where the test put it, in seconds after `PretendSite.start`.
final class SetClock: Sendable {
    private let offset = TestBox(0)

    var now: Timestamp { Timestamp(secondsSinceEpoch: PretendSite.start + offset.update { _ in }) }

    func set(_ seconds: Int) { _ = offset.update { $0 = seconds } }
}
