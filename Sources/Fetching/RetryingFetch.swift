internal import Glibc
package import Model

extension Fetcher {
    /// Gets a page, trying again where the schedule says so; waits on `clock`.
    ///
    /// - Parameter beforeAgain: called before every try after the first.
    /// - Returns: the last answer, also where its status is an error that remained.
    /// - Throws: the last failure; `.cancelled` when the task is cancelled while it waits.
    package func fetchRetrying(
        _ request: Request, schedule: RetrySchedule = RetrySchedule(), clock: some Clock<Duration> = ContinuousClock(),
        now: @Sendable () -> Timestamp = { Timestamp(secondsSinceEpoch: time(nil)) },
        beforeAgain: @Sendable () async throws(FetchFailure) -> Void = { () throws(FetchFailure) in },
        permitting: Permission = { (_) throws(FetchFailure) in }
    ) async throws(FetchFailure) -> Response {
        var attempt = 1
        while true {
            let result = await outcome(of: request, permitting)
            let decision = schedule.decision(
                after: RetrySchedule.Outcome(result), attempt: attempt, now: now(), random: .random(in: 0...1))
            guard case .wait(let pause) = decision else { return try result.get() }
            do {
                try await clock.sleep(for: pause)
            } catch {
                throw .cancelled  // the only reason for which a clock's sleep ends early
            }
            try await beforeAgain()
            attempt += 1
        }
    }

    private func outcome(of request: Request, _ permitting: Permission) async -> Result<Response, FetchFailure> {
        do throws(FetchFailure) {
            return .success(try await fetch(request, permitting: permitting))
        } catch {
            return .failure(error)
        }
    }
}

extension RetrySchedule.Outcome {
    fileprivate init(_ result: Result<Response, FetchFailure>) {
        switch result {
        case .success(let response):
            self = .answered(status: response.status, retryAfter: response.header("Retry-After"))
        case .failure(let failure): self = .failed(failure)
        }
    }
}
