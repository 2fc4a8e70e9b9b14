import Testing

@testable import Extraction

@Suite struct SiteTraitsTests {
    @Test func thePageTellsWhatMadeIt() {
        let page = encoded(
            """
            <meta charset=gb2312><title>某市人民政府</title><meta name=SiteName content=某市政府><meta name=generator content=X>
            <div class=TRS_Editor></div><script>createPageHTML(1,0,"index","html")</script>
            """, as: "GB18030")
        let traits = SiteTraits(reading: page, headerCharset: nil)
        #expect(traits.title == "某市人民政府")
        #expect(traits.siteName == "某市政府")
        #expect(traits.charset == "gb18030")
        #expect(!traits.isCharsetGuessed)
        #expect(traits.generator == "X")
        #expect(traits.families.first == "TRS")
    }

    @Test(arguments: [[], [0x20], [0xFF, 0xFE], [0x00], Array("<p>甲</p>".utf8)])
    func aPageThatSaysNothingHasNoFamily(page: [UInt8]) {
        let traits = SiteTraits(reading: page, headerCharset: nil)
        #expect(traits.families == [])
        #expect(traits.title == nil)
    }

    @Test func theFamilyWithMostMarksComesFirst() {
        let marks = SiteMarks(lines: ["one  A", "two  B", "three  B"])
        #expect(marks.families(in: Array("ONE two three".utf8)) == ["B", "A"])
        #expect(marks.families(in: Array("one two".utf8)) == ["A", "B"])
    }
}
