import Foundation
import Model
import Testing

struct WebAddressResolvingTests {
    /// Source: RFC 3986, section 5.4, less the examples that the WHATWG standard reads differently.
    @Test(
        "A reference leads where the standard says",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("http:g", "http://a/b/c/g"), ("http:/g", "http://a/g"), ("https:g", "https://g/"),
            ("http://g", "http://g/"), ("\\\\g\\h", "http://g/h"), ("/\\g", "http://g/"), ("///g", "http://g/"),
            ("?", "http://a/b/c/d;p?"), (" ../x \n", "http://a/b/x"), ("a\nb", "http://a/b/c/ab"),
            ("1:2", "http://a/b/c/1:2"), ("./a:b", "http://a/b/c/a:b"), ("//g:81/", "http://g:81/"),
        ])
    func resolves(_ reference: String, _ expected: String) throws {
        let base = try WebAddress(parsing: "http://a/b/c/d;p?q")
        #expect(base.resolving(reference)?.description == expected)
    }

    @Test(
        "A link that is no web address leads nowhere",
        arguments: [
            "javascript:void(0)", "mailto:a@b.cn", "tel:12345", "data:text/html,x", "file:///etc/passwd", "about:blank",
            "ftp://a/", "//", "http://", "//u@g/", "//a b/", "https://g:99999/", "blob:http://a/b",
        ])
    func leadsNowhere(_ reference: String) throws {
        let base = try WebAddress(parsing: "http://a/b/c/d;p?q")
        #expect(base.resolving(reference) == nil)
    }

    @Test("The port of the page stays with its relative links")
    func keepsPort() throws {
        let base = try WebAddress(parsing: "http://127.0.0.1:8080/list/index.html")
        #expect(base.resolving("../content/post_1.html")?.description == "http://127.0.0.1:8080/content/post_1.html")
    }

    @Test("JSON holds the canonical text, and a bad address in it is an error")
    func coding() throws {
        let address = try WebAddress(parsing: "HTTP://江门.gov.cn/a b")
        let data = try JSONEncoder().encode([address])
        #expect(try JSONDecoder().decode([WebAddress].self, from: data) == [address])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([WebAddress].self, from: Data(#"["file:///etc/passwd"]"#.utf8))
        }
    }
}
