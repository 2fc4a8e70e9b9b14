import LoopbackWeb
import Testing

/// What a site may answer to whoever asks for a page: once, where nothing of it is kept, and again, where its article is.
struct PageAnswers: Sendable, CustomTestStringConvertible {
    let name: String
    /// What is kept of it before; nil: nothing.
    var before: Answer?
    let answer: Answer
    /// Other paths of the site.
    var others: [String: Answer] = [:]
    /// Looks at the answer.
    var looks = 1
    /// The events that there are in the end, `article` of what was kept before among them.
    let events: [String]

    var testDescription: String { name }

    static let path = "/news/t20260304_1.html"
    static let title = "青砚区第一号便民服务点正式启用"

    static func page(
        title: String = title, _ paragraphs: [String] = Newspaper.other(1), head: String = "", foot: String = ""
    ) -> String {
        Newspaper.page(title: title, date: "2026-03-04 09:00", paragraphs: paragraphs)
            .replacing("</head>", with: "\(head)</head>").replacing("</body>", with: "\(foot)</body>")
    }

    static let login = """
        <html><head><title>用户登录</title></head><body><form><p>用户名：<input name=u></p><p>密码：<input type=password></p>
        <p>请使用统一身份认证平台的账号登录，如有问题请拨打技术支持电话。</p></form></body></html>
        """
    static let list =
        "<html><head><title>通知公告</title></head><body><h1>通知公告</h1><ul>"
        + (1...30).map { "<li><a href=/n/\($0).html>第\($0)批重点项目在我县集中开工建设</a> 2026-03-0\($0 % 4 + 1)</li>" }.joined()
        + "</ul></body></html>"
    static let firewall = """
        <html><head><title>网站防火墙</title></head><body><h1>您的请求带有不合法参数，已被网站管理员设置拦截！</h1>
        <p>可能原因：您提交的内容包含危险的攻击请求</p><p>事件编号：203948</p></body></html>
        """
    static let missing = """
        <html><head><title>404</title></head><body><h1>您访问的页面不存在或已被删除</h1><a href=/>返回首页</a></body></html>
        """
    static let shell = """
        <html><head><title>loading</title></head><body><div id="app"></div><script src="/js/chunk-vendors.js"></script>
        <script src="/js/app.js"></script></body></html>
        """

    private static func announced(_ text: String, sending count: Int, _ headers: [(String, String)] = []) -> Answer {
        let body = Array(text.utf8)
        let head = Answer.head(
            200, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "\(body.count)")] + headers)
        return Answer([.send(head + body.prefix(count)), .close])
    }

    private static let good = Answer.page(page())
    private static let cut = String(page().dropLast(150))
    private static let two = page(
        foot: "<div class=page><a href=t20260304_1_2.html>2</a> <a href=t20260304_1_2.html>下一页</a></div>")
    private static let second = Answer.page(page(Newspaper.other(2)))

    /// Nothing of the page is kept.
    static let fresh: [PageAnswers] =
        [
            .init(name: "an article", answer: good, events: ["article"]),
            .init(name: "203", answer: .page(page(), status: 203), events: ["article"]),
            .init(name: "GB18030 without a charset", answer: .page(page(), type: "text/html"), events: ["article"]),
            .init(name: "204", answer: .page("", status: 204), events: []),
            .init(name: "no bytes", answer: .page(""), events: []),
            .init(name: "white space", answer: .page(" \r\n\t "), events: []),
            .init(
                name: "a program", answer: .page(Array("\u{7F}ELF".utf8) + .init(repeating: 0, count: 400)), events: []),
            .init(
                name: "a stylesheet", answer: .page("body { color: red }\n.a { margin: 0 }\n", type: "text/css"),
                events: []),
            .init(
                name: "undecodable", answer: .page((0..<4000).map { $0 % 2 == 0 ? 0xFF : UInt8($0 % 97) + 0x80 }),
                events: []),
            .init(name: "a shell that scripts fill", answer: .page(shell), events: []),
            .init(name: "a login page", answer: .page(login), events: []),
            .init(name: "a list", answer: .page(list), events: []),
            .init(name: "304 to a plain request", answer: .page("", status: 304), events: []),
            .init(name: "400", answer: .page("<p>no</p>", status: 400), events: []),
            .init(name: "401", answer: .page("<p>no</p>", status: 401), events: []),
            .init(name: "403", answer: .page("<p>no</p>", status: 403), events: []),
            .init(name: "403 with a firewall's page", answer: .page(firewall, status: 403), events: []),
            .init(name: "404", answer: .page("<p>404</p>", status: 404), events: []),
            .init(name: "404 with a firewall's page", answer: .page(firewall, status: 404), events: []),
            .init(name: "404 with an article", answer: .page(page(), status: 404), events: []),
            .init(name: "200 that says that it is missing", answer: .page(missing), events: []),
            .init(name: "405", answer: .page("", status: 405), events: []),
            .init(name: "410", answer: .page("<p>410</p>", status: 410), events: []),
            .init(name: "412 of a wall", answer: .page("", status: 412), events: []),
            .init(name: "429", answer: .page("", status: 429), events: []),
            .init(
                name: "429 for seconds", answer: .page("", status: 429, headers: [("Retry-After", "120")]), events: []),
            .init(
                name: "429 until a date",
                answer: .page("", status: 429, headers: [("Retry-After", "Wed, 04 Mar 2026 13:00:00 GMT")]), events: []),
            .init(
                name: "429 for nonsense", answer: .page("", status: 429, headers: [("Retry-After", "soon")]), events: []
            ),
            .init(name: "468", answer: .page("", status: 468), events: []),
            .init(name: "500", answer: .page("<p>500</p>", status: 500), events: []),
            .init(name: "502", answer: .page("<p>502</p>", status: 502), events: []),
            .init(
                name: "503 for seconds", answer: .page("", status: 503, headers: [("Retry-After", "30")]), events: []),
            .init(name: "521 of a wall", answer: .page("", status: 521), events: []),
            .init(
                name: "a redirect to an article", answer: .redirect(to: "/a/2.html"), others: ["/a/2.html": good],
                events: ["article"]),
            .init(
                name: "a redirect home", answer: .redirect(to: "/"),
                others: ["/": .page(list.replacing("通知公告", with: "首页"))],
                events: []),
            .init(name: "a redirect in a circle", answer: .redirect(to: path), events: []),
            .init(
                name: "a redirect to where robots may not go", answer: .redirect(to: "/inner/1"),
                others: ["/inner/1": good], events: []),
            .init(
                name: "a page that sends its reader on",
                answer: .page("<meta http-equiv=refresh content='0;url=/a/2.html'>页面跳转中"), others: ["/a/2.html": good],
                events: ["article"]),
            .init(name: "an article that breaks off in itself", answer: .page(cut), looks: 3, events: ["article"]),
            .init(
                name: "a body that is shorter than it says", answer: announced(page(), sending: 900), looks: 3,
                events: []),
            .init(
                name: "a coding that does not end",
                answer: announced(
                    String(repeating: "\u{1F}", count: 400), sending: 400, [("Content-Encoding", "gzip")]), looks: 3,
                events: []),
            .init(name: "no answer", answer: Answer([.close]), events: []),
            .init(
                name: "an article in two pages", answer: .page(two), others: ["/news/t20260304_1_2.html": second],
                events: ["article"]),
            .init(name: "an article whose second page is missing", answer: .page(two), looks: 3, events: ["article"]),
            .init(
                name: "a copy of another page", answer: .page(page(head: "<link rel=canonical href=/a/1.html>")),
                others: ["/a/1.html": good], events: ["article"]),
            .init(
                name: "a copy of a page with another text",
                answer: .page(page(head: "<link rel=canonical href=/a/1.html>")),
                others: ["/a/1.html": .page(page(title: "别的消息", Newspaper.other(7)))], events: ["article"]),
        ]

    private static func again(
        _ name: String, _ answer: Answer, before: Answer = good, others: [String: Answer] = [:], looks: Int = 1,
        _ events: [String] = []
    ) -> PageAnswers {
        PageAnswers(
            name: "kept, then \(name)", before: before, answer: answer, others: others, looks: looks,
            events: ["article"] + events)
    }

    private static let stub = Answer.page(page(["附近居民可以在这里办理业务。"]))

    /// Its article is kept.
    static let known: [PageAnswers] = [
        again("the same", good),
        again("another text", .page(page(Newspaper.other(1) + ["咨询电话工作日有人接听。"])), ["revision"]),
        again("other punctuation", .page(page(Newspaper.other(1).map { $0.replacing("，", with: "、") }))),
        again("another headline", .page(page(title: "青砚区第一号便民服务点正式启用（更正）")), ["revision"]),
        again("a small part of it", stub), again("a small part of it, twice", stub, looks: 2, ["revision"]),
        again("404", .page("<p>404</p>", status: 404)),
        again("404 with a firewall's page", .page(firewall, status: 404)),
        again("410", .page("", status: 410)), again("words that it is missing", .page(missing)),
        again("a login page", .page(login)), again("a list", .page(list)), again("no bytes", .page("")),
        again("a shell", .page(shell)),
        again("a ZIP file", .page(Array("PK\u{3}\u{4}".utf8) + .init(repeating: 0, count: 400))),
        again("a part of it", .page(cut), looks: 3), again("a body cut off", announced(page(), sending: 900), looks: 3),
        again("429", .page("", status: 429)), again("500", .page("", status: 500)),
        again("no answer", Answer([.close])),
        again("403", .page("", status: 403)), again("412 of a wall", .page("", status: 412)),
        again(
            "a redirect to a page with its text", .redirect(to: "/a/2.html"), others: ["/a/2.html": good], ["duplicate"]
        ),
        again(
            "as it was, but for its second page", .page(two), before: .page(two),
            others: ["/news/t20260304_1_2.html": second], []),
    ]
}
