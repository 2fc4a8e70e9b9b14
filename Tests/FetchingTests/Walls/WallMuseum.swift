import Fetching
import Testing

/// Walls as they come, abridged and with made-up numbers, and real pages that look like them.
struct WallExhibit: Sendable, CustomTestStringConvertible {
    let name: String
    var status = 200
    var headers: [(String, String)] = [("Content-Type", "text/html; charset=utf-8")]
    let body: String
    /// Nil for real pages.
    let kind: Wall.Kind?

    var testDescription: String { name }

    static let walls = [
        WallExhibit(
            name: "加速乐, first step", status: 521, headers: [("Set-Cookie", "__jsluid_s=0a1b2c; path=/; HttpOnly")],
            body: """
                <script>document.cookie=('_')+('_')+('j')+('s')+('l')+('=')+(1+[2])+';Max-age=3600';\
                location.href=location.pathname+location.search</script>
                """, kind: .jiasule),
        WallExhibit(
            name: "加速乐, second step", status: 521,
            body:
                #"<script>var _0x1=["a"];go({"bts":["1|0|x","y"],"ct":"0f","ha":"md5","tn":"__jsl_clearance_s"})</script>"#,
            kind: .jiasule),
        WallExhibit(
            name: "加速乐 with 512", status: 512, headers: [("Set-Cookie", "__jsluid_h=1; path=/")], body: "",
            kind: .jiasule),
        WallExhibit(
            name: "瑞数", status: 412,
            body: """
                <!DOCTYPE html><html><head><meta id="9DhefwqGPrzG" content="abc" r='m'><script r='m'>$_ts=window['$_ts'];\
                if(!$_ts)$_ts={};$_ts.nsd=12345;$_ts.cd="qEq";</script><script src="/4QbVtADbnLVI/x.js" r='m'></script>\
                </head><body></body></html>
                """, kind: .ruishu),
        WallExhibit(
            name: "瑞数 with 202", status: 202, body: "<html><head><script r='m'>var $_ts={}</script></head></html>",
            kind: .ruishu),
        WallExhibit(
            name: "瑞数 with 200",
            body: #"<html><script type="text/javascript" r="m">$_ts.cd="x";_$gW();</script></html>"#,
            kind: .ruishu),
        WallExhibit(
            name: "WZWS",
            body: """
                <html><body><noscript><h1><strong>请开启JavaScript并刷新该页.</strong></h1></noscript>
                <script>eval(function(p,a,c,k,e,d){return p}('0',1,1,''))</script></body></html>
                """, kind: .wzws),
        WallExhibit(
            name: "WZWS, by its cookie", headers: [("Set-Cookie", "wzws_cid=1b2c; path=/")],
            body: "<script>location.reload()</script>", kind: .wzws),
        WallExhibit(
            name: "云锁",
            body: """
                <html><head><title>网站防火墙</title><script>function f(){document.cookie="srcurl="+h(window.location.href);\
                window.location="/?security_verify_data="+w}</script></head><body onload="f()"></body></html>
                """, kind: .yunsuo),
        WallExhibit(
            name: "云锁, second step", body: "<script>var c='security_session_mid_verify=1'</script>", kind: .yunsuo),
        WallExhibit(
            name: "acw_sc__v2",
            body: "<html><script>var arg1='3000176000856006061501533003690027800375';function x(){}</script></html>",
            kind: .acw),
        WallExhibit(
            name: "Cloudflare", status: 403,
            body:
                "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript</noscript></body></html>",
            kind: .challenge),
        WallExhibit(
            name: "a slider", body: "<html><body><h3>访问验证</h3><p>请按住滑块，拖动滑块到最右边</p></body></html>", kind: .challenge),
        WallExhibit(
            name: "too many visits", status: 403, body: "<p>您的访问过于频繁，请稍后再试</p>", kind: .challenge),
        WallExhibit(
            name: "a firewall's event", status: 403,
            body: "<html><body><h1>403</h1><p>Your access has been stopped. Block Event ID: 7f3a</p></body></html>",
            kind: .blocked),
        WallExhibit(
            name: "a firewall that says 200", body: "<div>您的请求可能存在威胁，已被拦截！</div>", kind: .blocked),
        WallExhibit(
            name: "a firewall's picture", status: 405, body: #"<html><body><img src="/waf-block.png"></body></html>"#,
            kind: .blocked),
        WallExhibit(
            name: "one country only", status: 403, body: "<p>根据有关规定，本网站仅限中国大陆地区访问。</p>", kind: .regional),
        WallExhibit(name: "maintenance", body: "<center>网站正在维护，请稍后访问</center>", kind: .maintenance),
        WallExhibit(
            name: "an application's shell",
            body: """
                <!DOCTYPE html><html><head><title>某某日报数字报</title><script src="/js/app.1a2b.js" defer></script></head>
                <body><noscript><strong>We're sorry, this page doesn't work without JavaScript.</strong></noscript>
                <div id="app"></div></body></html>
                """, kind: .scriptShell),
        WallExhibit(name: "nothing", body: "", kind: .blank),
        WallExhibit(name: "white space", body: " \n\n ", kind: .blank),
        WallExhibit(
            name: "an empty page", body: "<html><head><title></title></head><body></body></html>", kind: .blank),
        WallExhibit(name: "an empty 202", status: 202, body: "", kind: .blank),
        WallExhibit(
            name: "a refresh to the home page", body: #"<meta http-equiv="refresh" content="0;url=/">"#,
            kind: .redirectHome),
        WallExhibit(
            name: "a script to the home page",
            body: "<script>window.location.href = 'http://a.example/index.html';</script>", kind: .redirectHome),
    ]

    static let realPages = [
        WallExhibit(name: "an article", body: "<html><body>\(article)</body></html>", kind: nil),
        WallExhibit(
            name: "an article behind 瑞数",
            body:
                "<html><head><meta r='m'><script r='m'>$_ts=window['$_ts']</script></head><body>\(article)</body></html>",
            kind: nil),
        WallExhibit(
            name: "an article that sets the cookie of 加速乐", headers: [("Set-Cookie", "__jsluid_h=1")],
            body: "<html><script>document.cookie='a';location.href</script><body>\(article)</body></html>", kind: nil),
        WallExhibit(
            name: "an article about a firewall",
            body: "<h1>网信部门提醒：遇到“您的请求可能存在威胁”怎么办</h1>\(article)", kind: nil),
        WallExhibit(
            name: "an article with 600 KB of styles before it",
            body: "<style>\(String(repeating: "a{b:c}\n", count: 90_000))</style><script>1</script>\(article)",
            kind: nil),
        WallExhibit(
            name: "a short notice",
            body: "<h1>公告</h1><p>详见附件。</p><a href='1.pdf'>附件</a><script>count()</script>"
                + "<p>主办：某县人民政府办公室　承办：某县融媒体中心　网站标识码：4400000001　备案号：某ICP备00000000号</p>",
            kind: nil),
        WallExhibit(name: "a list", body: "<ul>\(items)</ul><script>x()</script>", kind: nil),
        WallExhibit(
            name: "a list with a headline about missing pages",
            body: "<ul>\(items)<li><a href='/9.html'>某网站页面不存在问题整改到位</a></li></ul>", kind: nil),
        WallExhibit(
            name: "an e-paper's front door",
            body: #"<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/2026-10/02/node_2.htm">"#, kind: nil),
        WallExhibit(
            name: "a front door that closes behind a script",
            body: "<script><!--\nwindow.location='html/2026-10/02/node_2.htm';\n//--></script>", kind: nil),
        WallExhibit(
            name: "a page of frames", body: #"<frameset><frame src="a.htm"></frameset><script></script>"#, kind: nil),
        WallExhibit(
            name: "an e-paper's page as a map",
            body: #"<map><area href="c1.htm"><area href="c2.htm"></map><script></script>"#,
            kind: nil),
        WallExhibit(
            name: "records in a script",
            body: #"<script type="text/xml"><datastore><record><![CDATA[<li>一</li>]]></record></datastore></script>"#,
            kind: nil),
        WallExhibit(
            name: "records as an answer",
            body:
                "<datastore><nextgroup></nextgroup><recordset><record><![CDATA[<li>x</li>]]></record></recordset></datastore>",
            kind: nil),
        WallExhibit(
            name: "JSON", headers: [("Content-Type", "application/json")], body: #"{"a":"页面不存在"}"#, kind: nil),
        WallExhibit(name: "an empty list as JSON", body: "[]", kind: nil),
        WallExhibit(
            name: "a feed", headers: [("Content-Type", "application/rss+xml")],
            body: "<?xml version=\"1.0\"?><rss><channel><title>404</title></channel></rss>", kind: nil),
        WallExhibit(name: "a PDF", body: "%PDF-1.4 <script>", kind: nil),
        WallExhibit(name: "a page that is said to be missing", status: 404, body: "<h1>404 Not Found</h1>", kind: nil),
        WallExhibit(name: "a plain 403", status: 403, body: "<h1>403 Forbidden</h1><hr>nginx", kind: nil),
        WallExhibit(name: "trouble", status: 502, body: "<h1>502 Bad Gateway</h1>", kind: nil),
        WallExhibit(name: "not modified", status: 304, body: "", kind: nil),
    ]

    private static let article = String(
        repeating: """
            <p>十月的清晨，记者来到兰汀市东部的河口村，看到新修的灌渠已经通水，两岸的晚稻长势喜人，村民们正忙着检修农机，准备收割。\
            村支书介绍，今年全村种植面积比去年增加两成，预计亩产也有提高。</p>
            """, count: 5)

    private static let items = (1...12).map { "<li><a href='/\($0).html'>兰汀市召开第\($0)次农田水利工作会议</a></li>" }.joined()
}
