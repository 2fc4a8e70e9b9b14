import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct ShowJobTests {
    @Test func anyUnambiguousBeginningOfAnIDIsEnough() async throws {
        let (workshop, id) = try await filled()
        for prefix in [id, String(id.prefix(6)), String(id.prefix(6)).uppercased()] {
            let run = try await workshop.show(prefix)
            #expect(run.status == .done)
            #expect(run.output == (try workshop.text(try #require(workshop.texts.first))))
        }
    }

    @Test func aDocumentsInterpretationsAreNamedBehindIt() async throws {
        let workshop = try Workshop()
        let document = """
            <title>关于做好防汛工作的通知</title><h1>关于做好防汛工作的通知</h1>
            <div id=zoom><p>各镇要在五月底前完成物资的清点补充，建立台账，专人管理，确保随时调得出、用得上。</p></div>
            <h3>相关解读</h3><ul><li><a href="/jd/2.html">防汛通知有哪些新要求</a></ul>
            """
        let web = try LoopbackWeb { _ in .page(document) }
        defer { web.stop() }
        let kept = try await workshop.fetch([web.url("/zc/1.html")])
        let id = try #require(kept.lines.first?.first)
        let run = try await workshop.show(String(id))
        #expect(run.errors == "interpreted by: 防汛通知有哪些新要求 \(web.url("/jd/2.html"))\n")
        #expect(!run.output.contains("新要求"))
        let json = try await workshop.show(String(id), json: true)
        #expect(json.output.contains(#""interpretations":[{"title":"防汛通知有哪些新要求","url":""#))
        #expect(json.errors == "")
    }

    @Test(arguments: ["", "zz", "0000000000000000", "%", "../.."])
    func unknownIDsAreBadData(id: String) async throws {
        let (workshop, _) = try await filled()
        let run = try await workshop.show(String(id))
        #expect(run.status == .badData)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("no article with the id"))
    }

    @Test func lookingMakesNoArchive() async throws {
        let workshop = try Workshop()
        for run in [try await workshop.show("00"), try await workshop.rebuild()] {
            #expect(run.status == .badData)
            #expect(run.errors.contains("no archive here"))
        }
        #expect(workshop.folder.files() == ["dibao.toml"])
    }

    @Test func emptyDatabaseBesideAnArchiveNamesTheRemedy() async throws {
        let workshop = try Workshop()
        try workshop.folder.write("", to: "archive/2023/01/01/index.jsonl")
        let run = try await workshop.show("00")
        #expect(run.status == .badData)
        #expect(run.errors.contains("`dibao index --rebuild`"))
    }

    @Test func ambiguousBeginningsListTheChoices() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        }
        defer { web.stop() }
        let kept = try await workshop.fetch((0..<17).map { web.url("/\($0)") })
        // Seventeen ids share a first digit somewhere.
        let digits = Dictionary(grouping: kept.lines.map { $0[0] }, by: { $0.prefix(1) })
        let (digit, ids) = try #require(digits.first { $0.value.count > 1 })
        let run = try await workshop.show(String(digit))
        #expect(run.status == .badData)
        #expect(ids.prefix(10).allSatisfy { run.errors.contains($0) })
    }

    @Test func jsonHasTheEventTheTextAndTheBodyWithoutHeadline() async throws {
        let (workshop, id) = try await filled()
        let run = try await workshop.show(String(id), json: true)
        #expect(run.output.hasSuffix("}\n"))
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(fields["id"] as? String == id)
        #expect(fields["event"] as? String == "article")
        #expect(fields["title"] as? String == Newspaper.title)
        let text = try #require(fields["text"] as? String)
        let body = try #require(fields["body"] as? String)
        #expect(text == "\(Newspaper.title)\n\(body)")
        #expect(body.hasPrefix("本报讯"))
    }

    @Test(
        arguments: [
            (["标题", "正文。"], "标题", nil, nil, "正文。\n"),
            (["引题", "上行标题", "下行标题", "副题", "正文。"], "上行标题 下行标题", "引题", "副题", "正文。\n"),
            (["标题", "标题之后的正文。"], "标题", nil, nil, "标题之后的正文。\n"),
            (["正文,没有标题。"], "别的标题", nil, nil, "正文,没有标题。\n"),
            (["正文。"], nil, nil, nil, "正文。\n"),
        ] as [([String], String?, String?, String?, String)])
    func bodyIsWhatFollowsTheHeadline(
        lines: [String], title: String?, introtitle: String?, subtitle: String?, body: String
    ) throws {
        var metadata = ArticleMetadata()
        (metadata.title, metadata.introtitle, metadata.subtitle) = (title, introtitle, subtitle)
        let digest = try #require(Digest(bytes: [UInt8](repeating: 0, count: 32)))
        let record = ArticleRecord(
            file: "2023/01/01/000_0000000000000000.txt", sha256: digest, simhash: Simhash(bits: 0), chars: 1,
            extractor: "test", metadata: metadata)
        let event = Event(
            sequence: 1, at: Timestamp(secondsSinceEpoch: 0), id: ArticleID(bits: 0), url: "http://a.example/",
            source: "manual", kind: .article(record))
        let shown = ShownArticle(event: event, text: lines.map { $0 + "\n" }.joined())
        #expect(shown.body == body)
    }

    private func filled() async throws -> (Workshop, id: String) {
        let workshop = try Workshop()
        let run = try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        return (workshop, String(try #require(run.lines.first?.first)))
    }
}
