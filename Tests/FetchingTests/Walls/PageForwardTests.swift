import Fetching
import Model
import Testing

struct PageForwardTests {
    @Test(
        "A front door leads on",
        arguments: [
            (#"<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/2026-10/02/node_2.htm">"#, "html/2026-10/02/node_2.htm"),
            ("<meta content='1;url=\"x.html\"' http-equiv=refresh>", "x.html"),
            ("<meta http-equiv=refresh content=0;URL=x.html>", "x.html"),
            ("<script>location='x.html'</script>", "x.html"), ("<script>location.href = \"/y\";</script>", "/y"),
            ("<script>window.location.replace('x.html')</script>", "x.html"),
            ("<script language=javascript><!--\ntop.location='x.html'\n//--></script>", "x.html"),
            ("<meta charset=utf-8><meta http-equiv=\"refresh\" content=\"0;url=x.html\">", "x.html"),
        ])
    func leads(_ body: String, _ target: String) {
        let here = address("http://a.example/paper/index.htm")
        #expect(PageForward.target(in: Array(body.utf8), at: here) == here.resolving(target))
    }

    @Test(
        "What leads nowhere, to itself, or to an address that is only put together later, is no front door",
        arguments: [
            "", "<p>location</p>", "<meta http-equiv=refresh content=30>",
            "<script>location.href=location.pathname</script>",
            "<script>location='/a/'+day+'.html'</script>", "<script>if(location.href=='x'){}</script>",
            "<!-- <meta http-equiv=refresh content='0;url=x.html'> -->", "<meta http-equiv=refresh content='0;url='>",
            "<script>location='javascript:void(0)'</script>", "<script>location='index.htm'</script>",
            "<script>location='x",
            "<meta http-equiv=refresh content='0;url=x.html'>" + String(repeating: " ", count: 9000),
        ])
    func leadsNowhere(_ body: String) {
        #expect(PageForward.target(in: Array(body.utf8), at: address("http://a.example/paper/index.htm")) == nil)
    }
}

struct RedirectionTests {
    @Test(
        "A page that shows nothing of its own and sends its reader on is a redirect",
        arguments: [
            (
                #"<html><head><meta http-equiv="refresh" content="3;url=/real.html"></head><body>页面跳转中，请稍候……</body></html>"#,
                "meta refresh"
            ),
            ("<meta http-equiv=refresh content='0; /real.html'>", "meta refresh"),
            (
                "<meta http-equiv='Refresh' content='5;URL=/real.html'><style>" + String(repeating: "a{}", count: 6000)
                    + "</style>", "meta refresh"
            ),
            ("<script>var url = \"/real.html\"; window.location.href = url;</script>", "script"),
            ("<script>setTimeout(function(){location.replace('/real.html')}, 3000)</script>3秒后自动跳转", "script"),
            (
                "<script>setTimeout(\"top.location.href='/real.html'\", 1000)</script><a href=/real.html>点击进入</a>",
                "script"
            ),
            ("<script>window.navigate('/real.html')</script>正在进入", "script"),
            ("<script>window.open('/real.html', '_self')</script>正在进入", "script"),
            ("<script>location.assign(`/real.html`)</script>", "script"),
            ("<script>location[\"href\"]='/real.html'</script>跳转中", "script"),
            ("<script>window[\"location\"] = '/real.html'</script>跳转中", "script"),
            ("<a id=j href='/real.html'></a><script>document.getElementById('j').click()</script>正在跳转", "script"),
            ("<form id=f action=/real.html></form><script>f.submit()</script>正在跳转，请稍候", "script"),
        ])
    func sendsOn(_ body: String, _ means: String) {
        let found = PageForward.redirection(in: Array(body.utf8), at: address("http://a.example/xw/1.html"))
        #expect(found?.target == address("http://a.example/real.html"))
        #expect(found?.means.rawValue == means)
    }

    @Test(
        "A page that shows something, or that leads nowhere, is none",
        arguments: [
            "<p>春耕</p>", "", "<script>var url='/a/'+id; location=url</script>", "<script>location = next</script>",
            "<noscript><meta http-equiv=refresh content='0;url=/nojs.html'></noscript><p>春耕</p>",
            "<meta http-equiv=refresh content='300;url=/'>"
                + String(repeating: "<p>春耕生产工作会议在市民中心召开，各县区负责人参加。</p>", count: 8),
            "<script>if (top != self) top.location = '/real.html'</script>"
                + String(repeating: "<a href=/>首页</a>", count: 9),
            "%PDF-1.4 <meta http-equiv=refresh content='0;url=/real.html'>",
            "<meta http-equiv=refresh content='0;url=1.html'>", "<script>window.open('/ad.html')</script><p>春耕</p>",
            "<a href=/1.html>一</a><a href=/2.html>二</a><script>x.click()</script>",
            "<form></form><script>f.submit()</script>",
            "<script>window.open('", "<script>location[\"", "<a <script>.click()",
        ])
    func showsSomething(_ body: String) {
        #expect(PageForward.redirection(in: Array(body.utf8), at: address("http://a.example/xw/1.html")) == nil)
    }
}
