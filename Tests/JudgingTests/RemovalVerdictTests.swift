import Judging
import Model
import Testing

@Suite struct RemovalVerdictTests {
    @Test(
        "Served last, or never asked, is present",
        arguments: [
            "", "0 served", "0 404, 1 served", "0 404, 25 404, 49 404, 50 served", "0 wall", "0 failed, 1 wall",
        ])
    func present(line: String) {
        #expect(RemovalVerdict(looks(line), wasGone: false) == .present)
    }

    @Test(
        "Too few looks, or too close together, make only a suspect",
        arguments: [
            "0 404", "0 410", "0 404, 30 404", "0 404, 1 404, 2 404, 3 404, 23.9 404", "0 410, 23 410",
            "0 served, 24 soft, 60 soft", "0 dns, 24 dns, 48 dns, 72 dns, 167 dns", "0 tls, 100 tls",
            "0 404, 1 dns, 40 dns, 50 dns",
        ])
    func suspect(line: String) throws {
        let history = looks(line)
        let first = try #require(history.missingRun.first)
        #expect(RemovalVerdict(history, wasGone: false) == .suspect(since: first.at))
    }

    @Test(
        "Enough looks over enough time make it gone, with the reason that most of them gave",
        arguments: [
            ("0 served, 1 404, 3 404, 26 404", Absence.notFound, 1.0), ("0 410, 24 410", .removed, 0),
            ("0 soft, 3 soft, 24 soft", .soft404, 0), ("0 home, 3 home, 24 home", .redirectHome, 0),
            ("0 dns, 24 dns, 168 dns", .dns, 0), ("0 tls, 24 tls, 168 tls", .tls, 0),
            ("0 404, 2 404, 25 410", .notFound, 0), ("0 404, 2 410, 25 410", .removed, 0),
            ("0 404, 25 410, 26 soft", .soft404, 0),
        ])
    func gone(line: String, reason: Absence, since: Double) throws {
        guard case .gone(let found, let evidence, let start) = RemovalVerdict(looks(line), wasGone: false) else {
            Issue.record("not gone")
            return
        }
        #expect(found == reason)
        #expect(start == at(since))
        #expect(evidence.contains(reason.rawValue))
    }

    @Test("Walls and failures count neither for a removal nor against it")
    func wallsDoNotCount() {
        #expect(RemovalVerdict(looks("0 404, 30 wall, 60 wall, 90 failed"), wasGone: false) == .suspect(since: noon))
        #expect(RemovalVerdict(looks("0 served, 30 wall, 60 wall, 90 wall"), wasGone: false) == .present)
        guard case .gone = RemovalVerdict(looks("0 404, 1 wall, 2 404, 3 failed, 26 404, 27 wall"), wasGone: false)
        else {
            Issue.record("walls in between kept it from being gone")
            return
        }
    }

    @Test("A site that serves the article every other time keeps it until it is missing for most of the time")
    func flapping() {
        let flapper = "0 404, 24 served, 48 404, 50 404, 73 404"
        #expect(RemovalVerdict(looks(flapper), wasGone: false) == .suspect(since: at(48)))
        guard case .gone = RemovalVerdict(looks(flapper + ", 96 404, 120 404"), wasGone: false) else {
            Issue.record("missing for four fifths of the time, and not gone")
            return
        }
    }

    @Test("What lies more than 14 days back weighs nothing")
    func window() {
        let old = "0 404, 1 served, 700 404, 702 404, 725 404"
        guard case .gone(_, _, let since) = RemovalVerdict(looks(old), wasGone: false) else {
            Issue.record("an old success outweighs a clear removal")
            return
        }
        #expect(since == at(700))
    }

    @Test("A gone article stays gone until it is served, and is then back")
    func back() {
        #expect(RemovalVerdict(looks("0 404, 25 404, 49 404, 60 served"), wasGone: true) == .back)
        #expect(RemovalVerdict(looks("0 404, 25 404, 49 404, 60 served, 61 wall"), wasGone: true) == .back)
        guard case .gone(.notFound, _, noon) = RemovalVerdict(looks("0 404, 1 wall"), wasGone: true) else {
            Issue.record("it came back unseen")
            return
        }
    }

    @Test("The evidence tells looks, time, reasons and the last success")
    func evidence() {
        guard
            case .gone(_, let evidence, _) = RemovalVerdict(
                looks("0 served, 168 404, 170 410, 193 404"), wasGone: false)
        else {
            Issue.record("not gone")
            return
        }
        #expect(
            evidence == "missing on 3 looks in 1 d 1 h (http-404 ×2, http-410 ×1), last served 2026-11-21T04:00:00Z")
    }

    @Test("Every reason is one of the contract's words")
    func words() {
        #expect(
            Absence.allCases.map(\.rawValue) == ["http-404", "http-410", "soft-404", "redirect-home", "dns", "tls"])
    }
}
