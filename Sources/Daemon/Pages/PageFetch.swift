package import Fetching
internal import Judging
package import Model

/// Asks for an address, in one order, whoever wants it: articles, lists, files, probes.
///
/// | in this order | no means |
/// |---|---|
/// | was it not set aside (`ReadingPool`)? | `.setAside` |
/// | rest, robots, turn, redirects, tries (`PoliteFetcher`) | `.postponed`, `.disallowed`, `.failed` |
/// | a page that only sends its reader on: where does it lead? | it is followed, each step asked for like the first |
/// | is it as it was (304)? | yes: `.notModified` |
/// | does the site want fewer visits (429)? | yes: `.tooMany` |
/// | does something stand in its place, whatever the status? | yes: `.wall` |
/// | what does the status say? | `.missing`, `.refused`; else `.page` |
///
/// So a firewall's page under a 404 is a wall and says nothing about the page behind it.
package struct PageFetch: Sendable {
    let fetcher: PoliteFetcher
    let time: DaemonClock

    /// Where what is fetched is read.
    var pool: ReadingPool { fetcher.pool }

    /// What is wanted, and so what would be a wall in its place.
    enum Expectation: Sendable {
        /// An article, or a page of pictures or with a viewer.
        case page
        /// A list in any form: only what a person would see as a page can be a wall. One that scripts fill is none where
        /// the closure says that it leads on.
        case list(leadsOn: @Sendable (Response) -> Bool)
        /// A file: whoever wanted it looks at what came under a status of 200 to 299.
        case file
    }

    /// A wall that takes the site's patience is left alone for so long at least, in seconds.
    private static let restAfterTooMuch = 60

    /// Gets an address.
    ///
    /// - Parameter attempt: what the answer is read as.
    func get(_ request: Request, _ expected: Expectation = .page, as attempt: ReadingAttempt) async -> Fetched {
        if let refusal = pool.refusal(of: attempt) { return .setAside(refusal) }
        let address = request.address
        let response: Response
        do throws(FetchRefusal) {
            switch expected {
            case .page: response = try await fetcher.fetchFollowing(request, as: attempt)
            case .list, .file: response = try await fetcher.fetch(request)
            }
        } catch {
            return Fetched(error)
        }
        switch response.status {
        case 304: return .notModified(response)
        case 429: return tooMany(response, address)
        default: break
        }
        do throws(ReadingFailure) {
            if let wall = try await wall(in: response, asked: address, expected, as: attempt) {
                return .wall(wall, response)
            }
        } catch {
            return Fetched(error, of: address)
        }
        switch response.status {
        case 200...299: return .page(response)
        case 404: return .missing(.notFound, "\(address): there is no such page (HTTP 404)")
        case 410: return .missing(.removed, "\(address): there is no such page (HTTP 410)")
        case 408, 425, 500...599:
            return .refused(
                status: response.status, "\(address): the site is in trouble (HTTP \(response.status)); try again later"
            )
        default:
            return .refused(
                status: response.status, "\(address): the site does not give this page (HTTP \(response.status))")
        }
    }

    private func tooMany(_ response: Response, _ address: WebAddress) -> Fetched {
        let now = time.now()
        let asked = response.header("Retry-After").flatMap { RetrySchedule.wait(asked: $0, now: now) }
        let rest = max(Int(clamping: asked?.components.seconds ?? 0), PageFetch.restAfterTooMuch)
        return .tooMany(
            until: now.adding(seconds: rest), "\(address): the site wants fewer visits (HTTP 429); try again later")
    }

    private func wall(
        in response: Response, asked: WebAddress, _ expected: Expectation, as attempt: ReadingAttempt
    ) async throws(ReadingFailure) -> Wall? {
        let isError = !(200...299).contains(response.status)
        switch expected {
        case .page:
            return try await pool.read(attempt, response.body) {
                WallRecogniser.standard.wallOrItem(in: response, asked: asked)
            }
        case .file:
            guard isError else { return nil }
            return try await pool.read(attempt, response.body) {
                WallRecogniser.standard.wall(in: response, asked: asked)
            }
        case .list(let leadsOn):
            guard isError || ListFetch.isPage(response.body) else { return nil }
            return try await pool.read(attempt, response.body) {
                WallRecogniser.standard.wall(in: response, asked: asked).flatMap { wall in
                    wall.kind == .scriptShell && leadsOn(response) ? nil : wall
                }
            }
        }
    }
}

/// Gets one more page or file of a page in hand.
typealias FurtherPages = @Sendable (WebAddress) async -> Fetched
