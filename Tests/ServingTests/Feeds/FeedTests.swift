import Foundation
import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct FeedTests {
    private let title = "<script>alert('1')</script> & \u{1B}[31m\u{202E}\u{0B}\"红\""

    private func withArticles(_ body: (Served) async throws -> Void) async throws {
        try await withServer { served in
            let published = try await served.store.publish([
                draft(1, title: title, topics: ["bqw"]), draft(2, source: "a"),
            ])
            for file in published.compactMap({ $0.entry?.event.record?.file }) {
                served.shelf[file] = Array("\(title)\n<b>粗</b>体 & ]]>\u{0}\n".utf8)
            }
            try await body(served)
        }
    }

    @Test func atomIsWellFormedWhateverTitlesSay() async throws {
        try await withArticles { served in
            let answer = try await served.get("/feed.atom?topic=bqw")
            #expect(answer.status == 200)
            #expect(answer["content-type"] == "application/atom+xml")
            let text = answer.text
            #expect(
                text.contains("<title>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; [31m&quot;红&quot;</title>"))
            #expect(text.contains("&lt;p&gt;&amp;lt;b&amp;gt;粗&amp;lt;/b&amp;gt;体 &amp;amp; ]]&amp;gt;&lt;/p&gt;"))
            #expect(text.contains("<id>urn:dibao:\(id(1))</id>"))
            #expect(text.contains("<title>邸报 dibao: 百千万工程</title>"))
            #expect(text.contains("href=\"http://127.0.0.1:\(served.port)/feed.atom?topic=bqw\""))
            #expect(!text.contains("urn:dibao:\(id(2))"))
            #expect(!answer.body.contains { $0 < 0x20 && $0 != 0x0A })
        }
    }

    @Test func jsonFeedSaysTheSame() async throws {
        try await withArticles { served in
            let answer = try await served.get("/feed.json")
            #expect(answer["content-type"] == "application/feed+json")
            let fields = try answer.json()
            #expect(fields["version"] as? String == "https://jsonfeed.org/version/1.1")
            let items = fields["items"] as? [[String: Any]]
            #expect(items?.map { $0["id"] as? String } == [id(2).description, id(1).description])
            #expect(items?.last?["title"] as? String == title)
            #expect(items?.last?["tags"] as? [String] == ["bqw"])
            let named = try await served.get("/feed.json?source=jiangmen&source=unknown&topic=bqw").json()["title"]
            #expect(named as? String == "邸报 dibao: 江门, unknown, 百千万工程")
            let bySource = try await served.get("/feed.json?source=a").json()["items"] as? [Any]
            #expect(bySource?.count == 1)
            #expect(try await served.get("/feed.json?limit=101").status == 400)
        }
    }

    @Test func anEmptyFeedIsOneToo() async throws {
        try await withServer { served in
            let atom = try await served.get("/feed.atom")
            #expect(atom.text.contains("<updated>1970-01-01T00:00:00Z</updated>"))
            let json = try await served.get("/feed.json")
            #expect(json.status == 200)
        }
    }
}
