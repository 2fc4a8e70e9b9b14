internal import Fetching
internal import Model

extension PoliteFetcher {
    /// Pages that only send their reader on, one behind the other.
    private static let redirectionsLimit = 3

    /// Gets a page; one that only sends its reader on, by a meta refresh or a script, is followed like a redirect: each
    /// step is asked for, waited for and checked as any other request.
    ///
    /// - Parameter attempt: what the page is read as.
    /// - Returns: the page where the way ends; one that leads on still, where that was too far or in a circle.
    /// - Throws: why the page, or the one that it leads to, was not got.
    func fetchFollowing(_ request: Request, as attempt: ReadingAttempt) async throws(FetchRefusal) -> Response {
        var response = try await fetch(request)
        var seen: Set = [request.address, response.address]
        for _ in 0..<PoliteFetcher.redirectionsLimit {
            guard (200...299).contains(response.status), let target = try await redirection(in: response, of: attempt),
                seen.insert(target).inserted
            else { break }
            let step = Redirect(status: response.status, from: response.address, to: target)
            let way = response.redirects + [step]
            response = try await fetch(Request(target))
            response.redirects = way + response.redirects
        }
        return response
    }

    private func redirection(
        in response: Response, of attempt: ReadingAttempt
    ) async throws(FetchRefusal) -> WebAddress? {
        do throws(ReadingFailure) {
            return try await pool.redirection(in: response, of: attempt)
        } catch {
            guard error == .cancelled else { return nil }  // whoever reads the page meets the same, and says so
            throw .failed(.cancelled)
        }
    }
}

extension PageForward.Redirection {
    /// For a person.
    var reason: String { "a page that only sends its reader on (\(means.rawValue)) to \(target)" }
}
