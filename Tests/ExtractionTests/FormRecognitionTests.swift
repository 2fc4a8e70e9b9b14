import Model
import Testing

@testable import Extraction

/// Pages that ask for something are no articles; articles beside such forms are.
@Suite struct FormRecognitionTests {
    private static let form = """
        <form><p>用户名：<input name=u></p><p>密码：<input type=PassWord name=p></p><p>验证码：<input name=c> 看不清？换一张</p>
        <button>登录</button> <a href=/r>注册</a></form>
        """
    private static let advice = "<p>请使用省统一身份认证平台的账号登录。如有问题，请在工作时间拨打技术支持电话。</p>"

    @Test(arguments: [
        "<title>用户登录 - 青石县人民政府</title><h2>用户登录</h2>\(form)\(advice)",
        "<title>青石县政务服务网统一身份认证平台登录</title>\(form)\(advice)\(advice)\(advice)\(advice)\(advice)",
        "<title>青石县人民政府</title>\(form)\(advice)",
        "<title>Sign in</title><form><input type=password></form><p>Use your account of the council to go on.</p>",
    ])
    func aPageThatAsksForAPasswordIsNone(page: String) {
        #expect(throws: ExtractionFailure.noArticle(.login)) { try read(page) }
    }

    @Test(arguments: [
        "<title>搜索结果_青石县人民政府</title><form><input name=q></form><p>共找到相关结果约 12 条，用时 0.02 秒，按相关度排序。</p>",
        "<title>站内检索</title><form><input type=search></form><p>请输入您要查找的内容，多个词之间用空格分开，再按回车键。</p>",
    ])
    func aPageThatSearchesIsNone(page: String) {
        #expect(throws: ExtractionFailure.noArticle(.search)) { try read(page) }
    }

    @Test(arguments: [
        ("关于启用统一身份认证登录的通知", form), ("全市春耕生产工作会议召开", form),
        ("我市开展走失人员搜索", "<form><input name=q></form>"), ("电子阅览室新增全文检索", "<form><input name=q></form>"),
        ("全市春耕生产工作会议召开", "<div style='display:none'>\(form)</div>"),
    ])
    func anArticleBesideAFormIsOne(title: String, form: String) throws {
        let text = "全市春耕生产工作会议日前召开。会议要求，各镇各部门要抓紧抓实，确保完成任务，不误农时。"
        let page = """
            <title>\(title)_青石县人民政府</title>\(form)<h1>\(title)</h1><div>2024-03-05　来源：青石县农业农村局</div>
            <div class=content><p>\(text)</p><p>\(text)</p></div>
            """
        #expect(try read(page).body.count == 2)
    }

    @Test func whatARuleNamesIsTheArticle() throws {
        let rules = ExtractionRules([.init(.body, try Selector(parsing: "div.text"))])
        let page = Array("<title>用户登录</title>\(Self.form)<div class=text>\(Self.advice)</div>".utf8)
        let article = try Extractor().read(
            page, at: nil, headerCharset: "utf-8", today: Day("2026-11-30")!, utcOffset: 0, rules: rules)
        #expect(article.body.count == 1)
    }
}
