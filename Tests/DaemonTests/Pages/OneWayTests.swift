import LoopbackWeb
import Model
import Testing

@testable import Archiving
@testable import Daemon

/// Whatever a page answers, `dibao fetch` and `dibao run` make the same of it: there is one way of a page.
@Suite struct OneWayTests {
    private func site(_ answers: PageAnswers) throws -> PretendSite {
        let site = try PretendSite(on: "127.0.67.1", robots: "User-agent: *\nDisallow: /inner/\n")
        site.set(
            "/list/",
            "<html><body><ul><li><a href=\"\(PageAnswers.path)\">\(PageAnswers.title)</a></li></ul></body></html>")
        for (path, answer) in answers.others { site.set(path, answer) }
        return site
    }

    private func workshop(_ site: PretendSite) throws -> Workshop {
        try Workshop(
            sources:
                "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/list/\"]\nkind = \"list\"\narticle = ['/t\\d+_1']"
        )
    }

    /// What events say, but for when, and where in a file.
    private func said(_ workshop: Workshop) throws -> [Event] {
        let start = Timestamp(secondsSinceEpoch: 0)
        return try workshop.events().map { event in
            var event = event
            event.at = start
            event.changeRecord { record in
                record.capture = nil
                record.furtherCaptures = record.furtherCaptures?.map { _ in Capture(file: "", offset: 0, length: 0) }
            }
            return event
        }
    }

    private func run(_ answers: PageAnswers) async throws -> (said: [Event], workshop: Workshop) {
        let site = try site(answers)
        let workshop = try workshop(site)
        let time = ManualTime("2026-03-04T20:00:00+08:00")
        if let before = answers.before {
            site.set(PageAnswers.path, before)
            _ = try await workshop.pass(time)
            time.advance(hours: 4)
        }
        site.set(PageAnswers.path, answers.answer)
        for _ in 0..<answers.looks {
            _ = try await workshop.pass(time)
            time.advance(hours: 4)
        }
        return (try said(workshop), workshop)
    }

    private func fetched(_ answers: PageAnswers) async throws -> (said: [Event], workshop: Workshop) {
        let site = try site(answers)
        let workshop = try workshop(site)
        let time = ManualTime("2026-03-04T20:00:00+08:00")
        func fetch() async throws {
            _ = try await workshop.fetch(
                [site.origin + PageAnswers.path], sources: [site.origin: "news"], time: time.timepiece)
            time.advance(hours: 4)
        }
        if let before = answers.before {
            site.set(PageAnswers.path, before)
            try await fetch()
        }
        site.set(PageAnswers.path, answers.answer)
        for _ in 0..<answers.looks { try await fetch() }
        return (try said(workshop), workshop)
    }

    @Test(arguments: PageAnswers.fresh + PageAnswers.known)
    func byHandAndByTheDaemonTheSameComesOfIt(answers: PageAnswers) async throws {
        let run = try await run(answers)
        let fetched = try await fetched(answers)
        #expect(run.said.map(\.name) == answers.events)
        #expect(fetched.said.map(\.name) == answers.events)
        let port = /:\d{4,5}/
        func words(_ events: [Event]) throws -> [String] {
            try events.map { try EventLine().line(of: $0).replacing(port, with: "") }
        }
        #expect(try words(run.said) == words(fetched.said))
        #expect(try await run.workshop.disagreements() == [])
        #expect(try await fetched.workshop.disagreements() == [])
    }
}
