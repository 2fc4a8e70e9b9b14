import Model
import Testing

@Suite struct JSONSchemeTests {
    @Test(
        "A path is read and written the same",
        arguments: [
            "data.list", "rows[0].url", "groups[*].items", "$", "$[3]", "$[*].a", "a.\"b.c\"", "a[0][1]", "标题",
            "a-b.c_d",
        ])
    func paths(_ text: String) throws { #expect(try #require(JSONPath(text)).description == text) }

    @Test func aLeadingDollarMayStandBeforeAKey() { #expect(JSONPath("$.data.list") == JSONPath("data.list")) }

    @Test(
        "What is no path is none",
        arguments: [
            "", ".", "a.", "a..b", ".a", "a[", "a[x]", "a[-1]", "a[1234567]", "a b", "a.\"\"", "a.\"b", "{a}", "a]b",
            "a$b",
        ])
    func noPaths(_ text: String) { #expect(JSONPath(text) == nil) }

    @Test(
        "A text of values is a path or a template",
        arguments: [("url", 1), ("https://x.example/{id}.html", 3), ("/a/{y}/{data.id}", 4), ("{id}", 1)])
    func texts(_ text: String, _ pieces: Int) throws { #expect(try #require(JSONText(text)).pieces.count == pieces) }

    @Test(arguments: ["/a/{id", "/a/id}", "/a/{}", "/a/{a b}", "/a b"])
    func brokenTemplatesAreNone(_ text: String) { #expect(JSONText(text) == nil) }

    @Test func aPageTemplateTellsItsOwnNumbers() throws {
        let template = try #require(PageTemplate("http://a.example/v2/list?size=20&page={page}"))
        let address = try #require(template.address(of: 7))
        #expect(address.description == "http://a.example/v2/list?size=20&page=7")
        #expect(template.number(of: address) == 7)
        #expect(template.number(of: try WebAddress(parsing: "http://a.example/v2/list")) == nil)
        #expect(template.number(of: try WebAddress(parsing: "http://a.example/v2/list?size=7&page=x")) == nil)
    }

    @Test(arguments: [
        "http://a.example/list", "http://a.example/{page}/{page}", "list?page={page}", "http://a.example/{p}/{page}",
    ])
    func aPageTemplateHoldsOneNumberInAWholeAddress(_ text: String) { #expect(PageTemplate(text) == nil) }
}
