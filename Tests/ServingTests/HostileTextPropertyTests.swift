import Foundation
import FoundationXML
import Model
import PropertyTesting
import Testing

@testable import Serving
@testable import Storage

/// Whatever a page says about itself never becomes markup of ours, and feeds stay well formed.
@Suite struct HostileTextPropertyTests {
    private static let pieces = [
        "<script>", "</title>", "]]>", "<![CDATA[", "&", "&amp;", "&#0;", "&#x1F600", "\"", "'", "<!--", "-->", "\u{0}",
        "\u{B}",
        "\u{FFFE}", "\u{FFFF}", "\u{202E}", "\u{1B}[31m", "\r", "\n", "\t", "红头文件", "<?xml", "\u{D7FF}", "\u{E000}",
        "\u{10FFFF}",
        "onerror=", " ",
    ]

    private static func hostile(_ choices: inout Choices) -> String {
        choices.array(0...6) { $0.word(of: pieces) }.joined()
    }

    /// An article of which every text is hostile.
    private static func article(_ choices: inout Choices) -> (StoredArticle, text: [UInt8]) {
        var metadata = ArticleMetadata()
        metadata.title = hostile(&choices)
        metadata.introtitle = choices.oneIn(2) ? hostile(&choices) : nil
        metadata.subtitle = choices.oneIn(2) ? hostile(&choices) : nil
        metadata.published = choices.oneIn(2) ? hostile(&choices) : nil
        metadata.authors = choices.oneIn(2) ? choices.array(0...2) { hostile(&$0) } : nil
        metadata.publisher = hostile(&choices)
        let record = ArticleRecord(
            file: "2023/06/16/000_0000000000000001.txt", sha256: Digest(bytes: Array(repeating: 0, count: 32))!,
            simhash: Simhash(bits: 0), chars: 0, extractor: "1", metadata: metadata,
            topics: choices.array(0...2) { hostile(&$0) })
        let event = Event(
            sequence: 1, at: time(0), id: id(1), url: "http://a.example/" + hostile(&choices),
            source: hostile(&choices), kind: .article(record))
        let entry = JournalEntry(event: event, day: Day("2023-06-16")!, line: "{}")
        return (
            StoredArticle(entry: entry, record: record),
            Array(choices.array(0...4) { hostile(&$0) }.joined(separator: "\n").utf8)
        )
    }

    @Test func everyFeedIsWellFormed() async {
        await checkProperty(count: 2_000) { choices in
            let (article, text) = HostileTextPropertyTests.article(&choices)
            return Feed(
                title: HostileTextPropertyTests.hostile(&choices),
                address: "http://localhost/" + HostileTextPropertyTests.hostile(&choices), home: "http://localhost/",
                entries: [Feed.Entry(article, text: text)])
        } claim: { feed in
            let atom = AtomFeed(feed: feed).text
            let parser = XMLParser(data: Data(atom.utf8))
            guard parser.parse() else { return "no XML: \(parser.parserError.map { "\($0)" } ?? "") \(atom)" }
            guard let json = try? jsonBytes(JSONFeed(feed)),
                (try? JSONSerialization.jsonObject(with: Data(json))) is [String: Any]
            else { return "no JSON" }
            return json.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? nil : "controls in JSON"
        }
    }

    @Test func noTextBecomesMarkup() async {
        await checkProperty {
            HostileTextPropertyTests.hostile(&$0)
        } claim: { text in
            let markup: Markup = "<a title=\"\(text)\">\(text)</a>"
            // Bytes: a mark that joins the sign before it is no other sign to a browser.
            let escaped = Array(HTML.escaped(text).utf8)
            guard !escaped.contains(where: { "<>\"'".utf8.contains($0) }) else { return "markup" }
            let expected = Array("<a title=\"".utf8) + escaped + Array("\">".utf8) + escaped + Array("</a>".utf8)
            guard Array(markup.html.utf8) == expected else { return "\(markup.html)" }
            let parser = XMLParser(data: Data(markup.html.utf8))
            return parser.parse() ? nil : "not well formed: \(markup.html)"
        }
    }

    @Test func everyTimelineChartIsWellFormed() async {
        await checkProperty(count: 1_000) { choices in
            let id = HostileTextPropertyTests.hostile(&choices)
            return (HostileTextPropertyTests.hostile(&choices), [id: HostileTextPropertyTests.hostile(&choices)])
        } claim: { title, names in
            let chart = TimelineChart(title: title, Timeline(first: nil, found: [], all: []), names: names)
            let parser = XMLParser(data: Data(chart.svg.utf8))
            return parser.parse() ? nil : "not well formed: \(chart.svg)"
        }
    }

    @Test func everyTextIsShownWhole() async {
        await checkProperty { choices in
            (HostileTextPropertyTests.hostile(&choices), choices.bytes(0...40))
        } claim: { title, bytes in
            var metadata = ArticleMetadata()
            metadata.title = title
            _ = ArticleText(bytes, metadata).markup
            return nil
        }
    }

    @Test func everyComparisonAddsUp() async {
        await checkProperty { choices in
            (HostileTextPropertyTests.hostile(&choices), HostileTextPropertyTests.hostile(&choices))
        } claim: { before, after in
            let sides = SideBySide(before, after)
            func bare(_ html: String) -> [UInt8] {
                ["<del>", "</del>", "<ins>", "</ins>"].reduce(Array(html.utf8)) { bytes, tag in
                    bytes.replacing(Array(tag.utf8), with: [UInt8]())
                }
            }
            let isWhole =
                bare(sides.before.html) == Array(HTML.escaped(before).utf8)
                && bare(sides.after.html) == Array(HTML.escaped(after).utf8)
            return isWhole ? nil : "\(sides)"
        }
    }
}
