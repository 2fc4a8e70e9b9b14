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
        ("hz-gb-2312", "GB2312"), ("iso-2022-cn", "ISO-2022-CN"), ("iso-2022-kr", "ISO-2022-KR"),
        ("iso-2022-jp", "ISO-2022-JP"), ("utf-7", "UTF-7"),
    ])
    func charsetsOfSevenBitsAreKnownByTheirMarks(label: String, name: String) {
        let line = label == "iso-2022-kr" ? "<p>대한민국 정부</p>" : label == "iso-2022-jp" ? "<p>日本語の文</p>" : "<p>全市春耕工作</p>"
        let bytes = label == "hz-gb-2312" ? hz(line) : encoded(line, as: name)
        for header in [label, nil, "utf-8"] {
            let page = PageDecoder.decode(bytes, headerCharset: header)
            #expect(text(page) == line)
            #expect(page.charset.name == label)
            #expect(page.isGuessed == (header != label))
        }
    }

    /// glibc cannot write HZ.
    private func hz(_ line: String) -> [UInt8] {
        line.flatMap { character -> [UInt8] in
            character.isASCII
                ? Array(String(character).utf8)
                : Array("~{".utf8) + encoded(String(character), as: "GB2312").map { $0 & 0x7F } + Array("~}".utf8)
        }
    }

    @Test(arguments: ["a ~ b ~~ c", "x += 1; y = ~{}", "1+1=2, a+bcd-e, C++", "~{ }~", "\u{1B}[31mred\u{1B}[0m"])
    func asciiWithTheSameSignsIsASCII(line: String) {
        let page = PageDecoder.decode(Array(line.utf8), headerCharset: nil)
        #expect(text(page) == line)
        #expect(!page.isGuessed)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func wideUnitsAreKnownByTheirZeros(name: String) {
        let line = "<html><head><title>春耕</title></head><body><p>\(paragraph)</p></body></html>"
        let page = PageDecoder.decode(encoded(line, as: name), headerCharset: nil)
        #expect(text(page) == line)
        #expect(page.charset.name == name.lowercased())
    }

    @Test(arguments: [([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE")])
    func utf32IsKnownByItsByteOrderMark(mark: [UInt8], name: String) {
        let page = PageDecoder.decode(mark + encoded(paragraph, as: name), headerCharset: nil)
        #expect(text(page) == paragraph)
        #expect(page.charset.name == name.lowercased())
        #expect(!page.isGuessed)
    }

    @Test(arguments: ["utf-8", nil, "gb2312"])
    func aFooterInAnotherCharsetIsReadInItsOwn(header: String?) {
        let page = "<p>\(paragraph)</p><div>"
        let bytes = Array(page.utf8) + encoded("主办单位：某市人民政府", as: "GB18030") + Array("</div>".utf8)
        let decoded = PageDecoder.decode(bytes, headerCharset: header)
        #expect(text(decoded) == page + "主办单位：某市人民政府</div>")
        #expect(decoded.charset == .utf8)
    }

    @Test func surrogatesWrittenAsCharactersAreOne() {
        let bytes = Array("<p>\(paragraph)".utf8) + [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80] + Array("</p>".utf8)
        let decoded = PageDecoder.decode(bytes, headerCharset: "utf-8")
        #expect(text(decoded) == "<p>\(paragraph)😀</p>")
        #expect(decoded.charset == .utf8 && !decoded.isGuessed)
    }

    @Test func whatNoCharsetReadsIsSaidToBeUnreadable() {
        let noise = (0..<2000).flatMap { [$0 % 2 == 0 ? 0x81 : 0x9D, 0x20] as [UInt8] }
        #expect(PageDecoder.decode(noise, headerCharset: nil).isUndecodable)
        #expect(throws: ExtractionFailure.undecodable) { try read(noise) }
    }

    @Test(arguments: [
        ("UTF-8", true), ("GB18030", true), ("UTF-16LE", true),
    ])
    func bytesThatEndInsideACharacterAreToldSo(name: String, breaksOff: Bool) {
        let bytes = encoded("<p>\(paragraph)\(paragraph)", as: name)
        let page = PageDecoder.decode(Array(bytes.dropLast()), headerCharset: name)
        #expect(page.breaksOff == breaksOff)
        #expect(!PageDecoder.decode(bytes, headerCharset: name).breaksOff)
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
