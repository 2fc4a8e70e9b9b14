import Model
import PropertyTesting
import Testing

@testable import Extraction

/// Feeds, sitemaps and their dates come from outside: none may end the process, and what is read is bounded.
struct FeedPropertyTests {
    @Test func everyDocumentIsRead() async throws {
        let base = try WebAddress(parsing: "http://a.example/feed.xml")
        await checkProperty(generate: FeedPropertyTests.document) { bytes in
            let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
            guard let page = FeedReader(base: base, today: today, utcOffset: 28_800).read(text) else { return nil }
            if page.articles.count * 8 > text.count { return "more articles than the document has room for" }
            if Set(page.articles.map(\.address)).count != page.articles.count { return "an address twice" }
            if page.articles.contains(where: { $0.title == "" }) { return "an empty title" }
            if page.articles.contains(where: { $0.date.map { $0 > today } == true }) { return "a date after today" }
            return page.articles.isEmpty && page.next.isEmpty && page.fault == nil ? "an empty list in silence" : nil
        }
    }

    @Test func everyDateIsReadOrLeft() async throws {
        let words = [
            "Tue", "Mar", "三月", "3月", "GMT", "+0800", "-1200", "CST", "12:00:00", "24:61", "2024-03-05", "T", "Z", ",",
            "年", "上午",
        ]
        await checkProperty { choices in
            choices.array(0...8) { $0.oneIn(3) ? $0.numeral() : $0.word(of: words) }
                .joined(separator: choices.pick([" ", "", "-", "/"]))
        } claim: { text in
            for offset in [28_800, -43_200, 50_400] { _ = FeedDate.day(text, utcOffset: offset) }
            return nil
        }
    }

    @Test func everyListOfAddressesIsRead() async {
        await checkProperty { choices in
            choices.array(0...12) {
                $0.pick(["http://a.example/", "https://b.example/x?", "http", "", "text of a page", "<a>"])
                    + $0.text(0...6)
            }.joined(separator: choices.pick(["\n", "\r\n", " "]))
        } claim: { text in
            guard let page = AddressList.read(Array(text.utf8)) else { return nil }
            return page.articles.isEmpty ? "an empty list in silence" : nil
        }
    }

    /// Feeds as they are published, spoilt in up to four places, and heaps of their parts.
    private static func document(_ choices: inout Choices) -> [UInt8] {
        let parts = [
            "<item>", "</item>", "<entry>", "</entry>", "<url>", "<loc>", "</loc>", "<title>", "</title>", "<link>",
            "</link>", "<link href='/1.html'/>", "<link rel=\"next\" href=\"/2\"/>", "<guid>", "</guid>", "/1.html",
            "http://b.example/", "春耕",
            "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "?>", "<!DOCTYPE x [", "]>", "&amp;", "&#x4E00;", "&", "<", ">",
            "'", "\"", "<br>", "<p>",
            "<pubDate>2023-01-02</pubDate>", "<dc:date>", "xml:base='art/'", "<news:news>", "<a b=\"c\" d='e' f>",
            "</x>",
        ]
        let root = choices.pick(["rss", "feed", "rdf:RDF", "urlset", "sitemapindex", "channel", "x:feed", "html"])
        let body = choices.array(0...40) { $0.word(of: parts) }.joined()
        return choices.spoilt(Array("<?xml version=\"1.0\"?><\(root)>\(body)</\(root)>".utf8))
    }
}
