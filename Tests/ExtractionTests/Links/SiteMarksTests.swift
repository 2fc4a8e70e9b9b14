import Testing

@testable import Extraction

/// The list of marks that dibao comes with.
@Suite struct SiteMarksTests {
    @Test(arguments: [
        ("<script>createPageHTML(9, 0, \"index\", \"html\");</script>", ["TRS"]),
        ("<a href='/module/web/jpage/dataproxy.jsp?page=1'>", ["Hanweb"]),
        ("<DIV ID=\"UCAP-CONTENT\">", ["UCAP"]),
        ("<map name=PagePicMap></map><!--enpproperty <founder-date>-->", ["Founder"]),
        ("<div id=\"vsb_content\"><div class=\"v_news_content\">", ["VSB"]),
        ("<link href=\"/wp-content/a.css\">", ["WordPress"]),
        ("<meta name=\"generator\" content=\"Hugo 0.1\">", ["Hugo"]),
        ("<div class=trs_editor></div><script>createPageHTML(</script><div id=ucap-content>", ["TRS", "UCAP"]),
        ("<p>没有任何标记</p>", []),
    ])
    func familiesAreToldByTheirMarks(page: String, families: [String]) {
        #expect(SiteMarks.standard.families(in: Array("<html><body>\(page)</body></html>".utf8)) == families)
    }

    @Test func marksAreLowerCaseAndNoneStandsTwice() {
        let lines = RuleText.lines(PackageResources.site_marks_txt)
        let marks = lines.map { String($0[..<($0.firstRange(of: "  ")?.lowerBound ?? $0.endIndex)]) }
        #expect(Set(marks).count == marks.count)
        #expect(marks.allSatisfy { $0 == $0.lowercased() && $0.count >= 5 })
        #expect(lines.allSatisfy { $0.contains("  ") })
    }
}
