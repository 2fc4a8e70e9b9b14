import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct EventEndpointsTests {
    @Test func aPieceOfTheJournalSaysWhereTheNextBegins() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1), draft(2, source: "jiangmen"), draft(3, topics: ["bqw"])])
            let first = try await served.get("/api/v1/events?limit=2")
            #expect(first.status == 200)
            #expect(first["content-type"] == "application/json")
            let page = try first.json()
            #expect((page["events"] as? [[String: Any]])?.map { $0["seq"] as? Int } == [1, 2])
            #expect(page["next"] as? Int == 2)
            #expect(page["last"] as? Int == 3)
            let rest = try await served.get("/api/v1/events?after=2").json()
            #expect((rest["events"] as? [[String: Any]])?.map { $0["seq"] as? Int } == [3])
            let end = try await served.get("/api/v1/events?after=3")
            #expect(end.text == #"{"events":[],"last":3,"next":3}"#)
            let bySource = try await served.get("/api/v1/events?source=jiangmen&source=other").json()
            #expect((bySource["events"] as? [[String: Any]])?.map { $0["seq"] as? Int } == [2])
            let byTopic = try await served.get("/api/v1/events?topic=bqw&event=article").json()
            #expect((byTopic["events"] as? [[String: Any]])?.map { $0["seq"] as? Int } == [3])
            let byKind = try await served.get("/api/v1/events?event=gone")
            #expect(byKind.text == #"{"events":[],"last":3,"next":3}"#)
        }
    }

    @Test(arguments: [
        ("after=99", "cursor-ahead"), ("after=-1", "bad-parameter"), ("limit=-5", "bad-parameter"),
        ("limit=0", "bad-parameter"), ("limit=100000", "bad-parameter"), ("limit=+5", "bad-parameter"),
        ("limit=99999999999999999999", "bad-parameter"), ("event=opened", "bad-parameter"),
        ("afer=3", "unknown-parameter"), ("limit=1&limit=2", "bad-parameter"), ("source=", "bad-parameter"),
        ("source=%ff%fe", "bad-query"), ("source=%e4%bd", "bad-query"), ("source=%4", "bad-query"),
        ("source=%zz", "bad-query"),
    ])
    func aBadQueryIsAProblem(query: String, code: String) async throws {
        try await withServer { served in
            let answer = try await served.get("/api/v1/events?\(query)")
            #expect(answer.status == 400)
            #expect(answer["content-type"] == "application/problem+json")
            let problem = try answer.json()
            #expect(problem["code"] as? String == code)
            #expect(problem["status"] as? Int == 400)
            #expect(problem["title"] as? String == "Bad Request")
            #expect((problem["detail"] as? String)?.isEmpty == false)
        }
    }

    @Test func hostileTitlesStayData() async throws {
        try await withServer { served in
            let title = "<script>alert(1)</script>\u{1B}[31m\u{9B}31m\u{202E}红\u{7F}"
            _ = try await served.store.publish([draft(1, title: title)])
            let answer = try await served.get("/api/v1/events")
            #expect(answer["x-content-type-options"] == "nosniff")
            #expect(!answer.body.contains(0x1B))
            #expect(!answer.body.contains(0x7F))
            #expect(!answer.text.unicodeScalars.contains("\u{9B}"))
            #expect(!answer.text.unicodeScalars.contains("\u{202E}"))
            let events = try answer.json()["events"] as? [[String: Any]]
            #expect(events?.first?["title"] as? String == title)
        }
    }

    @Test func whoHasTheAnswerAlreadyIsToldSo() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            let first = try await served.get("/api/v1/events")
            let tag = try #require(first["etag"])
            for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
                let again = try await served.get("/api/v1/events", ["If-None-Match": known])
                #expect(again.status == 304, "\(known)")
                #expect(again.body.isEmpty)
                #expect(again["etag"] == tag)
            }
            _ = try await served.store.publish([draft(2)])
            #expect(try await served.get("/api/v1/events", ["If-None-Match": tag]).status == 200)
        }
    }
}
