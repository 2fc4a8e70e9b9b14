import Testing

@testable import Extraction

@Suite struct CharsetDeclarationTests {
    @Test(arguments: [
        #"<meta charset="gb2312">"#, "<META CHARSET=gb2312>", "<meta charset = 'gb2312' />", "<meta charset=gb2312/>",
        #"<meta http-equiv="Content-Type" content="text/html; charset=gb2312">"#,
        #"<meta content="text/html;charset=gb2312" http-equiv=content-type>"#,
        #"<?xml version="1.0" encoding="gb2312"?>"#,
        #"<meta name="charset-note" content="x"><meta charset="gb2312">"#,
        "<meta\ncharset\n=\ngb2312\n>",
    ])
    func everySpellingIsRead(markup: String) {
        #expect(find("<html><head>" + markup) == "gb2312")
    }

    @Test(arguments: [
        "", "<meta name=x>", "charset=gb2312", "<p>charset=gb2312</p>", "<meta charset>", "<meta charset=>",
        "<meta charset=\"\">", "<meta", "<meta charset", "<meta charset=",
    ])
    func otherTextDeclaresNothing(markup: String) {
        #expect(find(markup) == nil)
    }

    @Test func theFirstDeclarationCounts() {
        #expect(find("<meta charset=utf-8><meta charset=gbk>") == "utf-8")
    }

    private func find(_ markup: String) -> String? { CharsetDeclaration.find(in: Array(markup.utf8)[...]) }
}
