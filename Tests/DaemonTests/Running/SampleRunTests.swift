import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon
@testable import Sampling

/// The five pretend sites, served so that every request is seen.
private final class Stage: Sendable {
    let sites: [SampleSite]
    let webs: [LoopbackWeb]

    init(today: Day) throws {
        sites = SampleWeb(today: today).sites
        webs = try sites.enumerated().map { place, site in
            try LoopbackWeb(on: "127.0.8.\(place + 1)") { request in
                let answer = site.answer(
                    SampleRequest(
                        path: request.path, origin: "http://" + (request.header("Host") ?? ""),
                        ifNoneMatch: request.header("If-None-Match"),
                        ifModifiedSince: request.header("If-Modified-Since")))
                let headers = answer.headers.map { ($0.name, $0.value) }
                    .filter { $0.0.lowercased() != "content-length" }
                return Answer([
                    .send(
                        Answer.head(answer.status, headers + [("Content-Length", "\(answer.body.count)")])
                            + (answer.status == 304 ? [] : answer.body))
                ])
            }
        }
    }

    deinit { for web in webs { web.stop() } }

    var served: [SampleWeb.Served] {
        zip(sites, webs).map { SampleWeb.Served(site: $0, origin: "http://\($1.host):\($1.port)") }
    }

    func workshop() throws -> Workshop {
        let settings = SampleWeb.configuration(of: served)
        let sources = settings.range(of: "[[source]]").map { String(settings[$0.lowerBound...]) } ?? ""
        return try Workshop(sources: sources)
    }
}

/// One pass over the sample web, from start pages to files.
@Suite struct SampleRunTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")

    private func stage() throws -> Stage { try Stage(today: time.now.day(offset: 8 * 3600)) }

    @Test func everyArticleIsFoundAndKeptOnceWithItsExactText() async throws {
        let stage = try stage()
        let workshop = try stage.workshop()
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        let events = try workshop.events()
        let wanted = Set(stage.served.flatMap(\.articles))
        // One article is listed by an address that redirects to its own.
        #expect(Set(events.map(\.url)) == wanted, "missing: \(wanted.subtracting(events.map(\.url)).sorted())")
        #expect(events.count == wanted.count)
        #expect(events.count { $0.name == "duplicate" } == 7)
        for event in events {
            guard let file = event.record?.file else { continue }
            let site = try #require(stage.served.first { event.url.hasPrefix($0.origin + "/") })
            #expect(try workshop.text(file) == site.site.texts[String(event.url.dropFirst(site.origin.count))])
            #expect(event.source == site.site.id)
        }
        #expect(try await workshop.disagreements() == [])
    }

    @Test func anArticleThatSeveralPagesListCountsOnceTowardsItsDay() async throws {
        let stage = try stage()
        let workshop = try stage.workshop()
        _ = try await workshop.pass(time)
        let today = time.now.day(offset: 8 * 3600)
        let days = try await workshop.openStore().days(of: "sample-daily", from: today, to: today)
        let day = try #require(days.first)
        #expect(day.captured == 4)
        #expect(day.expectation.listed == 4)
    }

    @Test func whatRobotsDisallowIsNeverRequested() async throws {
        let stage = try stage()
        let workshop = try stage.workshop()
        _ = try await workshop.pass(time)
        for (site, web) in zip(stage.sites, stage.webs) {
            let targets = web.requests.map(\.target)
            #expect(targets.first == "/robots.txt", "\(site.id)")
            #expect(targets.count { $0 == "/robots.txt" } == 1)
            #expect(!targets.contains { $0.hasPrefix("/neibu/") || $0.hasPrefix("/admin/") || $0.hasPrefix("/m/") })
            #expect(Set(targets).count == targets.count, "\(site.id): nothing is asked for twice")
        }
    }

    @Test func secondPassCostsConditionalRequestsOnlyAndKeepsNothing() async throws {
        let stage = try stage()
        let workshop = try stage.workshop()
        _ = try await workshop.pass(time)
        let (files, asked) = (workshop.texts, stage.webs.map(\.requests.count))
        let again = try await workshop.pass(time)
        #expect(again.status == .done, "\(again.errors)")
        for (web, before) in zip(stage.webs, asked) {
            let requests = web.requests.dropFirst(before)
            #expect(requests.count < 12, "\(requests.map(\.target))")
            for request in requests {
                #expect(
                    request.header("If-None-Match") != nil || request.header("If-Modified-Since") != nil,
                    "\(request.target)")
            }
        }
        #expect(workshop.texts == files)
    }

    @Test func rechecksThatAreDueFindEverythingUnchanged() async throws {
        let stage = try stage()
        let workshop = try stage.workshop()
        _ = try await workshop.pass(time)
        let before = try workshop.events()
        time.advance(hours: 2)
        let asked = stage.webs.map(\.requests.count)
        let again = try await workshop.pass(time)
        #expect(again.status == .done, "\(again.errors)")
        #expect(try workshop.events() == before)
        // The page that is gone was never kept: there is nothing to compare it with.
        let rechecks = zip(stage.webs, asked).flatMap { $0.requests.dropFirst($1) }
            .filter { !$0.target.hasSuffix("_10131.html") }
        #expect(rechecks.count > before.count, "every article is looked at again")
        #expect(rechecks.allSatisfy { $0.header("If-None-Match") != nil || $0.header("If-Modified-Since") != nil })
    }
}
