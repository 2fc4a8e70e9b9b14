import Testing

@testable import Extraction

@Suite struct FounderPropertiesTests {
    @Test func theRecordIsReadFromItsComment() {
        let founder = read(
            """
            <p>甲</p></html><!--enpproperty <articleid>1</articleid><date>2024-08-14 00:00:00.0</date>
            <author>毕松杰</author><title>工作要点 出台</title><introtitle>引题</introtitle><subtitle></subtitle>
            <founder-pagenum>A02</founder-pagenum><founder-papername>江门日报</founder-papername>/enpproperty-->
            """)
        #expect(founder.title == "工作要点 出台")
        #expect(founder.introtitle == "引题")
        #expect(founder.subtitle == nil)
        #expect(founder.author == "毕松杰")
        #expect(founder.date == "2024-08-14 00:00:00.0")
        #expect(founder.page == "A02")
        #expect(founder.paper == "江门日报")
    }

    @Test(arguments: [
        "", "<p>甲</p>", "<!--enpproperty-->", "<!--enpproperty <-->", "<!--enpproperty <title-->",
        "<!--enpproperty <title>-->",
        "<!--enpproperty <title>甲-->", "<!--enpproperty </title><>", "<!-- enpproperty <title>甲</title>-->",
        "<!--enpproperty ><><-->",
        "<title>甲</title>",
    ])
    func aBrokenRecordOrNoneSaysNothing(markup: String) {
        let founder = read(markup)
        #expect(founder.title == nil)
        #expect(founder.paper == nil)
    }

    private func read(_ page: String) -> FounderProperties { FounderProperties(PageTree(parsing: Array(page.utf8))) }
}
