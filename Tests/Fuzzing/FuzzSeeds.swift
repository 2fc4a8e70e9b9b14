/// Small well-formed inputs of each kind, which fuzzing and tests start from.
extension FuzzTarget {
    package var seeds: [[UInt8]] { texts.map { Array($0.utf8) } }

    private var texts: [String] {
        switch self {
        case .charset: ["\u{1}通知公告", "\u{0}<meta charset=gb2312>text", "\u{5}~{VPND~}"]
        case .trimmer, .tree, .article, .explanation, .wall: FuzzTarget.pages
        case .links: FuzzTarget.lists
        case .feed: FuzzTarget.feeds
        case .sitemap:
            ["<urlset><url><loc>http://a.example/1.html</loc><lastmod>2026-11-30</lastmod></url></urlset>"]
        case .json: [#"{"data":{"list":[{"title":"关于开展检查的通知","url":"/a/1.html","time":1796000000000}]}}"#]
        case .robots: ["User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 5\nSitemap: /map.xml\n"]
        case .address, .trap:
            ["http://www.政务.example:8080/a/../b/202611/t20261130_1.html?id=1&page=2#top", "//a.example/%E9%80%9A?x"]
        case .dates:
            [
                "2026-11-30 08:30:05", "2026年11月30日 下午3:05", "二〇二六年十一月三十日", "Mon, 30 Nov 2026 08:30:05 GMT",
                "November 30, 2026", "2026-11-30T08:30:05+08:00", "120",
            ]
        case .warc:
            [
                "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
                    + "WARC-Date: 2026-11-30T00:00:00Z\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
            ]
        case .event:
            [
                #"{"v":1,"seq":1,"event":"article","at":"2026-11-30T00:00:00Z","id":"0d968600ded4c9d5","url":"http://a.example/1","source":"a","title":"t","file":"2026/11/30/000_0d968600ded4c9d5.txt"}"#
            ]
        case .configuration:
            ["[fetch]\ndelay = \"2s\"\n[[source]]\nid = \"a\"\nstart = [\"http://a.example/\"]\nevery = \"30m\"\n"]
        case .parameters: ["q=%E9%80%9A&limit=10", "10", "2026-11-30"]
        case .search: [#"title:"乡村振兴" -培训 OR 2023年 a*"#]
        case .rules: ["div.content > p[class~=a]:first-child", "data.list[0].title", "/api/{page}/x", "{url}?id={id}"]
        }
    }

    private static let pages = [
        """
        <!DOCTYPE html><html><head><meta charset=utf-8><title>通知_县政府</title><meta name=PubDate content="2026-11-30">
        <script>var a = {"content":"<p>正文</p>"};</script></head><body><div class=nav><a href=/>首页</a></div><h1>关于开展检查的通知</h1>
        <div class=info>发布时间：2026-11-30 08:30 来源：县政府办</div><div id=zoom><p>各乡镇人民政府，县直各部门：现将有关事项通知如下。</p>
        <ol start=3 type=i><li value=7>第一项，要认真组织。<li>第二项，要加强宣传。</ol><table><tr><td rowspan=2>甲<td colspan=3>乙</table>
        <p><img src=a.jpg alt=图><br>附件：<a href=a.pdf>名单</a></p></div><div class=foot>主办：县政府办</div></body></html>
        """,
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"正文。\"}</script><textarea><p>正文</textarea>",
        "<html><head><meta http-equiv=refresh content=\"0; url=/a\"></head><!-- a -- ><pre>一\n二</pre><ruby>工<rt>gong</ruby>",
    ]
    private static let lists = [
        """
        <ul class=list><li><a href="/a/202611/t20261130_1.html" title="关于开展检查的通知">关于开展检查</a><span>2026-11-30</span></li>
        <li><a href="javascript:void(0)" onclick="window.open('/a/2.html')">关于开展复查的通知</a><span>[11-29]</span></li></ul>
        <script>createPageHTML(5, 0, "index", "html");</script><a href=index_2.html>下一页</a>
        <script type="text/xml"><datastore><recordset><record><![CDATA[<a href=/3.html>三</a>]]></record></recordset></datastore></script>
        """,
        "<frameset><frame src=a.html></frameset><select onchange=x><option value=/list_2.html>2</option></select>",
    ]
    private static let feeds = [
        """
        <?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>a</title><item><title><![CDATA[通知]]></title>
        <link>http://a.example/1.html</link><guid>1</guid><pubDate>Mon, 30 Nov 2026 08:30:05 GMT</pubDate></item></channel></rss>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><entry><title type="html">a &amp; b</title>
        <link href="1.html"/><id>x</id><updated>2026-11-30T08:30:05+08:00</updated></entry></feed>
        """,
    ]
}
