import Model
import Testing

@testable import Extraction

@Suite struct ExtractorTests {
    @Test(arguments: [[], [0x20], [0x0A, 0x0D, 0x09], [UInt8](repeating: 0x20, count: 100_000), [0x00, 0x00]])
    func nothingIsEmpty(page: [UInt8]) {
        #expect(throws: ExtractionFailure.empty) { try read(page) }
    }

    @Test(arguments: [
        (Array("%PDF-1.7\n%".utf8), "PDF"), ([0x50, 0x4B, 0x03, 0x04, 0x14], "ZIP"),
        ([0x1F, 0x8B, 0x08, 0x00], "gzip"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
        (Array("GIF89a".utf8), "GIF"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "Microsoft Office"),
        ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
        (Array("Rar!\u{1A}".utf8), "RAR"),
    ])
    func filesServedAsPagesAreNamed(start: [UInt8], kind: String) {
        let file = start + (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) } + Array("<p>\(paragraph)</p>".utf8)
        #expect(throws: ExtractionFailure.binary(kind: kind)) { try read(file) }
    }

    @Test func bytesThatAreNoTextAreBinary() {
        let noise = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) & 0x1F }
        #expect(throws: ExtractionFailure.self) { try read(noise) }
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE"])
    func aPageInUTF16IsNoBinaryFile(charset: String) throws {
        let page = encoded("<html><body><p>\(paragraph)</p></body></html>", as: charset)
        let mark: [UInt8] = charset == "UTF-16LE" ? [0xFF, 0xFE] : [0xFE, 0xFF]
        #expect(try read(mark + page).body == [finishedParagraph])
        #expect(try read(page, headerCharset: charset).body == [finishedParagraph])
    }

    @Test(arguments: [
        "<html></html>", "<p></p>", "<script>var a = '\(paragraph)';</script>", "<!-- \(paragraph) -->",
        "<title>\(paragraph)</title>",
        "<ul><li><a href=1>各地春耕生产忙起来</a><li><a href=2>农机检修进行时</a></ul>", "<div>打印 关闭 返回顶部</div>",
        "<img src=x>", "&nbsp;&nbsp;", "<meta name=description content='\(paragraph)'>",
    ])
    func aPageWithoutAnArticleHasNone(page: String) {
        #expect(throws: ExtractionFailure.noArticle(.unclear)) { try read(page) }
    }

    @Test func aPageOfSixteenMebibytesIsRead() throws {
        let filler = "<p>第一段讲的是春耕生产，内容翔实。</p>\n<!-- 注释 --><script>var a = 1;</script>"
        let page = copies((16 << 20) / filler.utf8.count - 1, filler) + Array("<p>\(paragraph)</p>".utf8)
        // Without optimisation, and on a loaded machine, it takes more processor time than a daemon would give it.
        let article = try Extractor(timeLimit: .seconds(600)).read(
            page, at: nil, headerCharset: "utf-8", today: today, utcOffset: 28_800)
        #expect(article.body.contains(finishedParagraph))
        #expect(article.metadata.flags?.contains(.truncated) != true)
    }

    @Test(arguments: ["plain text, without a tag. It is short.", "\(paragraph)\n\n\(paragraph)"])
    func textWithoutMarkupIsAnArticle(page: String) throws {
        #expect(try read(page).body.isEmpty == false)
    }

    @Test func linesAreNeverEmptyIndentedOrBroken() throws {
        let article = try read(
            """
            <title>春耕生产工作会议召开</title><h1> 春耕生产工作会议召开 </h1><p>\u{3000}\u{3000}\(paragraph)\u{2028}\(paragraph)&#10;</p>
            <p>&nbsp;</p><p>\u{FEFF}\u{200B}</p><p>\(paragraph)\u{85}&#x2029;&#13;会议结束。</p><pre>甲。\n\n  乙。\t丙。</pre>
            """)
        for line in article.headline + article.body {
            #expect(!line.isEmpty)
            #expect(line.first?.isWhitespace == false && line.last?.isWhitespace == false, "\(line)")
            #expect(
                !line.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\t" }, "\(line)")
            #expect(!line.contains { $0 == "\u{2028}" || $0 == "\u{2029}" || $0 == "\u{85}" }, "\(line)")
        }
        #expect(article.text == (article.headline + article.body).map { "\($0)\n" }.joined())
    }

    @Test func invalidBytesInTheMiddleLoseOnlyThemselves() throws {
        let page = Array("<p>\(paragraph)</p><p>会议".utf8) + [0xFF, 0xFE, 0xC0] + Array("指出，形势总体较好。</p>".utf8)
        let article = try read(page, headerCharset: "utf-8")
        #expect(article.body.first == finishedParagraph)
        #expect(article.body.last?.hasSuffix("指出,形势总体较好。") == true)
    }

    @Test func aPageThatItsServerCutIsReadAsFarAsItGoes() throws {
        let page = Array("<html><body><div id=zoom><p>\(paragraph)</p><p>会议指出，今年以来形势".utf8)
        for length in (page.count - 12)...page.count {
            #expect(try read(Array(page.prefix(length)), headerCharset: "utf-8").body.first == finishedParagraph)
        }
    }

    @Test func readingTwiceIsReadingOnce() throws {
        for golden in GoldenPage.all.prefix(6) {
            #expect(try read(golden.page) == read(golden.page))
        }
    }

    @Test func pagesAreReadOnManyThreadsAtOnce() async throws {
        let pages = GoldenPage.all
        let alone = try pages.map { try read($0.page) }
        let extractor = Extractor()
        let together = try await withThrowingTaskGroup(of: (Int, Article).self) { group in
            for index in pages.indices {
                group.addTask {
                    let article = try extractor.read(
                        pages[index].page, at: nil, headerCharset: nil, today: today, utcOffset: 8 * 3600)
                    return (index, article)
                }
            }
            return try await group.reduce(into: [Int: Article]()) { $0[$1.0] = $1.1 }
        }
        #expect(pages.indices.map { together[$0] } == alone)
    }

    @Test func opinionsThatDisagreeAreFlagged() throws {
        let prose = "青砚区第八十号便民服务点昨日开放，附近居民可以在这里办理社保查询、水电缴费等业务，周末照常值守，欢迎前来办理。"
        let known = "<div><div class=\"TRS_Editor\"><p>\(prose)</p><p>\(prose)又</p></div></div>"
        let others = (0..<4).map { "<div><p>\(prose)另\($0)</p></div>" }.joined()
        for (body, isDoubtful) in [(known + others, true), (known, false)] {
            let page = "<html><head><meta charset=\"utf-8\"><title>甲</title></head><body>\(body)</body></html>"
            let article = try Extractor().read(
                Array(page.utf8), at: nil, headerCharset: nil, today: try #require(Day("2026-03-04")), utcOffset: 0)
            #expect(article.metadata.flags?.contains(.lowConfidence) == isDoubtful)
            #expect((try #require(article.metadata.confidence) < 0.7) == isDoubtful)
        }
    }
}
