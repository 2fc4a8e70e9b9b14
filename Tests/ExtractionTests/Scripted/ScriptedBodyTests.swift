import Model
import Testing

@testable import Extraction

@Suite struct ScriptedBodyTests {
    private static let second = "会后，与会人员到现场观摩了机械化插秧，听取了情况介绍，并就机耕道修整提出意见。"
    private static let markup = "<p>\(paragraph)</p><p>\(second)</p>"
    private static let body = [finishedParagraph, Width.half(second)]

    private static func page(_ script: String) -> String {
        "<html><head><title>某市新闻</title></head><body><div id=app>加载中</div>\(script)</body></html>"
    }

    private static let escaped = markup.replacing("<", with: "\\u003c").replacing("/", with: "\\/")
    private static let references = markup.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    private static let points = markup.unicodeScalars.map { scalar in
        scalar.value < 0x80 ? "\(scalar)" : "\\u\(String(scalar.value, radix: 16))"
    }.joined()

    @Test(arguments: [
        "<script>var title = '春耕'; var content = \"\(markup)\";</script>", "<script>var content = '\(markup)'</script>",
        "<script>let content = `\n\(markup)\n`;</script>",
        "<script>window.__NUXT__={data:[{content:\"\(escaped)\"}]}</script>",
        "<script id=__NEXT_DATA__ type='application/json'>{\"props\":{\"a\":1,\"content\":\"\(escaped)\"}}</script>",
        "<script type='application/ld+json'>{\"articleBody\": \"\(paragraph)\\n\(second)\"}</script>",
        "<script>init(JSON.parse('{\"content\":\"\(markup)\"}'))</script>",
        "<script>var content = \"\(points)\"</script>",
        "<script>// it's a comment\n/* it's one too */ var content = \"\(markup)\"</script>",
        "<script>var content = \"\(references)\"</script>", "<script type='text/template'>\(markup)</script>",
        "<textarea style='display:none'>\(references)</textarea>", "<textarea>\(markup)</textarea>",
        "<template>\(markup)</template>",
    ])
    func aBodyThatAPageHoldsAsDataIsRead(script: String) throws {
        #expect(try read(Self.page(script)).body == Self.body)
    }

    @Test func whatStandsBesideItIsReadToo() throws {
        let data = """
            {"list":[{"title":"别的文章","publishTime":"2020-01-01"}],"detail":{"title":"春耕生产工作会议召开",
            "publishTime":1676434800000,"source":"某市日报","content":"\(Self.escaped)"}}
            """
        let article = try read(Self.page("<script>window.__INITIAL_STATE__=\(data)</script>"))
        #expect(article.metadata.title == "春耕生产工作会议召开")
        #expect(article.metadata.date == Day("2023-02-15"))
        #expect(article.metadata.publisher == "某市日报")
        #expect(article.body == Self.body)
    }

    @Test(arguments: [
        "<script>var tips = '请输入正确的手机号码，再点击确定。';</script>", "<textarea>\(paragraph)</textarea>",
        "<script>var related = [\"各地春耕生产忙起来\", \"农机检修进行时\"];</script>",
    ])
    func aPageThatShowsItsTextKeepsIt(script: String) throws {
        let shown = String(repeating: "<p>\(Self.second)</p><p>播种面积稳中有增，粮食生产形势总体较好，农资供应充足，价格平稳。</p>", count: 1)
        let article = try read(Self.page("<div id=zoom>\(shown)\(shown.replacing("现场", with: "田头"))</div>\(script)"))
        #expect(article.body.count == 4)
        #expect(!article.body.contains { $0.contains("手机号码") })
    }

    @Test(arguments: [
        "<script>var a = \"</script>", "<script>'\\u12'</script>", "<script>\"\\ud800\\u0041\"</script>",
        "<script>/*</script>",
        "<script>\\</script>", "<script>'</script><script>\"</script>", "<script>{\"a\":\"{\\\"b\\\":\"}</script>",
    ])
    func brokenScriptsHoldNothing(script: String) {
        #expect(throws: ExtractionFailure.noArticle(.unclear)) { try read("<div>打印 关闭</div>\(script)") }
    }

    @Test(.timeLimit(.minutes(30))) func manyStringsAreReadInTimeThatGrowsWithThem() throws {
        let script = copies(20_000, "{\"content\":\"\(paragraph)\"},")
        #expect(throws: ExtractionFailure.noArticle(.unclear)) {
            try read(Array("<script>[".utf8) + script + Array("]</script>".utf8))
        }
    }
}
