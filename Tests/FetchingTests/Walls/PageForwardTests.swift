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
