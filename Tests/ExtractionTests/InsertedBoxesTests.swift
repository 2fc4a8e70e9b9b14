import Model
import Testing

@testable import Extraction

/// Boxes between and around the paragraphs of a text: they go, and the text around them stays.
@Suite struct InsertedBoxesTests {
    private static let english = [
        "The council approved the new bridge on Tuesday after two years of debate, and work is to begin in spring.",
        "Engineers said the old crossing, built in 1931, could no longer carry the lorries that use it every day.",
        "Residents who spoke at the meeting asked for a footpath on both sides, which the council promised to study.",
        "The cost is put at four million pounds, of which half will be paid by the county over the next five years.",
    ]
    private static let chinese = [
        "市住房和城乡建设局昨日通报，今年全市计划改造老旧小区一百二十个，惠及居民三万多户。",
        "改造内容包括屋面防水、管线入地、加装电梯等，由居民投票确定，方案在社区公示七天。",
        "负责人表示，施工期间将尽量减少对居民生活的影响，夜间不安排噪声较大的工序。",
        "截至上月底，已有四十五个小区完成改造，其余小区将在年底前全部开工，接受群众监督。",
    ]

    private func text(_ paragraphs: [String], with box: String, behind: String = "") throws -> [String] {
        let lines = paragraphs.map { "<p>\($0)</p>" }
        return try read(
            "<title>Bridge approved</title><div class=article-body><h1>Bridge approved</h1>\(lines[0])\(lines[1])\(box)"
                + "\(lines[2])\(lines[3])\(behind)</div>"
        ).body
    }

    static let englishBoxes = [
        "<form action=/x><p>Local news every morning</p><input type=email name=e><p>No spam, we promise.</p></form>",
        "<div class=x><h4>Sign up for our newsletter</h4><p>The best of the valley, once a week, in your inbox.</p></div>",
        "<div class=x><p>We use cookies</p><p>They help us to see which pages are read. Choose what you agree to.</p></div>",
        "<div class=x><p>Already a subscriber?</p><p>Log in to read the rest of this story.</p></div>",
        "<div class=x><h3>Related stories</h3><ul><li><a href=1>Old bridge is closed to lorries</a><li><a href=2>Ferry runs again after the flood</a><li><a href=3>County sells its quarry</a></ul></div>",
        "<p>Read more: <a href=1>Old bridge is closed to lorries</a></p>",
        "<p>Related: <a href=1>Old bridge is closed to lorries</a></p>",
        "<aside><div class=x><h4>Get our newsletter</h4><p>The best of the valley, once a week.</p></div></aside>",
    ]

    @Test(arguments: englishBoxes)
    func boxesInAnEnglishTextGo(box: String) throws {
        #expect(try text(Self.english, with: box) == Self.english)
    }

    @Test(arguments: [
        "<p>Sign up for our newsletter.</p>", "<div>Get the latest updates right in your inbox.</div>",
        "<p>Follow us on Twitter and Instagram.</p>", "<p>Tell us what YOU think…</p>",
        "<p>Back to Gallery</p>",
    ])
    func offersBelowAnEnglishTextGo(line: String) throws {
        #expect(try text(Self.english, with: "", behind: line) == Self.english)
    }

    @Test(arguments: [
        "<ul><li>Sign up for a place at the hearing by 3 May</li><li>Bring a proof of address</li></ul>",
        "<p>Subscribe to the plan or not, residents will pay for it, the mayor said.</p>",
        "<blockquote><p>Cookies were sold at the door, and the hall was full.</p></blockquote>",
        "<p>Newsletter editors in the valley have followed the story since it began.</p>",
    ])
    func sentencesOfTheTextStay(markup: String) throws {
        #expect(try text(Self.english, with: markup).count > Self.english.count)
    }

    @Test(arguments: [
        "<div class=x><h4>积分规则</h4><p>每日签到得五分，发表评论得两分。</p><p>积分可以兑换礼品。</p></div>",
        "<div class=x><p>每日签到</p><p>连续七天可得双倍积分。</p></div>", "<p>登录后可评论</p>",
        "<div class=x><p>免费设计</p><p>免费提供多种设计方案</p><p>请输入您的称呼</p><p>立即申请</p></div>",
        "<form><p>三分钟得到报价</p><input type=text name=mobile><p>我们会尽快与您联系。</p></form>",
        "<div class=x><p>立即咨询</p><p>专人解答您的问题。</p></div>",
    ])
    func offersInAChineseTextGo(box: String) throws {
        #expect(try text(Self.chinese, with: box) == Self.chinese.map { Width.half($0) })
    }

    @Test(arguments: [
        "<p>积分规则：每参加一次志愿服务得五分，积分可以兑换生活用品。</p>", "<h3>免费设计</h3>", "<p>签到方式：居民凭身份证在社区签到。</p>",
    ])
    func linesOfAChineseTextStay(markup: String) throws {
        #expect(try text(Self.chinese, with: markup).count > Self.chinese.count)
    }

    @Test func whatReadersSayBelowGoesHoweverLongItIs() throws {
        let said = (1...12).map {
            "<div class=comment><p>Number \($0) says that the footpath is needed, and that the lorries ought to go round by the old road instead.</p></div>"
        }
        let before = Self.english + Self.english.map { "Later, it was added: \($0)" }
        let lines = before.map { "<p>\($0)</p>" }.joined()
        let body = try read(
            "<title>Bridge approved</title><div class=content><h1>Bridge approved</h1>\(lines)<div id=commentsContainer>\(said.joined())</div></div>"
        ).body
        #expect(body == before)
    }

    @Test func aListOfOtherArticlesAboveTheTextGoes() throws {
        let list = (1...4).map {
            "<div><label>NEWS</label><a href=\($0)><h5>Story number \($0) of the valley</h5></a><p>May \($0), 2017</p></div>"
        }
        let lines = Self.english.map { "<p>\($0)</p>" }.joined()
        let body = try read(
            "<title>Bridge approved</title><div class=wrap><div><h1>Bridge approved</h1><div class=left><label>MORE STORIES LIKE THIS ONE</label>\(list.joined())</div></div><div id=article>\(lines)</div></div>"
        ).body
        #expect(body == Self.english)
    }
}
