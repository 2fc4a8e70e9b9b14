import Fetching
import LoopbackWeb
import Model
import Testing

@Suite(.timeLimit(.minutes(30)))
struct RobotsKeeperTests {
    @Test("The rules of a site's file decide about its addresses, with the delay that it asks for")
    func verdicts() async throws {
        let site = PretendSite { _ in .page("User-agent: *\nDisallow: /admin/\nCrawl-delay: 4\n") }
        let keeper = site.keeper()
        #expect(await keeper.verdict(for: address("http://a.example/x")) == .allowed(crawlDelay: .seconds(4)))
        let refused = await keeper.verdict(for: address("http://a.example/admin/x?y"))
        #expect(refused == .disallowed(rule: "Disallow: /admin/ (line 2)"))
        #expect(site.asked == ["http://a.example/robots.txt"])
    }

    @Test("Scheme, host and port make the site: each has its own file")
    func sites() async {
        let site = PretendSite { request in
            .page(request.address.port == 8080 ? "User-agent: *\nDisallow: /" : "")
        }
        let keeper = site.keeper()
        #expect(await keeper.verdict(for: address("http://a.example/")) == .allowed(crawlDelay: nil))
        #expect(await keeper.verdict(for: address("https://a.example/")) == .allowed(crawlDelay: nil))
        #expect(
            await keeper.verdict(for: address("http://a.example:8080/")) == .disallowed(rule: "Disallow: / (line 2)"))
        #expect(site.asked.count == 3)
    }

    @Test(
        "What the site says instead of a file decides, too",
        arguments: [
            (200, Meaning.theFile), (206, .theFile), (204, .theFile), (301, .everything), (304, .everything),
            (400, .everything),
            (401, .everything), (403, .everything), (404, .everything), (410, .everything), (412, .everything),
            (451, .everything), (499, .everything), (408, .nothing), (425, .nothing), (429, .nothing), (500, .nothing),
            (502, .nothing), (503, .nothing), (512, .nothing), (521, .nothing), (599, .nothing),
        ])
    func statuses(_ status: Int, _ meaning: Meaning) async {
        let site = PretendSite { _ in .page("User-agent: *\nDisallow: /a", status: status) }
        await expect(site, means: meaning)
    }

    @Test(
        "A failure on the way closes the site; one that shows that there is no file opens it",
        arguments: [
            (FetchFailure.hostNotFound(host: "a"), Meaning.nothing), (.connectionRefused(site: "a"), .nothing),
            (.connectionFailed(site: "a", reason: ""), .nothing), (.connectionLost(site: "a", reason: ""), .nothing),
            (.certificate(site: "a", reason: ""), .nothing), (.tlsHandshake(site: "a", reason: ""), .nothing),
            (.timedOut(site: "a", phase: .waiting), .nothing), (.truncated(site: "a", receivedBytes: 1), .nothing),
            (.bodyTooLarge(site: "a", limitBytes: 1), .nothing), (.undecodable(site: "a", reason: ""), .nothing),
            (.addressRefused(host: "a", ip: "10.0.0.1", kind: "private"), .nothing),
            (.protocolError(site: "a", reason: ""), .nothing), (.proxy(reason: ""), .nothing),
            (.local(reason: ""), .nothing),
            (.redirectLoop(at: address("http://a.example/")), .everything),
            (.tooManyRedirects(from: address("http://a.example/"), limit: 10), .everything),
            (.redirectRefused(from: address("http://a.example/"), to: "file:///", reason: ""), .everything),
        ])
    func failures(_ failure: FetchFailure, _ meaning: Meaning) async {
        await expect(PretendSite { _ in .failure(failure) }, means: meaning)
    }

    private func expect(_ site: PretendSite, means meaning: Meaning) async {
        let keeper = site.keeper()
        let a = await keeper.verdict(for: address("http://a.example/a"))
        let b = await keeper.verdict(for: address("http://a.example/b"))
        switch meaning {
        case .theFile:
            #expect(a == .disallowed(rule: "Disallow: /a (line 2)"))
            #expect(b == .allowed(crawlDelay: nil))
        case .everything: #expect([a, b] == [.allowed(crawlDelay: nil), .allowed(crawlDelay: nil)])
        case .nothing:
            for verdict in [a, b] {
                guard case .unknown(let until, let reason) = verdict else {
                    Issue.record("expected unknown, found \(verdict)")
                    continue
                }
                #expect(until == Timestamp(secondsSinceEpoch: PretendSite.start + 60))
                #expect(reason.hasPrefix("http://a.example/robots.txt: "))
            }
        }
        #expect(site.asked.count == 1)
    }

    @Test(
        "A file is used as long as Cache-Control says, but for 5 minutes at least and 24 hours at most",
        arguments: [
            (nil, 86_400), ("max-age=3600", 3600), ("public, max-age=\"7200\"", 7200), ("max-age=604800", 86_400),
            ("max-age=0", 300), ("no-cache", 300), ("max-age=3600, no-store", 300), ("max-age=soon", 86_400),
            ("Max-Age=600", 600), ("max-age=99999999999999999999", 86_400),
        ])
    func caching(_ field: String?, _ seconds: Int) async {
        let site = PretendSite { _ in .page("", headers: field.map { ["Cache-Control": $0] } ?? [:]) }
        let keeper = site.keeper()
        for (offset, asked) in [(0, 1), (seconds - 1, 1), (seconds, 2)] {
            site.clock.set(offset)
            _ = await keeper.verdict(for: address("http://a.example/"))
            #expect(site.asked.count == asked, "after \(offset) s")
        }
    }

    @Test("A site without a file is asked again after 24 hours")
    func missingIsCached() async {
        let site = PretendSite { _ in .page("", status: 404, headers: ["Cache-Control": "max-age=1"]) }
        let keeper = site.keeper()
        for (offset, asked) in [(0, 1), (86_399, 1), (86_400, 2)] {
            site.clock.set(offset)
            _ = await keeper.verdict(for: address("http://a.example/"))
            #expect(site.asked.count == asked)
        }
    }

    @Test("An old file is asked for with its marks, and stays where the site says that it holds")
    func conditional() async {
        let site = PretendSite { request in
            request.known?.etag == "\"7\""
                ? .page("", status: 304) : .page("User-agent: *\nDisallow: /a", headers: ["ETag": "\"7\""])
        }
        let keeper = site.keeper()
        for offset in [0, 90_000, 180_000] {
            site.clock.set(offset)
            #expect(
                await keeper.verdict(for: address("http://a.example/a")) == .disallowed(rule: "Disallow: /a (line 2)"))
        }
        #expect(site.asked.count == 3)
        #expect(
            await keeper.snapshot(of: "http://a.example")?.fetchedAt?.secondsSinceEpoch == PretendSite.start + 180_000)
    }

    @Test(
        "When a site cannot be reached, its last file holds for 24 hours, then nothing may be fetched, until 30 days are over"
    )
    func unreachable() async {
        let site = PretendSite { _ in .page("User-agent: *\nDisallow: /a", headers: ["Cache-Control": "max-age=3600"]) }
        let keeper = site.keeper()
        _ = await keeper.verdict(for: address("http://a.example/a"))
        site.answers { _ in .failure(.connectionRefused(site: "a")) }
        let hour = 3600
        for (offset, isOpen) in [
            (hour, true), (24 * hour - 1, true), (24 * hour, false), (29 * 24 * hour, false),
            (30 * 24 * hour + hour - 1, false), (30 * 24 * hour + hour, true),
        ] {
            site.clock.set(offset)
            let (a, b) = (
                await keeper.verdict(for: address("http://a.example/a")),
                await keeper.verdict(for: address("http://a.example/b"))
            )
            if isOpen {
                #expect(a == .disallowed(rule: "Disallow: /a (line 2)"), "after \(offset) s")
                #expect(b == .allowed(crawlDelay: nil), "after \(offset) s")
            } else {
                #expect(isUnknown(a) && isUnknown(b), "after \(offset) s")
            }
        }
        site.answers { _ in .page("") }
        site.clock.set(31 * 24 * hour)
        #expect(await keeper.verdict(for: address("http://a.example/a")) == .allowed(crawlDelay: nil))
    }

    @Test("A site that never answered is open after 30 days, and asked less and less often till then")
    func neverReached() async {
        let site = PretendSite { _ in .failure(.timedOut(site: "a", phase: .connecting)) }
        let keeper = site.keeper()
        var waits: [Int] = []
        var now = 0
        while now < 30 * 86_400, waits.count < 1000 {
            site.clock.set(now)
            guard case .unknown(let until, _) = await keeper.verdict(for: address("http://a.example/a")) else { break }
            waits.append(until.secondsSinceEpoch - PretendSite.start - now)
            now = until.secondsSinceEpoch - PretendSite.start
        }
        #expect(waits.prefix(10) == [60, 120, 240, 480, 960, 1920, 3840, 7680, 14_400, 14_400])
        #expect(now >= 30 * 86_400)
        site.clock.set(now)
        #expect(await keeper.verdict(for: address("http://a.example/a")) == .allowed(crawlDelay: nil))
    }

    @Test(
        "A site that asks to be left alone is, up to a day",
        arguments: [("600", 600), ("10", 60), ("999999", 86_400), ("Thu, 01 Jan 1970 00:00:00 GMT", 60)])
    func retryAfter(_ field: String, _ seconds: Int) async {
        let site = PretendSite { _ in .page("", status: 503, headers: ["Retry-After": field]) }
        let keeper = site.keeper()
        for (offset, asked) in [(0, 1), (seconds - 1, 1), (seconds, 2)] {
            site.clock.set(offset)
            _ = await keeper.verdict(for: address("http://a.example/"))
            #expect(site.asked.count == asked)
        }
    }

    @Test("A clock that was set back makes no file last longer")
    func clockSetBack() async {
        let site = PretendSite { _ in .page("") }
        let keeper = site.keeper()
        _ = await keeper.verdict(for: address("http://a.example/"))
        site.clock.set(-1000)
        _ = await keeper.verdict(for: address("http://a.example/"))
        #expect(site.asked.count == 2)
        _ = await keeper.verdict(for: address("http://a.example/"))
        #expect(site.asked.count == 2)
    }

    @Test("What was saved is what a new keeper goes on with, also about a site that does not answer")
    func restoring() async {
        let saved = TestBox<[String: RobotsSnapshot]>([:])
        let site = PretendSite { request in
            request.address.host == "a.example"
                ? .page("User-agent: *\nDisallow: /a\nCrawl-delay: 2") : .failure(.connectionRefused(site: "b"))
        }
        let first = site.keeper { snapshot in _ = saved.update { $0[snapshot.siteKey] = snapshot } }
        let addresses = [address("http://a.example/a"), address("http://a.example/"), address("http://b.example/")]
        var before: [RobotsVerdict] = []
        for address in addresses { before.append(await first.verdict(for: address)) }
        let second = site.keeper(restoring: Array(saved.update { _ in }.values))
        var after: [RobotsVerdict] = []
        for address in addresses { after.append(await second.verdict(for: address)) }
        #expect(before == after)
        #expect(site.asked.count == 2)
    }

    @Test("Many pages that wait for one file cause one request")
    func singleFlight() async throws {
        let (asked, answer) = (try Gate(), try Gate())
        let requests = try await withWeb(answering: { _ in
            Answer(
                [.open(asked), .wait(answer)] + Answer.page("User-agent: *\nDisallow: /p/1").steps)
        }) { fetcher, web in
            let keeper = RobotsKeeper(now: { PretendSite.startTime }) { request throws(FetchFailure) in
                try await fetcher.fetch(request)
            }
            await withTaskGroup(of: RobotsVerdict.self) { group in
                for number in 0..<50 { group.addTask { await keeper.verdict(for: address(web.url("/p/\(number)"))) } }
                await asked.opened()
                answer.open()
                var refused = 0
                for await verdict in group where verdict != .allowed(crawlDelay: nil) { refused += 1 }
                #expect(refused == 11)  // /p/1 and /p/10 to /p/19
            }
            return web.requests.map(\.target)
        }
        #expect(requests == ["/robots.txt"])
    }

    @Test("Who is called off learns nothing, and the next one asks anew")
    func cancelled() async throws {
        let asked = try Gate()
        let tries = Counter()
        try await withWeb(answering: { _ in
            tries.next() == 1 ? Answer([.open(asked), .hang]) : .page("User-agent: *\nDisallow: /")
        }) { fetcher, web in
            let keeper = RobotsKeeper(now: { PretendSite.startTime }) { request throws(FetchFailure) in
                try await fetcher.fetch(request)
            }
            let first = Task { await keeper.verdict(for: address(web.url("/a"))) }
            await asked.opened()
            async let second = keeper.verdict(for: address(web.url("/a")))
            first.cancel()
            #expect(isUnknown(await first.value))
            #expect(await second == .disallowed(rule: "Disallow: / (line 2)"))
            #expect(await keeper.snapshot(of: address(web.url()).siteKey)?.failures == 0)
        }
    }

    @Test("Five redirects are followed, to other hosts as well, and the file holds for the site that was asked")
    func redirects() async throws {
        try await LoopbackWeb.serve(on: "127.0.0.2", { _ in .page("User-agent: *\nDisallow: /a") }) { other in
            try await withWeb(answering: { request in
                switch request.path {
                case "/robots.txt": .redirect(to: "/1", status: 301)
                case "/1": .redirect(to: "/2", status: 302)
                case "/2": .redirect(to: "/3", status: 303)
                case "/3": .redirect(to: "/4", status: 307)
                default: .redirect(to: other.url("/rules"), status: 308)
                }
            }) { fetcher, web in
                let keeper = RobotsKeeper(now: { PretendSite.startTime }) { request throws(FetchFailure) in
                    try await fetcher.fetch(request)
                }
                let verdict = await keeper.verdict(for: address(web.url("/a")))
                #expect(verdict == .disallowed(rule: "Disallow: /a (line 2)"))
                #expect(await keeper.snapshot(of: address(other.url()).siteKey) == nil)
            }
        }
    }

    @Test("Sitemaps are absolute addresses, and those that are none are left out")
    func sitemaps() async {
        let site = PretendSite { _ in
            .page("Sitemap: https://b.example/map.xml.gz\nSitemap: /news.xml\nSitemap: ftp://a.example/\nSitemap:\n")
        }
        let maps = await site.keeper().sitemaps(of: address("http://a.example/deep/page"))
        #expect(maps.map(\.description) == ["https://b.example/map.xml.gz", "http://a.example/news.xml"])
        let closed = PretendSite { _ in .page("Sitemap: /news.xml", status: 503) }
        #expect(await closed.keeper().sitemaps(of: address("http://a.example/")) == [])
    }

    private func isUnknown(_ verdict: RobotsVerdict) -> Bool {
        if case .unknown = verdict { true } else { false }
    }
}

/// What a keeper makes of an answer.
enum Meaning: Sendable { case theFile, everything, nothing }
