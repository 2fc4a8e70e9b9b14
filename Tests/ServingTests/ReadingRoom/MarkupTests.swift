import Model
import Testing

@testable import Serving

@Suite struct MarkupTests {
    @Test func whatIsInterpolatedIsText() {
        let title = "<script>alert(\"1\")</script> & 'x'\u{202E}"
        let markup: Markup = "<p title=\"\(title)\">\(title)</p>"
        let safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;"
        #expect(markup.html == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func markupInsideMarkupStays() {
        let item: Markup = "<li>\("<")</li>"
        let none: Markup? = nil
        let list: Markup = "<ul>\([item, item])\(item)\(none)\(3)</ul>"
        #expect(list.html == "<ul><li>&lt;</li><li>&lt;</li><li>&lt;</li>3</ul>")
    }

    @Test(arguments: [
        "javascript:alert(1)", " http://example.gov.cn/", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd",
        "//example.gov.cn/", "",
    ])
    func onlyAddressesOfTheWebAreLinks(address: String) {
        #expect(Markup.outward(address, "页面").html == "页面")
    }

    @Test func aLinkOutDoesNotTellWhereItCameFrom() {
        let link = Markup.outward("HTTP://www.example.gov.cn/?a=1&b=\"", "页面").html
        #expect(
            link == "<a href=\"HTTP://www.example.gov.cn/?a=1&amp;b=&quot;\" rel=\"noreferrer nofollow\">页面</a>")
    }

    @Test func aComponentOfAnAddressIsPercentEncoded() {
        #expect(PercentEncoding.encoded("a-Z_0.~/?&中\n") == "a-Z_0.~%2F%3F%26%E4%B8%AD%0A")
    }
}
