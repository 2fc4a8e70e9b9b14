import Model
import Testing

@testable import Extraction

@Suite struct DeclaredAddressesTests {
    private func declared(_ head: String) throws -> [String] {
        let tree = PageTree(parsing: Array("<html><head>\(head)</head><body></body></html>".utf8))
        let base = try WebAddress(parsing: "http://m.a.example/x/t1001.html")
        return DeclaredAddresses.find(in: tree, head: HeadMetadata(tree), base: base).map(\.description)
    }

    @Test func canonicalLinkComesBeforeOpenGraph() throws {
        let head = """
            <meta property="og:url" content="http://www.a.example/o.html">
            <LINK href="../t1001.html" REL="Alternate Canonical"><link rel="stylesheet" href="/a.css">
            """
        #expect(try declared(head) == ["http://m.a.example/t1001.html", "http://www.a.example/o.html"])
    }

    @Test func canonicalLinksThatDisagreeCountForNothing() throws {
        let head = "<link rel='canonical' href='/a.html'><link rel='canonical' href='/b.html'>"
        #expect(try declared(head) == [])
        #expect(try declared(head.replacing("b.html", with: "a.html")) == ["http://m.a.example/a.html"])
    }

    @Test(arguments: ["", "<link rel='canonical'>", "<link rel='canonical' href='javascript:;'>"])
    func nothingIsDeclaredWithoutAnAddress(_ head: String) throws { #expect(try declared(head) == []) }
}
