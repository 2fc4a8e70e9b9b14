import Model
import Testing

@testable import Extraction

/// Articles that are written while something happens: posts below their times, under one headline.
@Suite struct LiveBlogTests {
    private static let shapes = [
        "<div class=post><time>TIME</time><p>TEXT</p></div>", "<article class=post><p>TIME</p><p>TEXT</p></article>",
        "<article><header><span>TIME</span></header><p>TEXT</p></article>", "<p><b>TIME</b></p><p>TEXT</p>",
        "<li><span class=time>TIME</span><div>TEXT</div></li>", "<h3>TIME</h3><p>TEXT</p>",
    ]
    private static let english = [
        ("10:42", "The first skiers have left the gate, and the leader is two seconds ahead at the second mark."),
        ("10:58", "A fall at the lower bend, but the racer is up and waves to the crowd below the stand."),
        ("11:05", "Snow has begun to fall again. The organisers say that the race will go on as planned."),
        ("11:21", "The last of the favourites is down in third place, and the hall is already celebrating."),
        ("11:40", "The prizes are to be given at noon in the square, where the band has begun to play."),
    ]
    private static let chinese = [
        ("10时42分", "发布会正式开始，市应急管理局负责人介绍强降雨的总体情况和防御工作安排。"),
        ("10时58分", "市水利局介绍，全市大中型水库运行平稳，水位均在汛限以下，没有出现险情。"),
        ("11时05分", "市交通运输局介绍，三条临时封闭的公路已经恢复通行，客运班线逐步恢复。"),
        ("11时21分", "记者提问：受影响的群众如何安置？民政部门回答，集中安置点物资充足。"),
        ("11时40分", "发布会结束，下一场发布会将在今天下午举行，届时将继续通报最新情况。"),
    ]

    private func check(_ posts: [(String, String)], in shape: String, headline: String) throws {
        let markup = posts.map { shape.replacing("TIME", with: $0.0).replacing("TEXT", with: $0.1) }.joined()
        let body = try read(
            "<title>\(headline)</title><article><h1>\(headline)</h1><div class=article-body>\(markup)</div></article>"
        ).body
        let text = body.joined(separator: "\n")
        for (time, post) in posts {
            #expect(text.contains(Width.half(post)), "\(post) in \(body)")
            #expect(text.contains(time), "\(time) in \(body)")
        }
    }

    @Test(arguments: shapes)
    func allPostsOfAnEnglishOneBelongToIt(shape: String) throws {
        try check(Self.english, in: shape, headline: "Downhill race: live from the valley")
    }

    @Test(arguments: shapes)
    func allPostsOfAChineseOneBelongToIt(shape: String) throws {
        try check(Self.chinese, in: shape, headline: "直播：防汛救灾新闻发布会")
        try check(
            Self.chinese.map { ($0.0.replacing("时", with: ":").replacing("分", with: ""), $0.1) }, in: shape,
            headline: "直播：防汛救灾新闻发布会")
    }

    @Test func nestedArticlesWithoutTimesAreNoPosts() throws {
        let said = (1...4).map {
            "<article><p>Reader \($0)</p><p>I was there too, and the snow was the best in ten years, I think.</p></article>"
        }
        let own = Self.english.map { "<p>\($0.1)</p>" }.joined()
        let body = try read(
            "<title>Downhill race in the valley</title><article><h1>Downhill race in the valley</h1>\(own)\(said.joined())</article>"
        ).body
        #expect(body == Self.english.map(\.1))
    }
}
