import Model
import Testing

@testable import Fetching

struct WallRecogniserTests {
    private let recogniser = WallRecogniser.standard
    private let page = address("http://a.example/art/2026/t1.html")

    private func wall(_ exhibit: WallExhibit) -> Wall? {
        recogniser.wall(
            in: response(status: exhibit.status, headers: exhibit.headers, body: Array(exhibit.body.utf8), at: page),
            asked: page)
    }

    @Test("Every wall of the museum is recognised for what it is, with evidence", arguments: WallExhibit.walls)
    func walls(_ exhibit: WallExhibit) {
        let wall = wall(exhibit)
        #expect(wall?.kind == exhibit.kind)
        #expect(wall?.evidence.hasPrefix("HTTP \(exhibit.status)") == true)
    }

    @Test("No real page is taken for a wall, whatever marks it carries", arguments: WallExhibit.realPages)
    func realPages(_ exhibit: WallExhibit) {
        #expect(wall(exhibit) == nil)
    }

    @Test(
        "A status that only walls have is a wall by its name, whatever little comes with it",
        arguments: [
            (412, Wall.Kind.ruishu), (521, .jiasule), (468, .blocked), (493, .blocked),
        ])
    func statuses(_ status: Int, _ kind: Wall.Kind) {
        for body in ["", "<html></html>", "{\"code\":\(status)}", "<title>x</title><p>请稍候</p>"] {
            let wall = recogniser.wall(in: response(status: status, body: Array(body.utf8), at: page), asked: page)
            #expect(wall?.kind == kind, "\(body)")
            #expect(wall?.evidence.hasPrefix("HTTP \(status)") == true)
        }
        let prose = String(repeating: "<p>市政府今天召开常务会议，研究春耕备耕和乡村道路的养护工作，部署下一步任务。</p>", count: 20)
        #expect(recogniser.wall(in: response(status: status, body: Array(prose.utf8), at: page), asked: page) == nil)
        #expect(recogniser.wall(in: response(status: 404, body: [], at: page), asked: page) == nil)
        #expect(recogniser.wall(in: response(status: 500, body: [], at: page), asked: page) == nil)
    }

    @Test("A robots.txt behind a wall names the wall, and nothing is fetched")
    func robotsBehindAWall() async {
        let site = PretendSite { _ in .page("<script>document.cookie=1;location.href='/'</script>", status: 521) }
        guard case .unknown(_, let reason) = await site.keeper().verdict(for: address("http://a.example/x")) else {
            Issue.record("not unknown")
            return
        }
        #expect(reason.contains("jiasule") && reason.contains("HTTP 521"))
    }

    @Test("Only soft 404s and redirects home say that a page is missing")
    func missing() {
        #expect(Wall.Kind.allCases.filter(\.meansMissing) == [.softNotFound, .redirectHome])
    }

    static let missingSentences = [
        "页面不存在", "404", "404 Not Found", "404错误", "抱歉，您访问的页面不存在", "对不起，您要访问的网页已被删除！",
        "您访问的页面不存在或已被删除！", "该文章已被删除", "该信息不存在", "您查看的信息不存在或者已经被删除。", "文章不存在或已删除",
        "很抱歉，您要访问的页面已失效", "您浏览的内容已下线", "此页面走丢了", "抱歉，没有找到您访问的页面", "找不到该页面", "错误提示：信息不存在",
        "頁(yè)面不存在", "The page you are looking for does not exist.", "Sorry, page not found",
        "抱歉！您要查看的新闻（编号 10086）已被删除",
        "&#24744;访问的页面不存在",
    ]

    static let otherSentences = [
        "市政府网站清理不存在的页面", "某县通报一起信息泄露案：涉案信息已被删除", "公告", "走失老人已找到", "网页", "信息", "关于取消不存在事项的通知",
        "抱歉，暂停办理业务", "第404号公告", "404个村实现通水", "", "错误", "已删除的文件如何恢复？专家支招", "对不起，我爱你", "首页", "页面",
    ]

    @Test(
        "A page that only says that there is no such page is a soft 404, with its furniture or without",
        arguments: WallRecogniserTests.missingSentences)
    func softNotFound(_ sentence: String) {
        let menu = "首页 走进兰汀 新闻中心 政务公开 办事服务 政民互动 数据开放 专题专栏 无障碍 繁体".split(separator: " ")
        let furniture = menu.map { "<li><a href='/x'>\($0)</a></li>" }.joined()
        let footer =
            "<div>主办：兰汀市人民政府办公室　网站标识码：4400000001　某公网安备 44000002000001号</div>"
            + "<p>建议使用一零二四乘七六八以上分辨率的显示器，使用较新版本的浏览器，以取得最好的浏览效果。</p>"
        for body in [
            "<p>\(sentence)</p>", "<ul>\(furniture)</ul><div><p>\(sentence)</p><a href='/'>返回首页</a></div>\(footer)",
        ] {
            let exhibit = WallExhibit(name: sentence, body: body, kind: .softNotFound)
            #expect(wall(exhibit)?.kind == .softNotFound)
        }
        #expect(recogniser.saysMissing(title: nil, body: sentence.replacing("&#24744;", with: "您")))
        #expect(recogniser.saysMissing(title: sentence.replacing("&#24744;", with: "您"), body: ""))
    }

    @Test(
        "Sentences that only share words with those say nothing of the kind",
        arguments: WallRecogniserTests.otherSentences)
    func otherwise(_ sentence: String) {
        #expect(!recogniser.saysMissing(title: nil, body: sentence))
        let exhibit = WallExhibit(name: sentence, body: "<a href=1>一</a><p>\(sentence)</p>", kind: nil)
        #expect(wall(exhibit)?.kind != .softNotFound)
    }

    @Test("An article that quotes such a sentence is an article")
    func quoting() {
        let prose = String(repeating: "近日，有群众反映部分网站的链接打不开，记者随即走访了有关部门，了解整改情况。", count: 6)
        let exhibit = WallExhibit(name: "", body: "<h1>您访问的页面不存在</h1><p>\(prose)</p><p>\(prose)</p>", kind: nil)
        #expect(wall(exhibit) == nil)
        #expect(!recogniser.saysMissing(title: "页面不存在", body: (1...6).map { "第\($0)段" }.joined(separator: "\n")))
        #expect(!recogniser.saysMissing(title: "页面不存在", body: prose + prose))
    }

    @Test("The words are read in GB18030, too")
    func gb18030() {
        let words: [UInt8] = [0xD2, 0xB3, 0xC3, 0xE6, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA]  // 页面不存在
        for tail: [UInt8] in [[], [0x81], [0xFF, 0xFF], [0x81, 0x30, 0x81]] {
            let body = Array("<html><p>".utf8) + words + Array("</p>".utf8) + tail
            let answer = response(body: body, at: page)
            #expect(recogniser.wall(in: answer, asked: page)?.kind == .softNotFound, "\(tail)")
        }
    }

    @Test(
        "A redirect to a home page says that the page is gone, one to an error page as well",
        arguments: [
            ("http://a.example/", Wall.Kind?.some(.redirectHome)), ("http://a.example/index.html", .redirectHome),
            ("http://www.other.example/", .redirectHome), ("https://a.example/Default.aspx", .redirectHome),
            ("http://a.example/404.html", .softNotFound), ("http://a.example/common/error.jsp?u=1", .softNotFound),
            ("http://a.example/art/2026/t2.html", nil), ("https://a.example/art/2026/t1.html", nil),
            ("http://a.example/index.php?id=7", nil), ("http://a.example/news/index.html", nil),
            ("http://a.example/error-report/1.html", nil),
        ])
    func redirects(_ target: String, _ kind: Wall.Kind?) {
        let answer = response(
            body: Array("<p>短</p><a href=1></a>".utf8), at: address(target),
            redirects: [Redirect(status: 302, from: page, to: address(target))])
        let wall = recogniser.wall(in: answer, asked: page)
        #expect(wall?.kind == kind)
        #expect(kind == nil || wall?.evidence == "HTTP 302 to \(address(target))")
    }

    @Test("Who asked for a home page may well be redirected to one")
    func homeToHome() {
        let (from, to) = (address("http://a.example/"), address("https://www.a.example/index.html"))
        let answer = response(
            body: Array("<p>短</p><a href=1></a>".utf8), at: to, redirects: [Redirect(status: 301, from: from, to: to)])
        #expect(recogniser.wall(in: answer, asked: from) == nil)
    }

    @Test("Whatever the bytes, looking them over ends")
    func anyBytes() {
        var generator = SplitMix(state: 521)
        let pieces = [
            "<", ">", "<!--", "-->", "<script", "</script", "<title>", "<a href=", "'", "\"", "&#", ";", "页面不存在",
            "\u{0}", "<p>",
            "<![CDATA[", "]]>", "location", "=", "<noscript>", "<meta http-equiv=refresh content='0;url=", " ", "。",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            var body = Array(text.utf8)
            if !body.isEmpty, Bool.random(using: &generator) {
                body[Int.random(in: 0..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let wall = recogniser.wall(in: response(body: body, at: page), asked: page)
            #expect(wall?.evidence.isEmpty != true)
        }
    }

    @Test("Every line of the lists is a rule, and each kind of wall has one or a test of its own")
    func lists() {
        let kinds = Set(WallExhibit.walls.compactMap(\.kind)).union([.softNotFound])
        #expect(kinds == Set(Wall.Kind.allCases))
        #expect(WallRule("ruishu | 412 | 120 | body x & cookie y")?.marks.count == 2)
        for broken in [
            "", "ruishu", "nobody | * | 1 | body x", "ruishu | x | 1 | body x", "ruishu | * | x | body x",
            "ruishu | * | 1 | x",
        ] {
            #expect(WallRule(broken) == nil)
        }
    }
}
