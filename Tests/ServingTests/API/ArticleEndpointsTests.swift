import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct ArticleEndpointsTests {
    private static let text = Array("题目1\n正文第1一段。\n".utf8)

    private func withArticle(_ body: (Served) async throws -> Void) async throws {
        try await withServer { served in
            let entry = try await served.store.publish([draft(1)])[0].entry
            served.shelf[try #require(entry?.event.record?.file)] = Self.text
            try await body(served)
        }
    }

    @Test func anArticleIsItsEvent() async throws {
        try await withArticle { served in
            let answer = try await served.get("/api/v1/articles/\(id(1))")
            #expect(answer.status == 200)
            let title = try answer.json()["title"] as? String
            #expect(title == "题目1")
            #expect(try await served.get("/api/v1/articles/\(id(2))").status == 404)
            for bad in ["1", "000000000000000G", "%00", "..%2f..%2fetc%2fpasswd"] {
                #expect(try await served.get("/api/v1/articles/\(bad)").status == 400, "\(bad)")
            }
        }
    }

    @Test func theTextIsTheFileAndNeverChanges() async throws {
        try await withArticle { served in
            let answer = try await served.get("/api/v1/articles/\(id(1))/text")
            #expect(answer.status == 200)
            #expect(answer.body == Self.text)
            #expect(answer["content-type"] == "text/plain; charset=utf-8")
            #expect(answer["cache-control"]?.contains("immutable") == true)
            let head = try await served.get("/api/v1/articles/\(id(1))/text", method: "HEAD")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head["content-length"] == "\(Self.text.count)")
        }
    }

    @Test(arguments: [
        ("bytes=0-2", 206, 0..<3), ("bytes=3-", 206, 3..<28), ("bytes=-4", 206, 24..<28), ("bytes=27-99", 206, 27..<28),
        ("bytes=28-", 416, 0..<0), ("bytes=-0", 416, 0..<0), ("bytes=5-2", 200, 0..<28), ("bytes=a-b", 200, 0..<28),
        ("bytes=0-1,4-5", 200, 0..<28), ("lines=0-1", 200, 0..<28), ("bytes=-", 200, 0..<28),
        ("bytes=0-99999999999999999999", 200, 0..<28),
    ])
    func piecesOfATextAreServed(range: String, status: Int, bytes: Range<Int>) async throws {
        try #require(Self.text.count == 28)
        try await withArticle { served in
            let answer = try await served.get("/api/v1/articles/\(id(1))/text", ["Range": range])
            #expect(answer.status == status)
            switch status {
            case 206:
                #expect(answer.body == Array(Self.text[bytes]))
                #expect(answer["content-range"] == "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/28")
            case 416: #expect(answer["content-range"] == "bytes */28")
            default: #expect(answer.body == Self.text)
            }
        }
    }

    @Test func aPieceOfAnotherTextIsNotMixedIn() async throws {
        try await withArticle { served in
            let path = "/api/v1/articles/\(id(1))/text"
            let tag = try #require(try await served.get(path)["etag"])
            let same = try await served.get(path, ["Range": "bytes=0-2", "If-Range": tag])
            #expect(same.status == 206)
            let other = try await served.get(path, ["Range": "bytes=0-2", "If-Range": "\"other\""])
            #expect(other.status == 200)
        }
    }

    @Test func aTextThatIsGoneFromTheDiskIsOurTrouble() async throws {
        try await withServer { served in
            _ = try await served.store.publish([draft(1)])
            let answer = try await served.get("/api/v1/articles/\(id(1))/text")
            #expect(answer.status == 500)
            let code = try answer.json()["code"] as? String
            #expect(code == "internal-error")
        }
    }
}
