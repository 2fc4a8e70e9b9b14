package import Model

/// Whether and when to try again: a pure decision.
///
/// | outcome | decision |
/// |---|---|
/// | a failure that is not worth retrying | give up |
/// | no such host | once more, since name servers stumble; then give up |
/// | another failure, or status 408, 425, 429, 500, 502, 503, 504 | wait, as long as tries are left |
/// | the same with `Retry-After` up to `longestWait` | wait that long at least |
/// | the same with a longer `Retry-After` | give up: come back later |
/// | any other status | give up: it is the answer |
///
/// The wait before retry n is drawn evenly from 0 to `base` · 2ⁿ⁻¹, at most `ceiling`: full jitter, so that many
/// clients of a site that was down do not come back together.
/// Source: M. Brooker, "Exponential Backoff And Jitter" (2015); RFC 9110, section 10.2.3.
package struct RetrySchedule: Hashable, Sendable {
    /// Tries after the first.
    package var retries = 4
    package var base: Duration = .seconds(2)
    package var ceiling: Duration = .seconds(30)
    /// The longest `Retry-After` that is waited for.
    package var longestWait: Duration = .seconds(120)

    package init() {}

    /// What there is to decide on.
    package enum Outcome: Hashable, Sendable {
        case failed(FetchFailure)
        /// `retryAfter` as the header has it.
        case answered(status: Int, retryAfter: String?)
    }

    package enum Decision: Hashable, Sendable {
        case wait(Duration)
        case giveUp
    }

    /// - Parameters:
    ///   - attempt: how many tries there have been, from 1.
    ///   - random: drawn evenly from 0 to 1.
    package func decision(after outcome: Outcome, attempt: Int, now: Timestamp, random: Double) -> Decision {
        guard attempt <= retries(after: outcome) else { return .giveUp }
        let doublings = min(max(attempt - 1, 0), 20)
        let pause = min(base * (1 << doublings), ceiling) * random
        guard case .answered(_, let field?) = outcome, let asked = RetrySchedule.wait(asked: field, now: now) else {
            return .wait(pause)
        }
        return asked <= longestWait ? .wait(max(asked, pause)) : .giveUp
    }

    private func retries(after outcome: Outcome) -> Int {
        switch outcome {
        case .failed(.hostNotFound): min(retries, 1)
        case .failed(let failure): failure.isWorthRetrying ? retries : 0
        case .answered(let status, _): [408, 425, 429, 500, 502, 503, 504].contains(status) ? retries : 0
        }
    }

    /// What a `Retry-After` field asks for: seconds or an HTTP date; zero for the past, nil where it says nothing.
    package static func wait(asked field: String, now: Timestamp) -> Duration? {
        if let date = Timestamp(httpDate: field) {
            return .seconds(max(0, date.secondsSinceEpoch - now.secondsSinceEpoch))
        }
        guard !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return .seconds(min(Int(field) ?? .max, 366 * 86_400))
    }
}
