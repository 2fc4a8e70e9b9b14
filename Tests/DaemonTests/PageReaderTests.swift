import Extraction
import Fetching
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// How pages are fetched by hand: in their host's turn, and whole.
@Suite struct PageReaderTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func reader(retries: Int = 0) throws -> PageReader {
        var policy = FetchPolicy()
        policy.allowsPrivateAddresses = true
        var schedule = RetrySchedule()
        schedule.retries = retries
        schedule.base = .zero
        return PageReader(
            fetcher: try Fetcher(policy: policy), schedule: schedule, turns: HostTurns(time: time.noting),
            delay: .seconds(2), obeysRobots: true, extractor: Extractor())
    }

    private func visit(_ url: String) throws -> PageVisit {
        PageVisit(address: try WebAddress(parsing: url), utcOffset: 28_800)
    }

    /// Why there is no page.
    private func refusal(_ reader: PageReader, _ url: String) async throws -> PageFailure? {
        let visit = try visit(url)
        do throws(PageFailure) {
            _ = try await reader.fetch(visit)
            return nil
        } catch {
            return error
        }
    }

    @Test func theOnlyPageDoesNotWaitBehindItsRobots() async throws {
        let site = try PretendSite(on: "127.0.19.1", robots: "")
        for name in ["a", "b"] { site.set("/\(name)", "<p>\(name)</p>") }
        let reader = try reader()
        _ = try await reader.fetch(try visit("\(site.origin)/a"))
        #expect(site.targets == ["/robots.txt", "/a"])
        #expect(time.pauses.isEmpty)
        _ = try await reader.fetch(try visit("\(site.origin)/b"))
        #expect(time.pauses == [.seconds(2)])
    }

    @Test func anotherTryTakesAnotherTurn() async throws {
        let site = try PretendSite(on: "127.0.19.2", robots: "")
        site.set("/a", Answer.page("", status: 503))
        guard case .later? = try await refusal(try reader(retries: 2), "\(site.origin)/a") else {
            Issue.record("taken for something else")
            return
        }
        #expect(site.targets.count { $0 == "/a" } == 3)
        #expect(time.pauses == [.seconds(2), .seconds(2)])
    }

    @Test func aCrawlDelayOfADayIsSaid() async throws {
        let site = try PretendSite(on: "127.0.19.3", robots: "User-agent: *\nCrawl-delay: 86400\n")
        for name in ["a", "b"] { site.set("/\(name)", "<p>\(name)</p>") }
        let reader = try reader()
        #expect(try await refusal(reader, "\(site.origin)/a") == nil)
        guard case .later(let reason)? = try await refusal(reader, "\(site.origin)/b") else {
            Issue.record("taken for something else")
            return
        }
        #expect(
            reason.contains("robots.txt asks for 1d") && reason.contains("Crawl-delay: 86400 (line 2)"), "\(reason)")
        #expect(time.pauses.isEmpty)
    }

    @Test func aPageThatBreaksOffIsAskedForAgain() async throws {
        let site = try PretendSite(on: "127.0.19.4", robots: "")
        site.set("/a", String(Newspaper.page().dropLast(60)))
        #expect(try await refusal(try reader(), "\(site.origin)/a") == nil, "it ends there each time")
        #expect(site.targets.count { $0 == "/a" } == 2)
    }

    @Test(arguments: [(412, "ruishu"), (521, "jiasule"), (468, "blocked")])
    func aWallIsNamed(_ status: Int, _ kind: String) async throws {
        let site = try PretendSite(on: "127.0.19.5", robots: "")
        site.set("/a", Answer.page("", status: status))
        guard case .refused(let reason)? = try await refusal(try reader(), "\(site.origin)/a") else {
            Issue.record("taken for something else")
            return
        }
        #expect(reason.contains(kind) && reason.contains("HTTP \(status)"))
    }
}
