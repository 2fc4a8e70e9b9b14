import Model
import Testing

struct CanonicalAddressTests {
    @Test(
        "One page has one key, whichever way the link is written",
        arguments: [
            ("http://www.gov.cn/a.html", "https://www.gov.cn/a.html"),
            ("http://www.gov.cn:80/a.html", "https://www.gov.cn:443/a.html"),
            ("http://www.gov.cn/a.html", "http://WWW.gov.cn./a.html"),
            ("http://www.gov.cn/jmyw/", "http://www.gov.cn/jmyw/index.html"),
            ("http://www.gov.cn/", "http://www.gov.cn/index.jsp"),
            ("http://www.gov.cn/", "http://www.gov.cn/Default.aspx"),
            ("http://www.gov.cn/a/", "http://www.gov.cn/a/INDEX.SHTML"),
            ("http://www.gov.cn/a/", "http://www.gov.cn/a/index.php"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?&"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn//a.html"),
            ("http://www.gov.cn/%e6%96%b0", "http://www.gov.cn/新"),
            ("http://www.gov.cn/%7Ea?b=%2f", "http://www.gov.cn/~a?b=%2F"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?utm_source=x&utm_campaign=y"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?from=singlemessage&isappinstalled=0"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?from=timeline"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?spm=C73544894212.P59511941341.0.0"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?sharer_sharetime=1700000000000&sharer_shareid=9f"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?_=1700000000000"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?t=1700000000"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?random=0.8231497512"),
            ("http://www.gov.cn/a.html", "http://www.gov.cn/a.html?share=1&hmsr=toutiao"),
            ("http://www.gov.cn/a.html?id=1", "http://www.gov.cn/a.html?id=1&amp;spm=x"),
            ("http://www.gov.cn/a.html?id=1&p=2", "http://www.gov.cn/a.html?id=1&utm_medium=x&p=2"),
            ("http://www.gov.cn/a.jsp?id=1", "http://www.gov.cn/a.jsp;jsessionid=0A1B2C3D4E5F?id=1"),
            ("http://www.gov.cn/a.jsp?id=1", "http://www.gov.cn/a.jsp?id=1&JSESSIONID=0A1B"),
            ("http://www.gov.cn/a.php", "http://www.gov.cn/a.php?PHPSESSID=abc"),
            ("http://www.gov.cn/a.php", "http://www.gov.cn/a.php?sid=0123456789abcdef0123456789abcdef"),
            ("http://www.gov.cn/a.asp", "http://www.gov.cn/a.asp?ASPSESSIONIDQQABCD=XYZ"),
            ("http://www.gov.cn/a.aspx", "http://www.gov.cn/(S(lit3py55t21z5v55vlm25s55))/a.aspx"),
        ])
    func same(_ left: String, _ right: String) throws {
        let (left, right) = (try canonical(left), try canonical(right))
        #expect(left.key == right.key)
        #expect(left == right)
        #expect(Set([left, right]).count == 1)
    }

    @Test(
        "What may be another page stays one",
        arguments: [
            ("http://www.gov.cn/a", "http://www.gov.cn/a/"), ("http://www.gov.cn/a", "http://www.gov.cn/A"),
            ("http://www.gov.cn/a", "http://gov.cn/a"), ("http://www.gov.cn/a", "http://m.gov.cn/a"),
            ("http://www.gov.cn/a", "http://www.gov.cn:8080/a"), ("http://www.gov.cn/a", "https://www.gov.cn:80/a"),
            ("http://www.gov.cn/a?id=1", "http://www.gov.cn/a?id=2"),
            ("http://www.gov.cn/a?a=1&b=2", "http://www.gov.cn/a?b=2&a=1"),
            ("http://www.gov.cn/", "http://www.gov.cn/index_1.html"),
            ("http://www.gov.cn/", "http://www.gov.cn/index.php?id=5"),
            ("http://www.gov.cn/", "http://www.gov.cn/indexes.html"),
            ("http://www.gov.cn/a/", "http://www.gov.cn/a/index"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?from=2024-01-01"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?t=2"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?sid=756001"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?page=1"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?source=7"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?id=1700000000"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?share=20231101"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?utm=1"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?time=20231101"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a?r=15"),
            ("http://www.gov.cn/a", "http://www.gov.cn/a;b=1"), ("http://www.gov.cn/a", "http://www.gov.cn/(S(x))/a"),
            ("http://www.gov.cn/a%2Fb", "http://www.gov.cn/a/b"),
            ("http://www.gov.cn/a?x=%26", "http://www.gov.cn/a?x=&"),
            ("http://www.gov.cn/a?token=1", "http://www.gov.cn/a"),
        ])
    func different(_ left: String, _ right: String) throws {
        let (left, right) = (try canonical(left), try canonical(right))
        #expect(left != right)
        #expect(left.key != right.key)
    }

    @Test(
        "The address to fetch loses only what says nothing about the page",
        arguments: [
            ("http://a.gov.cn/x/index.html?utm_source=1", "http://a.gov.cn/x/index.html"),
            ("http://a.gov.cn/x?b=2&spm=1&a=1", "http://a.gov.cn/x?b=2&a=1"),
            ("http://a.gov.cn/x?", "http://a.gov.cn/x"),
            ("https://a.gov.cn//x/%e4?&a&&b=", "https://a.gov.cn//x/%e4?&a&&b="),
            ("http://a.gov.cn/x;jsessionid=1;v=2/y", "http://a.gov.cn/x;v=2/y"),
            ("http://a.gov.cn/(S(lit3py55t21z5v55vlm25s55))/", "http://a.gov.cn/"),
            ("http://a.gov.cn/(S(lit3py55t21z5v55vlm25s55))", "http://a.gov.cn/"),
        ])
    func fetched(_ text: String, _ expected: String) throws {
        let canonical = try canonical(text)
        #expect(canonical.address.description == expected)
        #expect(CanonicalAddress(canonical.address) == canonical)
    }

    @Test(
        "A page's own word for its address is taken on its own site and on its twin for phones",
        arguments: [
            ("http://m.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn/2026/t1001.html", true),
            ("http://www.a.gov.cn/wap/content_58801.html?x=1", "https://www.a.gov.cn/2026/content_58801.html", true),
            ("http://www.a.gov.cn/a?id=1", "http://www.a.gov.cn/a", false),
            ("http://www.a.gov.cn/2026/t1001.html?x=1", "http://www.a.gov.cn/2026/t1001.html", true),
            ("http://m.a.gov.cn/show.php?id=58801&x=1", "http://www.a.gov.cn/show.php?id=58801", true),
            ("http://m.a.gov.cn/show.php?col=2&id=58801", "http://www.a.gov.cn/show.php?col=2", false),
            ("http://www.a.gov.cn/show.php?id=58801", "http://www.a.gov.cn/show.php?id=58802", false),
            ("http://www.a.gov.cn/print.jsp?id=58801", "http://www.a.gov.cn/art/art_12_58801.html", true),
            ("http://www.a.gov.cn/print.jsp?id=58801", "http://www.a.gov.cn/art/art_12_58802.html", false),
            ("http://m.a.gov.cn/t20260304_8001.html", "http://www.a.gov.cn/t20260304_8002.html", false),
            ("http://m.a.gov.cn/x/t20260304_8001.html", "http://www.a.gov.cn/t20260304_8001.html", true),
            ("http://www.a.gov.cn/58801/content.html", "http://www.a.gov.cn/58802/content.html", false),
            ("http://m.a.gov.cn/58801/content.html", "http://www.a.gov.cn/n/58801/content.html", true),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn/2026/list.html", false),
            ("http://a.gov.cn/t/1.html", "http://www.a.gov.cn/t/1.html", true),
            ("http://3g.a.gov.cn/58801.shtml", "http://www.a.gov.cn/art/2026/art_12_58801.html", true),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn/", false),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn/2026/index.html", false),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn/2026/t1002.html", false),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.b.gov.cn/2026/t1001.html", false),
            ("http://www.a.gov.cn/2026/t1001.html", "http://www.a.gov.cn:8080/2026/t1001.html", false),
            ("http://m.gov.cn/1.html", "http://www.gov.cn/1.html", true),
            ("http://m.cn/1.html", "http://www.cn/1.html", false),
        ])
    func declared(_ text: String, _ declared: String, _ isBelieved: Bool) throws {
        let address = try WebAddress(parsing: text)
        let canonical = CanonicalAddress(address, declared: [try WebAddress(parsing: declared)])
        let expected = isBelieved ? try WebAddress(parsing: declared) : address
        #expect(canonical == CanonicalAddress(expected))
        #expect(canonical.address == CanonicalAddress(expected).address)
    }

    @Test func theFirstDeclaredAddressThatIsBelievedCounts() throws {
        let declared = try [
            "http://www.a.gov.cn/", "http://b.gov.cn/t1001.html", "http://www.a.gov.cn/2026/t1001.html",
        ]
        .map { try WebAddress(parsing: $0) }
        let address = try WebAddress(parsing: "http://m.a.gov.cn/t1001.html")
        #expect(CanonicalAddress(address, declared: declared).address == declared[2])
        #expect(CanonicalAddress(address, declared: []).address == address)
    }

    @Test(
        "Addresses that differ in numbers only have one shape",
        arguments: [
            ("http://a.cn/2026/11/t20261121_9.html", "a.cn/#/#/t#_#.html"), ("http://a.cn/x?b=1&a=2&b=3", "a.cn/x?a&b"),
            ("http://a.cn/x?a=9&utm_source=1", "a.cn/x?a"), ("https://a.cn:81/", "a.cn:#/"),
        ])
    func shape(_ text: String, _ shape: String) throws {
        #expect(try canonical(text).shape == shape)
    }

    @Test("Canonical is canonical again, whatever the address")
    func idempotent() throws {
        var generator = SplitMix(state: 3986)
        let pieces = [
            "/", "?", "&", "=", ";", "a", "jsessionid=1", "index.html", "%41", "%2f", "utm_x", "spm",
            "(S(abcdefghijklmnopqrst))", "//",
            ".", "..", "from=timeline", "_=1700000000000", "门",
        ]
        for _ in 0..<5000 {
            let tail = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            guard let address = try? WebAddress(parsing: "http://a.example/" + tail) else { continue }
            let once = CanonicalAddress(address)
            #expect(CanonicalAddress(once.address) == once, "\(address)")
            #expect(CanonicalAddress(once.address).address == once.address, "\(address)")
            #expect(try WebAddress(parsing: once.address.description) == once.address, "\(address)")
        }
    }

    private func canonical(_ text: String) throws -> CanonicalAddress {
        CanonicalAddress(try WebAddress(parsing: text))
    }
}
