internal import Model

/// Fetches pages: redirects followed and checked, limits kept, one thread for all transfers.
///
/// Any number of tasks may fetch at once; the policy says how many transfers run. Made once, shut down once.
package final class Fetcher: Sendable {
    package let policy: FetchPolicy
    let engine: Engine

    /// - Throws: `.local` where this machine has no memory, thread or file descriptor left.
    package init(policy: FetchPolicy) throws(FetchFailure) {
        self.policy = policy
        engine = try Engine(policy: policy)
    }

    deinit { engine.close() }

    /// Whether, and when, a redirect may be followed: returns when it is its turn.
    package typealias Permission = @Sendable (Redirect) async throws(FetchFailure) -> Void

    /// Gets a page. Every status is an answer, not a failure; cancelling the task stops the transfer.
    ///
    /// - Parameter permitting: asked before each redirect is followed; what it throws ends the fetch.
    package func fetch(
        _ request: Request, permitting: Permission = { (_) throws(FetchFailure) in }
    ) async throws(FetchFailure) -> Response {
        var chain = RedirectChain(request, policy: policy)
        var hop = try chain.firstHop()
        while true {
            guard !Task.isCancelled else { throw .cancelled }
            let landing = try await engine.run(hop).get()
            switch try chain.step(after: landing) {
            case .page(let response): return response
            case .next(let following):
                try await permitting(
                    Redirect(status: landing.response.status, from: hop.address, to: following.address))
                hop = following
            }
        }
    }

    /// Ends every transfer with `.shuttingDown`; returns when the thread has ended. Later fetches fail the same way.
    package func shutDown() async {
        engine.close()
        await engine.ended()
    }
}
