internal import Model

/// What a site's robots.txt means at a moment: a pure decision on what is known of it.
///
/// | the site | what holds | asked again |
/// |---|---|---|
/// | has a file | the file | after its `max-age`, but not before 5 minutes nor after 24 hours |
/// | has none | everything is allowed | after 24 hours |
/// | is unreachable, its last answer less than 24 hours old | that answer | after a pause |
/// | is unreachable | nothing may be fetched | after a pause |
/// | is unreachable for 30 days | its last answer; where there was none, everything is allowed | after a pause |
///
/// The pause is one minute after the first failure and doubles up to 4 hours; a longer `Retry-After` counts up to 24
/// hours. A clock that was set back makes every answer old.
/// Source: RFC 9309, sections 2.3.1 and 2.4.
enum RobotsState: Hashable, Sendable {
    /// The file to obey; an empty one allows everything.
    case file
    /// Nothing may be fetched before it is asked again.
    case closed

    static let longestUseSeconds = 86_400
    static let shortestUseSeconds = 300
    static let patienceSeconds = 30 * 86_400
    static let firstPauseSeconds = 60
    static let longestPauseSeconds = 4 * 3600

    init(_ snapshot: RobotsSnapshot, now: Timestamp) {
        guard let unreachableSince = snapshot.unreachableSince else {
            self = snapshot.body == nil ? .closed : .file
            return
        }
        let age = snapshot.fetchedAt.map { now.secondsSinceEpoch - $0.secondsSinceEpoch } ?? .max
        let isRecent = snapshot.body != nil && age >= 0 && age < RobotsState.longestUseSeconds
        let isGivenUp = now.secondsSinceEpoch - unreachableSince.secondsSinceEpoch >= RobotsState.patienceSeconds
        self = isRecent || isGivenUp ? .file : .closed
    }
}

extension RobotsSnapshot {
    /// Whether the site need not be asked yet.
    func isFresh(now: Timestamp) -> Bool { checkedAt <= now && now < nextCheck }

    /// What is known after an answer.
    ///
    /// - Parameter before: what was known when the site was asked; nil where that was the first time.
    init(siteKey: String, before: RobotsSnapshot?, answer: RobotsAnswer, now: Timestamp) {
        self = before ?? RobotsSnapshot(siteKey: siteKey, checkedAt: now, nextCheck: now)
        checkedAt = now
        switch answer {
        case .file(let body, let version, let maxAge):
            (self.body, etag, lastModified) = (body, version.etag, version.lastModified)
            reached(maxAge: maxAge, now: now)
        case .noFile:
            (body, etag, lastModified) = ([], nil, nil)
            reached(maxAge: nil, now: now)
        case .unchanged(let maxAge):
            body = body ?? []
            reached(maxAge: maxAge, now: now)
        case .unreachable(let reason, let retryAfter): missed(reason: reason, retryAfter: retryAfter, now: now)
        }
    }

    private mutating func reached(maxAge: Duration?, now: Timestamp) {
        let seconds = maxAge.map { Int($0.components.seconds) } ?? RobotsState.longestUseSeconds
        fetchedAt = now
        nextCheck = now.adding(
            seconds: min(max(seconds, RobotsState.shortestUseSeconds), RobotsState.longestUseSeconds))
        (unreachableSince, failures, reason) = (nil, 0, nil)
    }

    private mutating func missed(reason: String, retryAfter: Duration?, now: Timestamp) {
        let pause = min(
            RobotsState.firstPauseSeconds << min(failures, 16), RobotsState.longestPauseSeconds)
        let asked = min(retryAfter.map { Int($0.components.seconds) } ?? 0, RobotsState.longestUseSeconds)
        nextCheck = now.adding(seconds: max(pause, asked))
        unreachableSince = unreachableSince.map { min($0, now) } ?? now
        failures += 1
        self.reason = reason
    }
}

extension Timestamp {
    func adding(seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: secondsSinceEpoch + seconds) }
}
