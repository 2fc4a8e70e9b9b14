import Model
import Testing

@testable import Extraction

/// Bodies in markup that was not made for readers, nor for machines.
@Suite struct OddBodiesTests {
    private let paragraphs = [
        "全市春耕生产工作会议日前召开,会议要求各镇各部门抓紧抓实,确保完成任务。", "各地农技人员已经下到田间,指导农户选种、育秧,并检修农机具三千余台。",
        "市农业农村局表示,今年的种子、化肥、农药储备充足,价格平稳,质量有保证。",
    ]

    /// The body of a page whose paragraphs stand where the template has `1`, `2` and `3` in braces.
    private func body(_ template: String) throws -> [String] {
        let page = paragraphs.enumerated().reduce(template) { $0.replacing("{\($1.offset + 1)}", with: $1.element) }
        return try read("<title>春耕会议召开</title>\(page)").body
    }

    @Test func sectionsOfWeChatAreParagraphs() throws {
        let page = """
            <div id=img-content><h1 class=rich_media_title id=activity-name>春耕会议召开</h1>
            <div id=meta_content><span class=rich_media_meta><a id=js_name>南方杂志</a></span><em id=publish_time>2023-02-15 12:20</em></div>
            <div class=rich_media_content id=js_content style="visibility: hidden; opacity: 0;">
            <section style="box-sizing:border-box"><section><section><p style="text-indent:2em"><span>{1}</span></p></section></section>
            <section><span leaf="">{2}</span></section><section><br></section>
            <p><img data-src="https://mmbiz.qpic.cn/1"></p><section><strong><span>市农业农村局</span></strong><span>表示,今年的种子、化肥、农药储备充足,价格平稳,质量有保证。</span></section></section></div>
            <div id=js_tags>预览时标签不可点</div></div><div class=qr_code_pc><p>微信扫一扫<br>关注该公众号</p></div><p>阅读原文</p>
            """
        #expect(try body(page) == paragraphs)
    }

    @Test func wordsOwnMarkupIsNoText() throws {
        let page = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><body>
            <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
            <style>p.MsoNormal{mso-style-name:"正文";font-family:宋体}</style>
            <h1>春耕会议召开</h1><div id=zoom><?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />
            <p class=MsoNormal style="mso-char-indent-count:2.0">{1}<span lang=EN-US><o:p></o:p></span></p>
            <p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>
            <p class=MsoNormal><st1:place w:st="on">各地</st1:place>农技人员已经下到田间,指导农户选种、育秧,并检修农机具<span lang=EN-US>三千</span>余台。<o:p>&nbsp;</o:p></p>
            <!--[if !mso]><p>旧版</p><![endif]--><p class=MsoNormal><!--StartFragment-->{3}<!--EndFragment--></p></div></body></html>
            """
        #expect(try body(page) == paragraphs)
    }

    @Test(arguments: [
        "<div id=zoom style='display:none'>", "<div class=content style='visibility:hidden;opacity:0'>", "<div hidden>",
        "<div class='hide hidden'>", "<div aria-hidden=true>",
    ])
    func aBodyThatAScriptIsToShowIsTheBody(opening: String) throws {
        #expect(
            try body("<h1>春耕会议召开</h1><div id=loading>正在加载</div>\(opening)<p>{1}</p><p>{2}</p><p>{3}</p></div>")
                == paragraphs)
    }

    @Test(arguments: [
        "<html><body><a href=/>首页</a></body></html><html><body><h1>春耕会议召开</h1><p>{1}</p><p>{2}</p><p>{3}</p></body></html>",
        "<html><body><div id=zoom><html><head><meta charset=gb2312><title>无标题</title></head><body><p>{1}</p><p>{2}</p></body></html><p>{3}</p></div></body></html>",
        "<!DOCTYPE html><html><body><p>{1}</p></body></html><!DOCTYPE html><html><body><p>{2}</p><p>{3}</p></body></html>",
        "<html><html><html><body><p>{1}<body><p>{2}</html></html><p>{3}",
    ])
    func allRootsAreOnePage(page: String) throws {
        #expect(try body(page) == paragraphs)
    }

    @Test func layoutIsToldFromContentHoweverTablesNest() throws {
        let content = "<table border=1><tr><th>县</th><th>面积</th></tr><tr><td>甲县</td><td>12.5</td></tr></table>"
        let page = """
            <table width=1000><tr><td width=200><table><tr><td><a href=/>首页</a></td></tr><tr><td><a href=/x>新闻</a></td></tr></table></td>
            <td><table><tr><td><table width=100%><tr><td align=center><b>春耕会议召开</b></td></tr></table></td></tr>
            <tr><td><table><tr><td>　　{1}<br>　　{2}<br>\(content)　　{3}</td></tr></table></td></tr></table></td></tr></table>
            """
        #expect(try body(page) == paragraphs[0...1] + ["县\t面积", "甲县\t12.5"] + paragraphs[2...])
    }
}
