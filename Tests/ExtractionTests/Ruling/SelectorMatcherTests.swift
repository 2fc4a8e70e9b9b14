import Model
import Testing

@testable import Extraction

@Suite struct SelectorMatcherTests {
    private let markup = """
        <html><head><meta name=PubDate content="2023-02-15"></head><body class=home>
        <div id=main class="wide article"><p>一</p><div><p class=last data-role="end">二</p></div></div>
        <founder-content><p hidden>三</p></founder-content><x-note><p>四</p></x-note>
        <a href="http://a.example/f.pdf" Title='附&amp;件'>五</a></body></html>
        """

    /// The texts of the elements that are meant.
    private func texts(_ selector: String) throws -> [String] {
        let selector = try Selector(parsing: selector)
        var names = RuledNames.none
        SelectorMatcher.addNames(of: selector, to: &names)
        let tree = PageTree(parsing: Array(markup.utf8), keeping: names)
        return SelectorMatcher(selector, in: tree).matches().map { tree.plainText(of: $0) }
    }

    @Test(arguments: [
        ("p", ["一", "二", "三", "四"]), ("P.last", ["二"]), ("#main", ["一二"]), (".article", ["一二"]),
        (".wide.article#main", ["一二"]), ("#main p", ["一", "二"]), ("#main > p", ["一"]), ("div div > p", ["二"]),
        ("#main > div > p", ["二"]), ("body > div", ["一二"]), ("html p.last", ["二"]), ("founder-content p", ["三"]),
        ("x-note > p", ["四"]), ("x-note, founder-content", ["三", "四"]), ("[data-role]", ["二"]), ("[hidden]", ["三"]),
        ("[DATA-role=end]", ["二"]), ("[data-role^=e][data-role$=d][data-role*=n]", ["二"]), ("[class~=wide]", ["一二"]),
        ("[href$='.pdf']", ["五"]), ("a[title='附&件']", ["五"]), ("head meta[name=PubDate]", [""]),
        ("#main *", ["一", "二", "二"]),
    ])
    func elementsAreFoundInTheirOrder(selector: String, expected: [String]) throws {
        #expect(try texts(selector) == expected)
    }

    @Test(arguments: [
        "h1", ".Wide", "#Main", ".wid", ".art", "p > p", "body > p", "#main > p.last", "x-note > div > p", "y-note",
        "[data-role=en]", "[data-other]", "[href^='']", "[data-role~='']", "p#main",
    ])
    func othersAreNot(selector: String) throws {
        #expect(try texts(selector) == [])
    }

    @Test func aPageThatNestsDeeplyIsSearchedInTimeThatGrowsWithIt() throws {
        let page = copies(20_000, "<div class=a>") + Array("<p>一</p>".utf8)
        let selector = try Selector(parsing: Array(repeating: ".a", count: 30).joined(separator: " > ") + " p")
        #expect(SelectorMatcher(selector, in: PageTree(parsing: page)).matches().count == 1)
    }
}
