import Model
import PropertyTesting
import Testing

@testable import Extraction

/// Whatever a site sends is read to an article, a list or a named reason: nothing ends the process.
@Suite struct HostilePropertyTests {
    private static let address = try? WebAddress(parsing: "http://www.example.gov.cn/xw/202401/t20240102_1.html")

    private static func page(_ choices: inout Choices) -> [UInt8] {
        let text = choices.markup()
        let encoded: [UInt8] =
            switch choices.int(0...5) {
            case 0: choices.bytes(0...64)
            case 1: Array(text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
            default: Array(text.utf8)
            }
        return choices.oneIn(2) ? choices.spoilt(encoded) : encoded
    }

    @Test func everyPageIsReadOrRefusedWithAReason() async {
        await checkProperty(count: 3000, generate: HostilePropertyTests.page) { page in
            do throws(ExtractionFailure) {
                let article = try Extractor().study(
                    page, at: HostilePropertyTests.address, headerCharset: nil, today: today, utcOffset: .max,
                    knowing: .memory(PageMemory())
                ).article
                if article.body.contains(where: { $0.isEmpty || $0.contains("\n") }) { return "a line that is none" }
                guard let confidence = article.metadata.confidence, (0...1).contains(confidence) else {
                    return "confidence \(String(describing: article.metadata.confidence))"
                }
                return nil
            } catch {
                return error.reason.isEmpty ? "no reason" : nil
            }
        }
    }

    @Test func everyPageIsExplainedOrRefusedWithAReason() async {
        await checkProperty(count: 1500, generate: HostilePropertyTests.page) { page in
            do throws(ExtractionFailure) {
                let explanation = try Extractor().explain(
                    page, at: HostilePropertyTests.address, headerCharset: "gbk", today: today, utcOffset: .min)
                return explanation.blocks.contains { $0.reason.isEmpty } ? "a block without a reason" : nil
            } catch {
                return error.reason.isEmpty ? "no reason" : nil
            }
        }
    }

    @Test func everyListIsReadOrRefusedWithAReason() async throws {
        let address = try #require(HostilePropertyTests.address)
        await checkProperty(count: 1500, generate: HostilePropertyTests.page) { page in
            do throws(ExtractionFailure) {
                let list = try LinkReader().read(page, at: address, headerCharset: nil, today: today)
                return list.articles.contains { $0.date.map { $0 > today } ?? false } ? "a date to come" : nil
            } catch {
                return error.reason.isEmpty ? "no reason" : nil
            }
        }
    }

    @Test func everyFeedIsReadOrIsNone() async throws {
        let address = try #require(HostilePropertyTests.address)
        let names = [
            "rss", "channel", "item", "title", "link", "pubDate", "feed", "entry", "urlset", "url", "loc", "sitemap",
        ]
        await checkProperty(count: 4000) { choices in
            let inner = choices.array(0...20) { choices in
                let name = choices.word(of: names)
                return choices.oneIn(3)
                    ? "<\(name)>" : "<\(name) a=\"\(choices.numeral())\">\(choices.line(0...3))</\(name)>"
            }.joined()
            let root = choices.pick(["rss", "feed", "urlset", "sitemapindex"])
            return choices.spoilt(Array("<\(root)>\(inner)</\(root)>".utf8))
        } claim: { feed in
            let list = FeedReader(base: address, today: today, utcOffset: 28_800).read(feed.filter { $0 < 0x80 })
            return list.map { $0.articles.contains { $0.date.map { $0 > today } ?? false } } == true
                ? "a date to come" : nil
        }
    }

    @Test func rulesAreAppliedToEveryPage() async {
        let selectors = [
            "p", "div", ".content", "#zoom", "a[href]", "li > a", "div p, h1", "table td", "[title]", "o\\:p",
        ]
        let parts: [ExtractionRules.Part] = [
            .body, .title, .date, .source, .drop, .keep, .introtitle, .subtitle, .authors,
        ]
        await checkProperty(count: 1500) { choices in
            let rules = choices.array(0...4) { choices in
                (choices.pick(parts), choices.oneIn(4) ? choices.text(0...6) : choices.pick(selectors))
            }
            return (rules, choices.markup())
        } claim: { rules, page in
            let known = rules.compactMap { part, text in
                (try? Selector(parsing: text)).map { ExtractionRules.Rule(part, $0) }  // others are refused when read
            }
            _ = try? Extractor().read(
                Array(page.utf8), at: nil, headerCharset: "utf-8", today: today, utcOffset: 0,
                rules: ExtractionRules(known))
            return nil
        }
    }
}
