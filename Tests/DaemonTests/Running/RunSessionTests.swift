import Foundation
import Logging
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct RunSessionTests {
    /// A disk that is full until somebody makes room.
    private final class Disk: @unchecked Sendable {
        // Sendable: the fields are touched only while `lock` is held.
        private let lock = NSLock()
        private var isFull = true
        private var questions = 0

        func makeRoom() { lock.withLock { isFull = false } }

        func shortage() -> String? {
            lock.withLock {
                questions += 1
                return isFull ? "the disk under archive is nearly full" : nil
            }
        }

        var asked: Int { lock.withLock { questions } }
    }

    private func site(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        site.set("/news/t20230905_1001.html", Newspaper.page())
        site.set(
            "/news/",
            "<ul><li><a href=\"/news/t20230905_1001.html\">\(Newspaper.title)</a><span>2023-09-05</span></li></ul>")
        return site
    }

    private func workshop(_ site: PretendSite) throws -> Workshop {
        try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/news/\"]\nkind = \"list\"\n"
                + "article = ['/t\\d+_\\d+']\n")
    }

    @Test func fetchingPausesWhileADiskIsFullAndResumesByItself() async throws {
        let site = try site("127.0.15.1")
        let workshop = try workshop(site)
        let disk = Disk()
        var time = DaemonClock.system
        // The disks are asked every few seconds: those pass at once.
        let begin = ContinuousClock.now
        time.elapsed = { (ContinuousClock.now - begin) * 100 }
        let pulse = LivenessMonitor(time: time)
        let console = Console()
        let session = RunSession(
            configuration: workshop.configuration, isOnePass: false,
            archive: try Wiring.archive(workshop.configuration),
            store: try Wiring.store(workshop.configuration), time: time, room: { disk.shortage() }, pulse: pulse,
            hearing: RunObserver(logger: console.logger(level: .critical)))
        let halt = StopFlag()
        let run = Task { try await session.run(until: halt) }
        for _ in 0..<60_000 where disk.asked < 3 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(site.targets.isEmpty)
        #expect(pulse.status == "paused: the disk under archive is nearly full")
        disk.makeRoom()
        // Not its file: until the visit's end is recorded, a halt may still call it off.
        let store = try workshop.openStore()
        for _ in 0..<60_000 where try await !store.frontierCounts().contains(where: { $0.state == .kept }) {
            try await Task.sleep(for: .milliseconds(20))
        }
        try store.close()
        halt.request()
        #expect(try await run.value.articles == 1)
        #expect(try await workshop.disagreements() == [])
    }

    @Test func onePassEndsWhereADiskIsFullAndSaysSo() async throws {
        let site = try site("127.0.15.2")
        let workshop = try workshop(site)
        let time = DaemonClock.system
        let session = RunSession(
            configuration: workshop.configuration, isOnePass: true, archive: try Wiring.archive(workshop.configuration),
            store: try Wiring.store(workshop.configuration), time: time, room: { "the disk is nearly full" },
            pulse: LivenessMonitor(time: time), hearing: RunObserver(logger: Console().logger(level: .critical)))
        await #expect(throws: CommandFailure(.tryAgain, "the disk is nearly full")) {
            try await session.run(until: StopFlag())
        }
        #expect(site.targets.isEmpty)
    }

    @Test func pagesOfASiteThatRestsAreToldAtTheEndOfAPass() async throws {
        let site = try site("127.0.15.3")
        let workshop = try workshop(site)
        let time = ManualTime("2026-03-04T20:00:00+08:00")
        _ = try await workshop.pass(time)
        site.set("/news/", Answer.page("", status: 503, headers: [("Retry-After", "7200")]))
        time.advance(hours: 2)
        let run = try await workshop.pass(time)
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("HTTP 503") || run.errors.contains("wants fewer visits"))
        let asked = site.targets.count
        time.advance(hours: 0.5)
        let again = try await workshop.pass(time)
        #expect(again.status == .someFailed)
        #expect(site.targets.count == asked, "nobody asks a site that rests")
    }
}
