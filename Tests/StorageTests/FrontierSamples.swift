import Model
import Storage

let day = Day("2023-06-16")!

/// Page `number` of a source, on the source's own site unless another is named.
func found(
    _ number: Int, of source: String = "a", site: String? = nil, title: String? = nil, day: Day? = nil,
    _ purpose: PagePurpose = .firstVisit
) -> FoundPage {
    let site = site ?? "http://\(source).gov.cn"
    return FoundPage(
        key: "\(site.dropFirst(7))/\(number)", url: "\(site)/\(number).html", source: source, site: site,
        foundOn: "\(site)/", title: title, day: day, purpose: purpose)
}

func request(
    by owner: String = "one", at seconds: Int = 0, limit: Int = 10, perSite: Int = 10, avoiding: Set<String> = [],
    of sources: Set<String>? = nil, for duration: Duration = .seconds(600)
) -> LeaseRequest {
    LeaseRequest(
        owner: owner, now: time(seconds), limit: limit, perSite: perSite, avoiding: avoiding, sources: sources,
        duration: duration)
}

extension [LeasedPage] {
    /// Their addresses without scheme and `.html`.
    var keys: [String] { map(\.page.found.key) }
}

extension SQLiteStore {
    /// Leases the one page that is due, and completes it.
    @discardableResult
    func visit(
        at seconds: Int, _ outcome: PageOutcome, next: Int?, looks: String? = nil, visit: Visit? = nil
    ) async throws -> LeasedPage? {
        let pages = try await lease(request(at: seconds, limit: 1))
        let completions = pages.map {
            PageCompletion(
                of: $0.lease, at: time(seconds), outcome, next: next.map { time($0) }, looks: looks, visit: visit)
        }
        let lost = try await complete(completions)
        return lost.isEmpty ? pages.first : nil
    }
}
