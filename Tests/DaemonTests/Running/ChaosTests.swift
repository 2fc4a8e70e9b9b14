import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

/// The daemon is killed without warning, again and again, at moments that nobody chose.
@Suite(.serialized) struct ChaosTests {
    private static let kills = 50

    /// `DIBAO_SEED` plays another game.
    private static var seed: UInt64 {
        ProcessInfo.processInfo.environment["DIBAO_SEED"].flatMap { UInt64($0) } ?? 20_260_304
    }

    /// A generator with a seed, so that a failure can be played again.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            // Source: S. Vigna, splitmix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Kills a program a little while after its so-many-th request, from the thread that answers it.
    private final class Trigger: @unchecked Sendable {
        // Sendable: the fields are touched only while `lock` is held.
        private let lock = NSLock()
        private var requestsLeft = 0
        private var pause: UInt32 = 0
        private var target: Program?

        func arm(after requests: Int, pause microseconds: UInt32) {
            lock.withLock { (requestsLeft, pause, target) = (requests, microseconds, nil) }
        }

        func aim(at program: Program) { lock.withLock { target = program } }

        func pull() {
            let shot: (Program, UInt32)? = lock.withLock {
                requestsLeft -= 1
                return requestsLeft == 0 ? target.map { ($0, pause) } : nil
            }
            guard let (program, pause) = shot else { return }
            usleep(pause)
            program.send(SIGKILL)
        }
    }

    @Test(.timeLimit(.minutes(30))) func nothingIsLostOrKeptTwiceHoweverOftenItIsKilled() async throws {
        var dice = Dice(state: ChaosTests.seed)
        let trigger = Trigger()
        let sites = try (0..<3).map { try PretendSite(on: "127.0.13.\($0 + 1)", onRequest: trigger.pull) }
        let sources = sites.enumerated().map {
            "[[source]]\nid = \"site\($0)\"\nstart = [\"\($1.origin)/news/\"]\nkind = \"list\"\nevery = \"1m\"\n"
        }
        let workshop = try Workshop(sources: sources.joined(), fetch: "delay = \"0s\"\nretries = 0\nper_host = 4")
        var (published, killed, killedAtWork) = (0, 0, 0)
        var acknowledged: Set<String> = []
        // Some rounds are over before the kill.
        for round in 0..<(ChaosTests.kills * 3) where killed < ChaosTests.kills {
            // Each round brings a few more articles, some of them reprints of another site's.
            for (place, site) in sites.enumerated() { publish(round: round, place, site) }
            published = (round + 1) * 4
            trigger.arm(
                after: Int.random(in: 1...24, using: &dice), pause: UInt32.random(in: 0...120_000, using: &dice))
            let daemon = try Program(["run", "--once", "--config", workshop.settingsFile])
            trigger.aim(at: daemon)
            let wasKilled = try await daemon.ended().status == -1
            killed += wasKilled ? 1 : 0
            let known = try await acknowledgedFiles(workshop)
            #expect(acknowledged.isSubset(of: known), "round \(round): an article was lost")
            killedAtWork += wasKilled && known.count > acknowledged.count && known.count < texts(published) ? 1 : 0
            acknowledged = known
            for file in known { #expect(try workshop.text(file).hasSuffix("\n"), "round \(round): \(file)") }
        }
        var last: Program.Ended?
        for _ in 0..<3 where last?.status != 0 {
            last = try await Program.run(["run", "--once", "--config", workshop.settingsFile])
        }
        #expect(last?.status == 0, "\(last?.errors ?? "")")
        #expect(try await workshop.disagreements() == [])
        #expect(killed == ChaosTests.kills && killedAtWork > killed / 10, "\(killed), \(killedAtWork)")
        #expect(workshop.texts.count == texts(published))
        let events = try workshop.events()
        #expect(events.count == published * sites.count)
        #expect(Set(events.map(\.url)).count == events.count)
    }

    /// Texts that differ, where every site lists so many articles: half of those of the second and third are the
    /// first one's.
    private func texts(_ published: Int) -> Int { published + 2 * (published / 2) }

    /// Puts four new articles on top of a site's list of the latest forty.
    private func publish(round: Int, _ place: Int, _ site: PretendSite) {
        for number in (round * 4)..<(round * 4 + 4) {
            let isReprint = place > 0 && number % 2 == 0
            let text = isReprint ? number : place * 10_000 + number
            site.set(path(number), Newspaper.page(paragraphs: Newspaper.other(text)))
        }
        let numbers = (0..<(round * 4 + 4)).reversed().prefix(40)
        let items = numbers.map {
            "<li><a href=\"\(path($0))\">第\($0)号便民服务点正式启用并开放</a><span>2023-09-05</span></li>\n"
        }
        site.set("/news/", "<html><body><ul>\(items.joined())</ul></body></html>")
    }

    private func path(_ number: Int) -> String { "/news/t20230905_\(10_000 + number).html" }

    /// The texts that the database calls published.
    private func acknowledgedFiles(_ workshop: Workshop) async throws -> Set<String> {
        guard FileManager.default.fileExists(atPath: "\(workshop.folder.path)/state/dibao.db") else { return [] }
        let store = try workshop.openStore()
        let files = try await store.events(after: 0, limit: 100_000).compactMap(\.event.record?.file)
        try store.close()
        return Set(files)
    }
}
