import Extraction
import Fetching
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// How addresses are asked for: in one order, by hand as by the daemon.
@Suite struct PageFetchTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func fetch(_ workshop: Workshop, retries: Int = 0) async throws -> PageFetch {
        var policy = FetchPolicy()
        policy.allowsPrivateAddresses = true
        var configuration = workshop.configuration
        configuration.fetch.delay = .seconds(2)
        configuration.fetch.retries = retries
        return try await Wiring.pageFetch(
            configuration, .byHand, try Fetcher(policy: policy), memory: try workshop.openStore(), shared: nil,
            time: time.noting, pool: ReadingPool())
    }

    private func get(_ fetch: PageFetch, _ url: String) async throws -> Fetched {
        let address = try WebAddress(parsing: url)
        return await fetch.get(
            Request(address), as: ReadingAttempt(.page, source: SourceConfiguration.manual, address: address))
    }

    @Test func theOnlyPageDoesNotWaitBehindItsRobots() async throws {
        let site = try PretendSite(on: "127.0.19.1", robots: "")
        for name in ["a", "b"] { site.set("/\(name)", Newspaper.page()) }
        let fetch = try await fetch(try Workshop())
        #expect(try await get(fetch, "\(site.origin)/a").reason == nil)
        #expect(site.targets == ["/robots.txt", "/a"])
        #expect(time.pauses.isEmpty)
        #expect(try await get(fetch, "\(site.origin)/b").reason == nil)
        #expect(time.pauses == [.seconds(2)])
    }

    @Test func anotherTryTakesAnotherTurn() async throws {
        let site = try PretendSite(on: "127.0.19.2", robots: "")
        site.set("/a", Answer.page("", status: 500))
        let fetched = try await get(try await fetch(try Workshop(), retries: 2), "\(site.origin)/a")
        guard case .refused(status: 500, _) = fetched else {
            Issue.record("taken for something else: \(fetched)")
            return
        }
        #expect(fetched.mayPass)
        #expect(site.targets.count { $0 == "/a" } == 3)
        #expect(time.pauses.reduce(.zero, +) >= .seconds(4), "\(time.pauses)")
    }

    @Test func aCrawlDelayOfADayIsSaid() async throws {
        let site = try PretendSite(on: "127.0.19.3", robots: "User-agent: *\nCrawl-delay: 86400\n")
        for name in ["a", "b"] { site.set("/\(name)", Newspaper.page()) }
        let fetch = try await fetch(try Workshop())
        #expect(try await get(fetch, "\(site.origin)/a").reason == nil)
        guard case .postponed(_, let reason) = try await get(fetch, "\(site.origin)/b") else {
            Issue.record("taken for something else")
            return
        }
        #expect(
            reason.contains("robots.txt asks for 1d") && reason.contains("Crawl-delay: 86400 (line 2)"), "\(reason)")
        #expect(time.pauses.isEmpty)
    }

    @Test(arguments: [(412, "ruishu"), (521, "jiasule"), (468, "blocked")])
    func aWallIsNamedWhateverItsStatus(_ status: Int, _ kind: String) async throws {
        let site = try PretendSite(on: "127.0.19.5", robots: "")
        site.set("/a", Answer.page("", status: status))
        let fetched = try await get(try await fetch(try Workshop()), "\(site.origin)/a")
        guard case .wall(let wall, _) = fetched else {
            Issue.record("taken for something else: \(fetched)")
            return
        }
        #expect(wall.kind.rawValue == kind)
        #expect(fetched.reason?.contains(kind) == true && fetched.reason?.contains("HTTP \(status)") == true)
    }

    @Test func anAnswerThatNobodyAskedForEndsNothing() async throws {
        let workshop = try Workshop()
        let visits = Counter()
        let cut = String(Newspaper.page().dropLast(60))
        try await LoopbackWeb.serve { request in
            guard request.path == "/a" else { return .page("", status: 404) }
            return visits.next() == 0 ? .page(cut) : Answer([.send(Answer.head(304, [("ETag", "\"1\"")]))])
        } during: { web in
            let run = try await workshop.fetch([web.url("/a")])
            #expect(run.status == .someFailed && run.errors.contains("HTTP 304"), "\(run.errors)")
        }
    }

    @Test func aHostThatRestsIsNotAsked() async throws {
        let site = try PretendSite(on: "127.0.19.6", robots: "")
        site.set("/a", Answer.page("", status: 429, headers: [("Retry-After", "3600")]))
        let fetch = try await fetch(try Workshop())
        guard case .tooMany = try await get(fetch, "\(site.origin)/a"),
            case .postponed(_, let reason) = try await get(fetch, "\(site.origin)/b")
        else {
            Issue.record("asked all the same")
            return
        }
        #expect(reason.contains("left alone"))
        #expect(site.targets == ["/robots.txt", "/a"])
    }
}
