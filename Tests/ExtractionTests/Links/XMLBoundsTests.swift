import Model
import Testing

@testable import Extraction

@Suite struct XMLBoundsTests {
    private func applied(_ xml: String) -> String {
        String(decoding: XMLBounds.applied(to: Array(xml.utf8)), as: UTF8.self)
    }

    @Test(arguments: [
        "", "<", "<a", "<rss version='2.0'><item a=\"1>2\"/></rss>", "<!-- <a b=1 --><a/>", "<![CDATA[<a b=\"c]]>",
        "<?xml version='1.0'?><a/>",
        "<!DOCTYPE rss [<!ENTITY a \"b>c\">]><rss/>", "<a b='\"'>甲</a>", "<!--", "<![CDATA[", "<?",
    ])
    func documentsOfOrdinarySizeStayAsTheyAre(xml: String) {
        #expect(applied(xml) == xml)
    }

    @Test func anElementWithTooManyAttributesHasNone() {
        let many = (0..<300).map { "a\($0)=\"\($0)\"" }.joined(separator: " ")
        #expect(
            applied("<rss><item \(many)><title>甲</title></item></rss>") == "<rss><item><title>甲</title></item></rss>")
        #expect(applied("<rss><item \(many)/><b c='d'/></rss>") == "<rss><item/><b c='d'/></rss>")
        #expect(applied("<rss><item \(many)") == "<rss><item")
    }

    @Test func longDeclarationsOfEntitiesAreLeftOut() {
        let many = (0..<300).map { "<!ENTITY e\($0) \"甲\">" }.joined()
        #expect(applied("<!DOCTYPE rss [\(many)]><rss/>") == "<rss/>")
    }

    @Test func theItemsOfAFeedAreReadAllTheSame() throws {
        let many = (0..<40_000).map { "a\($0)=\"\($0)\"" }.joined(separator: " ")
        let feed =
            "<rss \(many)><channel><item><link>http://a.example/1.html</link><title>甲</title></item></channel></rss>"
        let address = try WebAddress(parsing: "http://a.example/feed.xml")
        let list = try LinkReader().read(Array(feed.utf8), at: address, headerCharset: nil, today: today)
        #expect(list.kind == .feed)
        #expect(list.articles.map(\.title) == ["甲"])
    }
}
