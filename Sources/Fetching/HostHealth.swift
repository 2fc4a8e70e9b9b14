package import Model

/// How a host bears our visits: a circuit breaker with a brake, as a pure decision.
///
/// | state | sign | what follows |
/// |---|---|---|
/// | any | an answer | failures are forgotten; eight answers in a row take back one step of the brake |
/// | any | 429, 503 | one step of the brake, and a rest: `Retry-After`, at least 30 seconds per step and failure |
/// | working | another failure, fewer than five in a row | goes on |
/// | working | the fifth failure in a row | resting: a minute, doubled with every rest that did not help, up to 6 hours |
/// | resting | its time is over | probing: one visit |
/// | probing | an answer | working; the brake stays |
/// | probing | a failure | resting again, twice as long |
/// | probing | nothing for 10 minutes | the visit is lost; another probe |
///
/// Every step of the brake doubles the delay between two requests, six steps at most. Rests are lengthened by up to a
/// tenth at random, so that hosts that failed together do not come back together. A clock that is set back ends no rest
/// late: none is longer than a day from now.
/// Source: M. Nygard, "Release It!", circuit breaker; RFC 6585, section 4; RFC 9110, section 10.2.3.
package struct HostHealth: Hashable, Sendable, Codable {
    /// What a visit showed.
    package enum Sign: Hashable, Sendable {
        /// An answer of any status but those below.
        case answered
        /// 429 or 503.
        case tooMuch(retryAfter: Duration?)
        /// 500, 502, 504 and the like.
        case troubled
        /// No answer at all.
        case unreachable(isTimeOut: Bool)
    }

    /// What may be done now.
    package enum Permission: Hashable, Sendable {
        case visit
        /// One visit, announced with `beginProbe(now:)`; others wait.
        case probe
        case wait(until: Timestamp)
    }

    /// Failures since the last answer.
    package private(set) var failuresInARow = 0
    /// How often the delay is doubled, 0 to 6.
    package private(set) var brake = 0
    /// Answers since the brake last moved.
    private var answersInARow = 0
    /// Rests since the last answer.
    private var rests = 0
    /// Nil while the host works.
    private var restsUntil: Timestamp?
    /// When the visit that is to show whether the host works again began.
    private var probeBegan: Timestamp?
    /// Time-outs since the last answer, and the first of them.
    private var timeOutsInARow = 0
    private var timeOutsSince: Timestamp?

    private static let failuresBeforeRest = 5
    private static let answersBeforeRelease = 8
    private static let highestBrake = 6
    private static let firstRestSeconds = 60
    private static let longestRestSeconds = 6 * 3600
    private static let longestAskedSeconds = 86_400
    private static let brakeRestSeconds = 30
    private static let probeSeconds = 600

    package init() {}

    /// Figures that nobody would have written, as a damaged database has, are brought into their range.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys, upTo limit: Int = 1_000_000) throws -> Int {
            min(max(try fields.decode(Int.self, forKey: key), 0), limit)
        }
        failuresInARow = try count(.failuresInARow)
        brake = try count(.brake, upTo: HostHealth.highestBrake)
        answersInARow = try count(.answersInARow)
        rests = try count(.rests)
        restsUntil = try fields.decodeIfPresent(Timestamp.self, forKey: .restsUntil)
        probeBegan = try fields.decodeIfPresent(Timestamp.self, forKey: .probeBegan)
        timeOutsInARow = try count(.timeOutsInARow)
        timeOutsSince = try fields.decodeIfPresent(Timestamp.self, forKey: .timeOutsSince)
    }

    private enum CodingKeys: String, CodingKey {
        case failuresInARow, brake, answersInARow, rests, restsUntil, probeBegan, timeOutsInARow, timeOutsSince
    }

    /// Whether the host may be visited now.
    package func permission(now: Timestamp) -> Permission {
        guard let restsUntil else { return .visit }
        guard !HostHealth.isUnderWay(restUntil: restsUntil, now: now) else { return .wait(until: restsUntil) }
        guard let probeBegan else { return .probe }
        let elapsed = now.secondsSinceEpoch - probeBegan.secondsSinceEpoch
        guard elapsed >= 0, elapsed < HostHealth.probeSeconds else { return .probe }
        return .wait(until: probeBegan.adding(seconds: HostHealth.probeSeconds))
    }

    /// Says that the one visit of `.probe` begins.
    package mutating func beginProbe(now: Timestamp) { probeBegan = now }

    /// The delay between two requests, for a host whose own is `base`: at least a second where the brake is on.
    package func delay(from base: Duration) -> Duration {
        // A brake that was remembered wrongly is none that note() gave.
        brake <= 0 ? base : max(base, .seconds(1)) * (1 << min(brake, HostHealth.highestBrake))
    }

    /// Takes note of how a visit ended.
    ///
    /// - Parameter random: drawn evenly from 0 to 1.
    package mutating func note(_ sign: Sign, now: Timestamp, random: Double) {
        probeBegan = nil
        switch sign {
        case .answered: answered()
        case .tooMuch(let retryAfter):
            brake = min(brake + 1, HostHealth.highestBrake)
            answersInARow = 0
            failuresInARow += 1
            (timeOutsInARow, timeOutsSince) = (0, nil)
            let asked = min(retryAfter.map { Int($0.components.seconds) } ?? 0, HostHealth.longestAskedSeconds)
            let own = min(HostHealth.brakeRestSeconds * brake * failuresInARow, HostHealth.longestRestSeconds)
            rest(seconds: max(asked, own), now: now, random: random)
        case .troubled:
            (timeOutsInARow, timeOutsSince) = (0, nil)
            failed(now: now, random: random)
        case .unreachable(let isTimeOut):
            timeOutsInARow = isTimeOut ? timeOutsInARow + 1 : 0
            timeOutsSince = isTimeOut ? timeOutsSince ?? now : nil
            failed(now: now, random: random)
        }
    }

    /// Whether the host only ever lets us wait: five time-outs in a row and nothing else over a day or more. Sites that
    /// serve one country alone do that to visitors from others; nobody can tell from one time-out.
    package func looksClosedToUs(now: Timestamp) -> Bool {
        guard timeOutsInARow >= 5, let timeOutsSince else { return false }
        return now.secondsSinceEpoch - timeOutsSince.secondsSinceEpoch >= 86_400
    }

    private mutating func answered() {
        (failuresInARow, rests, restsUntil) = (0, 0, nil)
        (timeOutsInARow, timeOutsSince) = (0, nil)
        answersInARow += 1
        guard brake > 0, answersInARow >= HostHealth.answersBeforeRelease else { return }
        brake -= 1
        answersInARow = 0
    }

    private mutating func failed(now: Timestamp, random: Double) {
        answersInARow = 0
        failuresInARow += 1
        guard restsUntil != nil || failuresInARow >= HostHealth.failuresBeforeRest else { return }
        rest(
            seconds: min(HostHealth.firstRestSeconds << min(rests, 16), HostHealth.longestRestSeconds), now: now,
            random: random)
        rests += 1
    }

    /// A rest that a longer one under way does not shorten.
    private mutating func rest(seconds: Int, now: Timestamp, random: Double) {
        let end = now.adding(seconds: seconds + Int(Double(seconds) / 10 * random))
        restsUntil = restsUntil.map { HostHealth.isUnderWay(restUntil: $0, now: now) ? max($0, end) : end } ?? end
    }

    /// Not where it is over, nor where it is longer than any rest: then the clock was set back.
    private static func isUnderWay(restUntil end: Timestamp, now: Timestamp) -> Bool {
        let remaining = end.secondsSinceEpoch - now.secondsSinceEpoch
        return remaining > 0 && remaining <= longestAskedSeconds * 11 / 10
    }
}

extension HostHealth.Sign {
    /// What an answer shows.
    package init(_ response: Response, now: Timestamp) {
        switch response.status {
        case 429, 503:
            self = .tooMuch(
                retryAfter: response.header("Retry-After").flatMap { RetrySchedule.wait(asked: $0, now: now) })
        case 500, 502, 504...: self = .troubled
        default: self = .answered
        }
    }

    /// What a failure shows; nil where it is not the host's doing.
    package init?(_ failure: FetchFailure) {
        switch failure {
        case .hostNotFound, .connectionRefused, .connectionFailed, .connectionLost, .certificate, .tlsHandshake,
            .truncated:
            self = .unreachable(isTimeOut: false)
        case .timedOut: self = .unreachable(isTimeOut: true)
        case .redirectLoop, .tooManyRedirects, .redirectRefused, .bodyTooLarge, .undecodable, .protocolError:
            self = .answered
        case .addressRefused, .proxy, .local, .cancelled, .shuttingDown: return nil
        }
    }
}
