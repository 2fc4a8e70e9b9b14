import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// The program itself as a daemon: signals, the lock, the configuration read again.
@Suite struct RunProgramTests {
    private func site(_ host: String, articles: Int) throws -> PretendSite {
        let site = try PretendSite(on: host)
        let paths = (0..<articles).map { "/news/t20230905_\(1000 + $0).html" }
        for (number, path) in paths.enumerated() {
            site.set(path, Newspaper.page(paragraphs: Newspaper.other(number)))
        }
        let items = paths.enumerated().map {
            "<li><a href=\"\($1)\">第\($0)号便民服务点正式启用并开放</a><span>2023-09-05</span></li>"
        }
        site.set("/news/", "<html><body><ul>\(items.joined(separator: "\n"))</ul></body></html>")
        return site
    }

    private func source(_ site: PretendSite, id: String = "news") -> String {
        "[[source]]\nid = \"\(id)\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n"
    }

    /// Waits, bounded, until the archive has so many texts.
    private func until(_ count: Int, _ workshop: Workshop) async throws {
        for _ in 0..<24_000 where workshop.texts.count < count { try await Task.sleep(for: .milliseconds(50)) }
        try #require(workshop.texts.count >= count)
    }

    @Test func terminationGivesBackWhatIsInHandAndExitsWithSuccess() async throws {
        let site = try site("127.0.12.1", articles: 30)
        let isAsked = try Gate()
        site.set("/news/t20230905_1012.html", Answer([.open(isAsked), .hang]))
        let workshop = try Workshop(sources: source(site))
        let daemon = try Program(["run", "--config", workshop.settingsFile])
        await isAsked.opened()
        let began = ContinuousClock.now
        daemon.send(SIGTERM)
        let ended = try await daemon.ended()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ContinuousClock.now - began < .seconds(120))
        let store = try workshop.openStore()
        #expect(try await store.giveBack(ownedBy: Scheduler.owner) == 0, "no lease is left")
        try store.close()
        #expect(try await workshop.disagreements() == [])

        site.set("/news/t20230905_1012.html", Newspaper.page(paragraphs: Newspaper.other(12)))
        let pass = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        #expect(pass.status == 0, "\(pass.errors)")
        #expect(workshop.texts.count == 30)
    }

    @Test func terminationInTheMidstOfASourceVisitIsNoFailure() async throws {
        let site = try site("127.0.12.5", articles: 3)
        let isAsked = try Gate()
        site.set("/news/", Answer([.open(isAsked), .hang]))
        let workshop = try Workshop(sources: source(site))
        let pass = try Program(["run", "--once", "--config", workshop.settingsFile])
        await isAsked.opened()
        pass.send(SIGTERM)
        let ended = try await pass.ended()
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(!ended.errors.contains("error:"), "\(ended.errors)")
    }

    @Test func aSecondDaemonOverTheSameDatabaseIsRefused() async throws {
        let site = try site("127.0.12.2", articles: 2)
        let workshop = try Workshop(sources: source(site))
        let daemon = try Program(["run", "--config", workshop.settingsFile])
        try await until(2, workshop)
        let second = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        #expect(second.status == 75)
        #expect(second.errors.contains("another dibao works on"))
        daemon.send(SIGTERM)
        #expect(try await daemon.ended().status == 0)
    }

    @Test func hangUpTakesOverAGoodConfigurationAndRefusesABadOne() async throws {
        let (first, second) = (try site("127.0.12.3", articles: 2), try site("127.0.12.4", articles: 3))
        // Texts are told apart by their numbers: the second site has one that the first has not.
        let workshop = try Workshop(sources: source(first))
        let daemon = try Program(["run", "--config", workshop.settingsFile])
        try await until(2, workshop)
        let good = try workshop.folder.text(of: "dibao.toml")
        try workshop.folder.write(good + "\n[[source]]\nid = \"broken\"\nevery = \"soon\"\n", to: "dibao.toml")
        daemon.send(SIGHUP)
        while !daemon.errors.contains("the new configuration is refused") {
            try await Task.sleep(for: .milliseconds(50))
        }
        try workshop.folder.write(good + "\n" + source(second, id: "more"), to: "dibao.toml")
        daemon.send(SIGHUP)
        try await until(3, workshop)
        daemon.send(SIGTERM)
        let ended = try await daemon.ended()
        #expect(ended.status == 0)
        #expect(ended.errors.contains("the new configuration is refused"))
        #expect(ended.errors.contains("configuration reloaded"))
        #expect(try await workshop.disagreements() == [])
    }
}
