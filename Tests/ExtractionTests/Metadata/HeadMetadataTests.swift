import Testing

@testable import Extraction

@Suite struct HeadMetadataTests {
    @Test func namesAreReadInAnyCaseAndFromEitherAttribute() {
        let head = read(
            """
            <META NAME="ArticleTitle" CONTENT=" 会议&amp;  召开 "><meta property="og:site_name" content="某市政府">
            <meta content="2023-02-15" name='pubdate'><meta itemprop=headline content=甲>
            """)
        #expect(head.first(of: HeadMetadata.articleTitle) == "会议& 召开")
        #expect(head.first(of: HeadMetadata.site) == "某市政府")
        #expect(head.first(of: HeadMetadata.date) == "2023-02-15")
    }

    @Test func theFirstValueThatIsNotEmptyCounts() {
        let head = read(
            "<meta name=source content=''><meta name=source content=' '><meta name=source content=甲><meta name=source content=乙>"
        )
        #expect(head.first(of: ["source"]) == "甲")
    }

    @Test func theFirstTitleCounts() {
        #expect(read("<title> 甲\n 乙 </title><title>丙</title>").title == "甲 乙")
        #expect(read("<title></title><svg><title>图</title></svg>").title == "图")
        #expect(read("<p>甲").title == "")
    }

    @Test(arguments: [
        "<meta>", "<meta name=source>", "<meta content=甲>", "<meta name content>", "<p name=source content=甲>",
    ])
    func otherElementsSayNothing(markup: String) {
        #expect(read(markup).first(of: ["source", ""]) == nil)
    }

    private func read(_ markup: String) -> HeadMetadata { HeadMetadata(PageTree(parsing: Array(markup.utf8))) }
}
