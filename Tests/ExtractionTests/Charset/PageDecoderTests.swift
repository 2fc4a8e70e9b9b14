import Testing

@testable import Extraction

@Suite struct PageDecoderTests {
    private let gb2312 = "<meta charset=gb2312>"
    private let utf8 = "<meta charset=utf-8>"

    @Test func aByteOrderMarkDecidesAndGoes() {
        let page = PageDecoder.decode([0xEF, 0xBB, 0xBF] + Array((gb2312 + paragraph).utf8), headerCharset: "gbk")
        #expect(text(page) == gb2312 + paragraph)
        #expect(page.charset == .utf8)
        #expect(!page.isGuessed)
    }

    @Test(arguments: [([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE")])
    func utf16IsKnownByItsByteOrderMark(mark: [UInt8], name: String) {
        let page = PageDecoder.decode(mark + encoded(paragraph, as: name), headerCharset: "utf-8")
        #expect(text(page) == paragraph)
        #expect(page.charset.name == name.lowercased())
    }

    @Test func utf16IsKnownByTheHeader() {
        let page = PageDecoder.decode(encoded(paragraph, as: "UTF-16LE"), headerCharset: "utf-16le")
        #expect(text(page) == paragraph)
    }

    @Test(arguments: ["gb2312", "gbk", "gb18030"])
    func charactersBeyondGB2312AreReadUnderEachOfItsLabels(label: String) {
        let page = PageDecoder.decode(encoded("镕堃㙍𠀀鎔", as: "GB18030"), headerCharset: label)
        #expect(text(page) == "镕堃㙍𠀀鎔")
        #expect(page.charset == .gb18030)
        #expect(!page.isGuessed)
    }

    @Test func theHeaderGoesBeforeMeta() {
        let bytes = encoded("<meta charset=big5>" + paragraph, as: "GB18030")
        let page = PageDecoder.decode(bytes, headerCharset: "gbk")
        #expect(text(page).hasSuffix(paragraph))
        #expect(page.candidates.map(\.origin).prefix(2) == [.header, .meta])
    }

    @Test func metaGoesBeforeTheDetector() {
        let page = PageDecoder.decode(encoded(gb2312 + paragraph, as: "GB18030"), headerCharset: nil)
        #expect(text(page) == gb2312 + paragraph)
        #expect(!page.isGuessed)
        #expect(winner(page)?.origin == .meta)
    }

    @Test func theDetectorIsAskedWhereNothingIsDeclared() {
        let page = PageDecoder.decode(encoded(paragraph + paragraph, as: "GB18030"), headerCharset: nil)
        #expect(text(page) == paragraph + paragraph)
        #expect(page.isGuessed)
    }

    @Test(arguments: ["gb2312_CN", "undefined", "<%=charset%>", "x-user-defined"])
    func anUnknownLabelIsAsGoodAsNone(label: String) {
        let page = PageDecoder.decode(encoded(paragraph + paragraph, as: "GB18030"), headerCharset: label)
        #expect(text(page) == paragraph + paragraph)
        #expect(page.isGuessed)
    }

    @Test func aHeaderThatMakesInvalidBytesLosesToMeta() {
        let page = PageDecoder.decode(encoded(gb2312 + paragraph, as: "GB18030"), headerCharset: "utf-8")
        #expect(text(page) == gb2312 + paragraph)
        #expect(winner(page)?.origin == .meta)
        #expect(page.candidates.first { $0.origin == .header }?.invalidSequences ?? 0 > 0)
    }

    @Test(arguments: ["gb2312", "big5", "iso-8859-1"])
    func textThatIsUTF8ThroughoutIsUTF8WhateverTheLabelsSay(label: String) {
        let page = PageDecoder.decode(Array((gb2312 + paragraph).utf8), headerCharset: label)
        #expect(text(page) == gb2312 + paragraph)
        #expect(page.charset == .utf8)
    }

    @Test func oneBrokenByteDoesNotMakeUTF8SomethingElse() {
        let bytes = Array((utf8 + String(repeating: paragraph, count: 20)).utf8) + [0xFF] + Array(paragraph.utf8)
        let page = PageDecoder.decode(bytes, headerCharset: nil)
        #expect(page.charset == .utf8)
        #expect(text(page).hasSuffix("\u{FFFD}" + paragraph))
    }

    @Test func aMetaThatSaysUTF16WasReadAsASCII() {
        let page = PageDecoder.decode(Array(("<meta charset=utf-16>" + paragraph).utf8), headerCharset: nil)
        #expect(page.charset == .utf8)
        #expect(!page.isGuessed)
    }

    @Test func asciiIsNoGuess() {
        #expect(!PageDecoder.decode(Array("<p>plain</p>".utf8), headerCharset: nil).isGuessed)
    }

    @Test func aDeclarationBehindALongCommentIsFound() {
        let comment = "<!--" + String(repeating: "=", count: 4000) + "-->"
        let page = PageDecoder.decode(encoded(comment + gb2312 + "详见附件。", as: "GB18030"), headerCharset: nil)
        #expect(text(page).hasSuffix("详见附件。"))
        #expect(!page.isGuessed)
    }

    @Test(arguments: ["今天天气很好。", "各镇街：现将有关事项通知如下。", "详见附件。"])
    func shortChineseTextWithoutADeclarationIsChinese(line: String) {
        let page = PageDecoder.decode(encoded("<p>\(line)</p>", as: "GB18030"), headerCharset: nil)
        #expect(text(page) == "<p>\(line)</p>")
        #expect(page.isGuessed)
    }

    @Test(arguments: [
        ("~{VPND~}", "hz-gb-2312"), ("\u{1B}$B4A;z\u{1B}(B", "iso-2022-cn"), ("\u{1B}$)A", "iso-2022-kr"),
    ])
    func sevenBitCodesAreLeftAlone(page: String, label: String) {
        // Browsers refuse these: markup can hide in them.
        #expect(text(PageDecoder.decode(Array(page.utf8), headerCharset: label)) == page)
    }

    @Test func anyByteAtAllDecodesToUTF8() {
        let page = PageDecoder.decode(
            (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 >> 8) }, headerCharset: nil)
        #expect(CharsetDecoder.isValidUTF8(page.utf8[...]))
        #expect(page.candidates.count { $0.isWinner } <= 1)
    }

    private func text(_ page: DecodedPage) -> String { String(decoding: page.utf8, as: UTF8.self) }

    private func winner(_ page: DecodedPage) -> CharsetCandidate? { page.candidates.first(where: \.isWinner) }
}
