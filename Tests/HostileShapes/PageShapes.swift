extension HostileShape {
    /// Every shape.
    package static let all = nested + unclosed + wide + tables + lines + texts + markup + scripts + feeds

    /// Elements in elements.
    static let nested: [HostileShape] =
        [
            "div", "p", "span", "b", "a href=x", "table", "ul", "ol", "li", "dl", "blockquote", "section", "article",
            "form", "select", "textarea", "template", "figure", "ruby", "rt", "font", "h1", "h3", "center", "nav",
            "footer",
            "button", "svg", "object", "iframe", "noscript", "title", "x-y", "pre", "label", "header", "aside", "main",
            "details", "video", "frameset",
        ].map { element in
            let name = element.split(separator: " ")[0]
            return HostileShape("nested \(name)", opening: "<\(element)>", closing: "</\(name)>")
        } + [
            .init("nested lists with text", opening: "<ul><li>甲乙丙丁。", closing: "</li></ul>"),
            .init("nested table cells", opening: "<table><tr><td>", closing: "</td></tr></table>"),
            .init("nested containers", opening: "<div class=content><p>短</p>", closing: "</div>"),
            .init("nested containers with own prose", opening: "<div id=zoom>", closing: "<p>会议要求，确保完成。</p></div>"),
            .init("nested junk", opening: "<div class=ad>", closing: "<p>会议要求，确保完成。</p></div>"),
            .init("nested articles", opening: "<article>", closing: "<p>会议要求，各镇各部门，确保完成任务。</p></article>"),
            .init(
                "nested teasers", opening: "<div>",
                closing: "<p><a href=a>甲乙丙丁戊己</a></p><p><a href=b>甲乙丙丁戊己</a></p><p><a href=c>甲乙丙丁</a></p></div>"),
            .init("nested links with text", opening: "<a href=/t1.html><div>甲", closing: "</div></a>"),
            .init("links to one address, nested", opening: "<div><a href=/t1.html>甲</a>", closing: "</div>"),
            .init("nested headings in junk", opening: "<div class=share><h1>甲乙丙</h1>", closing: "</div>"),
            .init("nested textareas with text", opening: "<textarea><p>会议要求，各镇各部门要抓紧。", closing: "</textarea>"),
            .init(
                "nested list items of dates", opening: "<div><a href=/a/1.html>某某通知</a>2024-01-02", closing: "</div>"),
        ]

    /// Start tags without end tags, and end tags that end nothing.
    static let unclosed: [HostileShape] = [
        .init("unclosed b under i", first: "<b>", then: "</i>"),
        .init("unclosed b under p", first: "<b><div>", then: "</b>"),
        .init("unclosed spans in p") { _ in "<p><span>会议要求。</p>" },
        .init("unclosed rows") { _ in "<tr><td>甲<td>乙" },
        .init("unclosed list") { "<li><a href=/t\($0).html>某某通知" },
        .init("unclosed fonts with links") { "<font><a href=/2024/t\($0).html>关于某某的通知</a>" },
        .init("end tags alone") { _ in "</p></div></td>" },
        .init("unclosed options") { _ in "<select><option>甲" },
        .init("unclosed quotes") { _ in "<p a=\"'>'\" " },
        .init("unclosed single quotes") { _ in "<a href='x>甲" },
        .init("unclosed comments") { _ in "<!-- x " },
        .init("unclosed CDATA") { _ in "<![CDATA[ x " },
        .init("unclosed script") { _ in "<script>var a = '甲';" },
        .init("less-than signs") { _ in "<" },
        .init("tag beginnings") { _ in "<a" },
        .init("less-than and letters") { _ in "<p <p <p a" },
    ]

    /// Siblings.
    static let wide: [HostileShape] = [
        .init("paragraphs") { "<p>第\($0)次会议要求，各镇各部门要抓紧抓实，确保完成任务。</p>" },
        .init("equal paragraphs") { _ in prose },
        .init("short lines") { _ in "<p>甲</p>" },
        .init("br chain") { _ in "甲<br>" },
        .init("links") { "<a href=/t\($0).html>关于做好第\($0)次工作的通知</a>" },
        .init("links in lines") { "<p><a href=/t\($0).html>关于做好第\($0)次工作的通知</a></p>" },
        .init("link lines between others") { "<p><a href=/t\($0).html>关于做好工作的通知</a></p><p>打印</p>" },
        .init("links with pictures") { "<a href=/t\($0).html>甲<img src=\($0).png></a>" },
        .init("attachments") { "<a href=\($0).pdf>附件\($0)</a>" },
        .init("attachments in lines", head: prose + prose) { "<p><a href=\($0).pdf>附件\($0)</a></p>" },
        .init("pictures") { "<p><img src=/\($0).jpg></p>" },
        .init("pictures among prose") { "<p>会议要求，各镇各部门要抓紧抓实，确保。<img src=/\($0).jpg></p>" },
        .init("figure with pictures", head: prose + "<figure>", tail: "</figure>" + prose) { "<img src=/\($0).jpg>" },
        .init("figures") { "<figure><img src=/\($0).jpg><figcaption>图\($0)</figcaption></figure>" },
        .init("headings") { "<h1>关于第\($0)次的通知</h1>" },
        .init("headings and junk", head: prose) { "<h2>关于第\($0)次</h2><div class=ad><p>会议要求，确保完成任务。</p></div>" },
        .init("headings like the title", head: "<title>关于加强森林防火工作的通知</title>") { _ in
            "<h2>关于加强森林防火工作的通知</h2>"
        },
        .init("lines like the title", head: "<title>\(String(repeating: "关于", count: 100))</title>") { _ in
            "<p>\(String(repeating: "关于", count: 40))</p>"
        },
        .init("articles") { "<article><h1>第\($0)次</h1><p>会议要求，各镇各部门要抓紧抓实，确保完成任务。</p></article>" },
        .init("containers") { _ in "<div class=content><p>会议要求，各镇各部门要抓紧抓实，确保完成任务。</p></div>" },
        .init("known containers") { _ in "<div id=zoom><p>会议要求，确保完成任务。</p></div>" },
        .init("junk") { _ in "<div class=share><p>会议要求，各镇各部门要抓紧抓实。</p></div>" },
        .init("teasers") { "<div><h3><a href=/\($0).html>关于第\($0)次的通知</a></h3><p>会议要求，抓紧。</p></div>" },
        .init("meta rows") { "<meta name=n\($0) content=v\($0)>" },
        .init("equal meta rows") { _ in "<meta name=description content=甲>" },
        .init("base tags") { "<base href=http://a\($0).example/><a href=x\($0)>关于某某的通知</a>" },
        .init("canonical links") { "<link rel=canonical href=/\($0).html>" },
        .init("feeds named", head: prose) { "<link rel=alternate type=application/rss+xml href=/\($0).xml>" },
        .init("frames") { "<iframe src=/\($0).html></iframe><frame src=/f\($0).html>" },
        .init("forms") { "<form><input name=a\($0) value=b><button>搜索</button></form>" },
        .init("blobs beside paragraphs", head: String(repeating: prose, count: 20)) { number in
            "<div>\(String(repeating: "会议第\(number)项要求，各镇各部门要抓紧抓实。", count: 16))</div>"
        },
        .init("blocks in one link", head: "<a href=\"/\(String(repeating: "x", count: 7000)).pdf\">", tail: "</a>") {
            _ in
            "<p>关于某某</p>"
        },
        .init("blocks under long names", head: "<div class=\"\(String(repeating: "x ", count: 3500))\">") { _ in
            "<p>会议要求。</p>"
        },
        .init("links under long names", head: "<div class=\"\(String(repeating: "x ", count: 3500))\">") {
            "<a href=/t\($0).html>关于某某的通知</a>"
        },
        .init("policy labels") { _ in "<div><h3>相关解读</h3></div><div>" },
        .init("policy tabs") { _ in "<ul><li>相关文件</li><li>相关解读</li></ul><div></div>" },
        .init("policy links") { "<p>政策原文：<a href=/t\($0).html>关于加强森林防火工作的通知</a></p>" },
        .init("policy links in one line", head: "<p>") { "<a href=/t\($0).html>解读\($0)<img src=x></a>，" },
    ]

    /// Tables and lists.
    static let tables: [HostileShape] = [
        .init("data table", head: "<table>") { "<tr><td>甲\($0)</td><td>12.5</td></tr>" },
        .init("wide row", head: "<table><tr>") { "<td>甲\($0)</td>" },
        .init("rowspans", head: "<table>") { _ in "<tr><td rowspan=400>甲</td><td rowspan=9999>乙</td></tr>" },
        .init(
            "rowspans of one row", head: "<table><tr>",
            tail: "</tr>" + String(repeating: "<tr><td>乙<td>丙</tr>", count: 400)
        ) {
            _ in "<td rowspan=400>甲</td>"
        },
        .init("colspans", head: "<table>") { _ in "<tr><td colspan=99999>甲</td><td>乙</td></tr>" },
        .init("tables") { _ in "<table><tr><td>甲</td><td>乙</td></tr></table>" },
        .init("document rows", head: "<table>") { "<tr><td>索引号</td><td>\($0)</td><td>发文字号</td><td>乙</td></tr>" },
        .init("document labels") { "<li>索引号：\($0)</li><li>发布机构：乙</li>" },
        .init("ordered items", head: "<ol start=-9223372036854775808>") { "<li value=\($0)>会议要求，抓紧抓实。</li>" },
        .init("ordered lists") { _ in "<ol type=i start=3999><li>会议要求，抓紧抓实。</li></ol>" },
        .init("list styles", head: "<ol>") { _ in "<li style='list-style:a b c d e;list-style-type:decimal'>会议要求。" },
        .init("definitions", head: "<dl>") { _ in "<dt>甲<dd>会议要求，抓紧。" },
        .init("ruby") { _ in "<ruby>镇<rt>zhèn</rt></ruby>" },
        .init("glosses") { _ in "工程萬(wàn)鎮(zhèn)" },
    ]

    /// Long lines of one thing.
    static let lines: [HostileShape] =
        [
            "甲", "a", "a ", "1", "1 ", "，", "。", ".", "-", "(", "((((来源", "（", "[", "&", "&amp;", "&#20013;", "&nbsp;",
            "来源：", "来源",
            "2023-", "2023-01-02 ", "二〇", "二〇二三年一月二日", "Jan ", "November 20, 2019 ", "记者", "记者张三 ", "{{", "{", "《",
            "《甲》", "转",
            "下转", "下转第三版", "\u{301}", "á", "が\u{3099}", "م", "я", "鎮", "，，，1", "锟斤拷", "鍏ㄥ競", "å…¨", "x@y.cn ", "分享到",
            "责任编辑：甲 ", "字号：[大 中 小] ",
            "来源：甲 作者：乙 ", "\u{FDFA}", "\u{1F600}", "\t", "第", "一、", "版",
        ].map { piece in
            .init("line of \(piece.debugDescription)", head: "\(prose)<p>", tail: "</p>\(prose)") { _ in piece }
        }
        + [
            .init("labels in brackets", first: "[", then: "来源"),
            .init(
                "tail heading of punctuation", head: prose + "<p>相关阅读",
                tail: "</p>" + String(repeating: "<p>甲</p>", count: 1000)
            ) {
                _ in "，。"
            },
            .init("long title", head: "<title>", tail: "</title>\(prose)") { _ in "关于的通知" },
            .init("title of names", head: "<title>", tail: "解读</title>\(prose)") { "《文件\($0)》" },
        ]

    /// Lines that look like what surrounds an article.
    static let texts: [HostileShape] = [
        .init("info lines") { "<p>发布时间：2024-01-0\($0 % 9 + 1) 来源：某某 作者：张三</p>" },
        .init("date lines") { _ in "<p>2024年01月02日</p>" },
        .init("editors") { _ in "<p>责任编辑：张三</p>" },
        .init("tail headings") { _ in "<p>相关阅读</p><p>甲</p>" },
        .init("furniture words") { _ in "<p>打印 关闭 分享</p>" },
        .init("bare headlines") { "<p>全市召开第\($0)次春耕生产工作会议</p>" },
        .init("crumbs") { _ in "<p>当前位置：首页 > 新闻</p>" },
        .init("pagers") { "<a href=t1_\($0).html>\($0)</a>" },
        .init("last pages") { _ in "<a href=index_1999.html>尾页</a>" },
        .init("numbered points") { "<p>\($0)、会议要求，各镇要抓紧。</p>" },
        .init("boxed dates") { _ in "<p>21</p><p>/2024年02月</p>" },
        .init("names in a byline", head: prose + "<p>（记者", tail: "）</p>") { _ in "张三、" },
        .init("authors", head: "<h1>关于工作的通知</h1><p>作者：", tail: "</p>\(prose)") { _ in "张三、" },
        .init("dated list", head: "<ul>") {
            "<li><a href=/2024/t\($0).html>关于第\($0)次的通知</a><span>2024-01-02</span></li>"
        },
        .init(
            "links sharing long text",
            piece: { number in
                "<div>\(String(repeating: "文", count: 500))"
                    + (0..<20).map { "<a href=/\(number)/\($0).html>通知</a>" }.joined() + "</div>"
            }),
    ]

    /// Attributes, comments, declarations.
    static let markup: [HostileShape] = [
        .init("attributes of one element", head: "<p ", tail: ">甲</p>\(prose)") { "a\($0)=b " },
        .init("classes of one element", head: "<p ", tail: ">甲</p>\(prose)") { _ in "class=b " },
        .init("attributes of many elements") { _ in "<p a=1 b=2 class=c id=d style=e title=f>甲</p>" },
        .init("long value", head: "<p title=\"", tail: "\">甲</p>\(prose)") { _ in "甲" },
        .init("long values") { _ in "<p title=\"\(String(repeating: "x", count: 3000))\">甲</p>" },
        .init("long class", head: "<p class=\"", tail: "\">甲</p>\(prose)") { "c\($0) " },
        .init("long element name", head: "<", tail: ">甲\(prose)") { _ in "x" },
        .init("comments") { _ in "<!-- x -->" },
        .init("comment of dashes", head: "<!--", tail: "-->\(prose)") { _ in "--" },
        .init("Founder comments") { "<!--enpproperty <title>甲\($0)</title>--><!--enpcontent-->" },
        .init("Founder comment of tags", head: "<!--enpproperty ", tail: "-->\(prose)") { _ in "<a>" },
        .init("doctypes") { _ in "<!DOCTYPE html>" },
        .init("processing instructions") { _ in "<?xml version=1?>" },
        .init("Word's markup") { _ in "<p class=MsoNormal><o:p></o:p><![if !x]>&nbsp;<![endif]>甲</p>" },
    ]

    /// What pages carry for their scripts.
    static let scripts: [HostileShape] = [
        .init("scripts") { "<script>var a\($0) = \"x\";</script>" },
        .init("script of strings", head: "<script>", tail: "</script>") { "var a\($0)=\"x\";" },
        .init("script of texts", head: "<script>", tail: "</script>") {
            "var a\($0)=\"\(String(repeating: "会议要求。", count: 9))\";"
        },
        .init("script of one text", head: "<script>var content=\"", tail: "\"</script>") { _ in "会议要求，抓紧抓实。" },
        .init("script of quotes", head: "<script>", tail: "</script>") { _ in "\"" },
        .init("script of escapes", head: "<script>var a='", tail: "'</script>") { _ in "\\u4e2d\\n" },
        .init("JSON in JSON", head: "<script>", tail: "</script>") { _ in
            "a=\"{\\\"content\\\":\\\"\(String(repeating: "会议要求。", count: 9))\\\"}\";"
        },
        .init("JSON of arrays", head: "<script type=application/ld+json>", tail: "</script>") { _ in "[" },
        .init("page scripts", head: "<script>", tail: "</script>") { _ in "createPageHTML(1,2," },
        .init("page counts", head: "<script>", tail: "</script>") { _ in "countPage = " },
        .init("records", head: "<script><record>", tail: "</script>") {
            "<![CDATA[<a href=/t\($0).html>关于某某的通知</a>]]>"
        },
        .init("unclosed records", head: "<script><record>", tail: "</script>") { _ in "<![CDATA[ <" },
        .init("datastore", head: "<datastore>") { "<![CDATA[<a href=/t\($0).html>关于某某的通知</a>]]>" },
        .init("textareas") { _ in "<textarea>会议要求，各镇要抓紧。</textarea>" },
        .init("templates") { _ in "<template><p>会议要求，各镇要抓紧。</p></template>" },
        .init("styles") { _ in "<style>a{b:c}</style>" },
        .init("mojibake pieces") { _ in "<p>鍏ㄥ競锛屼細璁銆</p>" },
        .init("script templates") { _ in "<script type=text/template><p>会议要求，各镇要抓紧。</p></script>" },
    ]

    /// Feeds and sitemaps.
    static let feeds: [HostileShape] = [
        .init("feed", head: "<rss><channel>", tail: "</channel></rss>", kind: .feed) {
            "<item><title>通知\($0)</title><link>http://a.example/\($0).html</link><pubDate>2024-01-02</pubDate></item>"
        },
        .init("feed attributes", head: "<rss><channel><item ", tail: "/></channel></rss>", kind: .feed) {
            "a\($0)=\"b\" "
        },
        .init("feed name spaces", head: "<rss><channel><item ", tail: "/></channel></rss>", kind: .feed) {
            "xmlns:a\($0)=\"b\" "
        },
        .init("feed entities", head: "<!DOCTYPE rss [", tail: "]><rss><channel></channel></rss>", kind: .feed) {
            "<!ENTITY e\($0) \"&e\(max(0, $0 - 1));&e\(max(0, $0 - 1));\">"
        },
        .init("feed attribute lists", head: "<!DOCTYPE rss [", tail: "]><rss><channel></channel></rss>", kind: .feed) {
            "<!ATTLIST item a\($0) CDATA \"x\">"
        },
        .init("feed nested", head: "<rss>", kind: .feed) { _ in "<item>" },
        .init("feed of titles", head: "<rss><channel><item>", tail: "</item></channel></rss>", kind: .feed) {
            "<title>甲\($0)</title>"
        },
        .init("feed of marked-up titles", head: "<rss><channel>", tail: "</channel></rss>", kind: .feed) {
            "<item><title>&lt;b&gt;甲&lt;/b&gt;</title><link>/\($0)</link></item>"
        },
        .init(
            "feed of one text", head: "<rss><channel><item><title>", tail: "</title></item></channel></rss>",
            kind: .feed
        ) {
            _ in "甲 "
        },
        .init(
            "feed of references", head: "<rss><channel><item><title>", tail: "</title></item></channel></rss>",
            kind: .feed
        ) {
            _ in "&amp;"
        },
        .init("feed of comments", head: "<rss><channel>", tail: "</channel></rss>", kind: .feed) { _ in "<!--x-->" },
        .init(
            "feed of CDATA", head: "<rss><channel><item><title>", tail: "</title></item></channel></rss>", kind: .feed
        ) {
            _ in "<![CDATA[a]]>"
        },
        .init("feed of links", head: "<feed><entry>", tail: "</entry></feed>", kind: .feed) {
            "<link rel=\"r\($0)\" href=\"/x\"/>"
        },
        .init("feed of elements", head: "<feed><entry>", tail: "</entry></feed>", kind: .feed) { "<e\($0)>x</e\($0)>" },
        .init("sitemap", head: "<urlset>", tail: "</urlset>", kind: .feed) {
            "<url><loc>http://a.example/\($0).html</loc><lastmod>2024-01-02</lastmod></url>"
        },
        .init("sitemap index", head: "<sitemapindex>", tail: "</sitemapindex>", kind: .feed) {
            "<sitemap><loc>http://a.example/\($0).xml</loc><lastmod>2024-01-02</lastmod></sitemap>"
        },
        .init("broken feed", head: "<rss><channel>", kind: .feed) { _ in "<item></x>&" },
    ]
}
