import Archiving
import Fetching
import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct PoliteFetcherTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    /// A guest over a store of its own.
    private struct Guest {
        let workshop: Workshop
        let store: SQLiteStore
        let fetcher: PoliteFetcher

        init(_ time: ManualTime, delay: Duration = .zero, workshop: Workshop? = nil) async throws {
            let workshop = try workshop ?? Workshop()
            self.workshop = workshop
            store = try workshop.openStore()
            var policy = FetchPolicy()
            policy.allowsPrivateAddresses = true
            policy.userAgent = "dibao/1.0 (+a@b.example)"
            fetcher = try await PoliteFetcher.start(
                fetcher: try Fetcher(policy: policy),
                manners: .init(delay: delay, obeysRobots: true, retries: 0), memory: store,
                shared: try Wiring.sharedTurns(workshop.configuration), time: time.noting)
        }

        /// The status, or why there is none.
        func status(_ url: String) async throws -> String {
            let address = try WebAddress(parsing: url)
            do throws(FetchRefusal) {
                return "\(try await fetcher.fetch(Request(address)).status)"
            } catch {
                switch error {
                case .postponed: return "postponed"
                case .disallowed: return "disallowed"
                case .failed: return "failed"
                }
            }
        }
    }

    @Test func rulesComeBeforeTheFirstRequestAndHoldForRedirects() async throws {
        let site = try PretendSite(on: "127.0.14.1", robots: "User-agent: dibao\nDisallow: /inner/\n")
        site.set("/a", "<p>a</p>")
        site.set("/door", Answer.redirect(to: "/inner/a"))
        let guest = try await Guest(time)
        #expect(try await guest.status("\(site.origin)/inner/b") == "disallowed")
        #expect(site.targets == ["/robots.txt"])
        #expect(try await guest.status("\(site.origin)/a") == "200")
        #expect(try await guest.status("\(site.origin)/door") == "disallowed")
        #expect(site.targets == ["/robots.txt", "/a", "/door"])
    }

    @Test func everyRequestNamesTheVisitor() async throws {
        let site = try PretendSite(on: "127.0.14.2", robots: "")
        site.set("/a", "<p>a</p>")
        _ = try await Guest(time).status("\(site.origin)/a")
        #expect(site.web.requests.allSatisfy { $0.header("User-Agent") == "dibao/1.0 (+a@b.example)" })
    }

    @Test func pauseBetweenRequestsHoldsForTheHostWhoeverAsks() async throws {
        let sites = try [PretendSite(on: "127.0.14.3", robots: ""), PretendSite(on: "127.0.14.3", robots: "")]
        for site in sites { for name in ["a", "b", "c"] { site.set("/\(name)", "<p>\(name)</p>") } }
        let guest = try await Guest(time, delay: .milliseconds(150))
        let addresses = sites.flatMap { site in ["a", "b", "c"].map { "\(site.origin)/\($0)" } }
        for address in addresses { #expect(try await guest.status(address) == "200") }
        // Six pages and two robots.txt; the first does not wait.
        #expect(time.pauses == Array(repeating: .milliseconds(150), count: 7))
    }

    @Test func crawlDelayOfTheSiteWinsWhereItIsLonger() async throws {
        let site = try PretendSite(on: "127.0.14.4", robots: "User-agent: *\nCrawl-delay: 0.4\n")
        site.set("/a", "<p>a</p>")
        site.set("/b", "<p>b</p>")
        let guest = try await Guest(time, delay: .milliseconds(10))
        for name in ["a", "b", "a"] { #expect(try await guest.status("\(site.origin)/\(name)") == "200") }
        #expect(time.pauses == [.milliseconds(10), .milliseconds(400), .milliseconds(400)])
    }

    @Test func aCrawlDelayOfADayIsSaidAndNotWaitedFor() async throws {
        let site = try PretendSite(on: "127.0.14.10", robots: "User-agent: *\nCrawl-delay: 86400\n")
        for name in ["a", "b"] { site.set("/\(name)", "<p>\(name)</p>") }
        let guest = try await Guest(time)
        #expect(try await guest.status("\(site.origin)/a") == "200")
        let address = try WebAddress(parsing: "\(site.origin)/b")
        let refusal = await #expect(throws: FetchRefusal.self) { try await guest.fetcher.fetch(Request(address)) }
        guard case .postponed(let until, let reason)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(until == time.now.adding(seconds: 86_401))
        for word in ["\(site.origin)/robots.txt", "1d", "Crawl-delay: 86400 (line 2)", "\(until)"] {
            #expect(reason.contains(word), "\(reason)")
        }
        #expect(time.pauses.isEmpty)
    }

    @Test func redirectsOnOneHostTakeATurnEach() async throws {
        let site = try PretendSite(on: "127.0.14.11", robots: "")
        site.set("/door", Answer.redirect(to: "/a"))
        site.set("/a", "<p>a</p>")
        let guest = try await Guest(time, delay: .milliseconds(150))
        for _ in 0..<2 { #expect(try await guest.status("\(site.origin)/door") == "200") }
        #expect(time.pauses == Array(repeating: .milliseconds(150), count: 4))
    }

    @Test func aSiteThatWantsFewerVisitsIsLeftAloneAlsoAfterARestart() async throws {
        let site = try PretendSite(on: "127.0.14.5", robots: "")
        site.set("/busy", Answer.page("", status: 429, headers: [("Retry-After", "600")]))
        site.set("/a", "<p>a</p>")
        let guest = try await Guest(time)
        #expect(try await guest.status("\(site.origin)/busy") == "429")
        let asked = site.targets.count
        #expect(try await guest.status("\(site.origin)/a") == "postponed")
        #expect(await guest.fetcher.restingSites() == [site.origin])
        let after = try await Guest(time, workshop: guest.workshop)
        #expect(try await after.status("\(site.origin)/a") == "postponed")
        #expect(site.targets.count == asked, "nothing was asked meanwhile")
        time.advance(hours: 0.25)
        #expect(try await after.status("\(site.origin)/a") == "200")
    }

    @Test func guestsOverOneDatabaseKeepThePausesTogether() async throws {
        let site = try PretendSite(on: "127.0.14.8", robots: "User-agent: *\nCrawl-delay: 0.4\n")
        for name in ["a", "b"] { site.set("/\(name)", "<p>\(name)</p>") }
        let daemon = try await Guest(time)
        let backfill = try await Guest(time, workshop: daemon.workshop)
        #expect(try await daemon.status("\(site.origin)/a") == "200")
        #expect(try await backfill.status("\(site.origin)/b") == "200")
        #expect(try await daemon.status("\(site.origin)/b") == "200")
        // robots.txt of the one, and at once the page; robots.txt of the other after the page's pause.
        #expect(time.pauses == [.milliseconds(400), .milliseconds(400)])
    }

    @Test func aRestThatOneGuestIsAskedForHoldsForTheOthersToo() async throws {
        let site = try PretendSite(on: "127.0.14.9", robots: "")
        site.set("/busy", Answer.page("", status: 503, headers: [("Retry-After", "600")]))
        site.set("/a", "<p>a</p>")
        let daemon = try await Guest(time)
        let backfill = try await Guest(time, workshop: daemon.workshop)
        #expect(try await backfill.status("\(site.origin)/a") == "200")
        #expect(try await daemon.status("\(site.origin)/busy") == "503")
        #expect(try await backfill.status("\(site.origin)/a") == "postponed")
        time.advance(hours: 0.25)
        #expect(try await backfill.status("\(site.origin)/a") == "200")
        #expect(try await daemon.status("\(site.origin)/a") == "200")
    }

    @Test func rulesThatCannotBeHadCloseTheSite() async throws {
        let site = try PretendSite(on: "127.0.14.6")
        site.set("/robots.txt", Answer.page("", status: 503))
        site.set("/a", "<p>a</p>")
        let guest = try await Guest(time)
        #expect(try await guest.status("\(site.origin)/a") == "postponed")
        #expect(!site.targets.contains("/a"))
        site.set("/robots.txt", "User-agent: *\nAllow: /\n", type: "text/plain")
        time.advance(hours: 1)
        #expect(try await guest.status("\(site.origin)/a") == "200")
    }

    @Test func fiveFailuresInARowRestTheSite() async throws {
        let site = try PretendSite(on: "127.0.14.7", robots: "")
        site.set("/broken", Answer.page("", status: 500))
        let guest = try await Guest(time)
        for _ in 0..<5 { #expect(try await guest.status("\(site.origin)/broken") == "500") }
        #expect(try await guest.status("\(site.origin)/broken") == "postponed")
        #expect(site.targets.count { $0 == "/broken" } == 5)
    }
}
