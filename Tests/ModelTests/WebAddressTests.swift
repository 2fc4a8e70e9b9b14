import Model
import Testing

struct WebAddressTests {
    @Test(
        "An address comes out in its one canonical spelling",
        arguments: [
            ("http://www.jiangmen.gov.cn", "http://www.jiangmen.gov.cn/"),
            ("  HTTP://WWW.Jiangmen.GOV.cn:80/A/../b/./c?x=1#top \n", "http://www.jiangmen.gov.cn/b/c?x=1"),
            ("https:\\\\example.org\\a\\b", "https://example.org/a/b"),
            ("http:example.org", "http://example.org/"),
            ("https:////example.org//a", "https://example.org//a"),
            ("https://example.org:443", "https://example.org/"),
            ("https://example.org:80/", "https://example.org:80/"),
            ("http://example.org:/", "http://example.org/"),
            ("http://example.org/a b\tc\"d", "http://example.org/a%20bc%22d"),
            ("http://example.org/新闻?名=江'门", "http://example.org/%E6%96%B0%E9%97%BB?%E5%90%8D=%E6%B1%9F%27%E9%97%A8"),
            ("http://example.org/%zz%e4", "http://example.org/%zz%e4"),
            ("http://example.org/a/%2E%2e/b/.%2e", "http://example.org/"),
            ("http://example.org/../../a/..", "http://example.org/"),
            ("http://example.org/a/.", "http://example.org/a/"),
            ("http://example.org?", "http://example.org/?"),
            ("http://example.org?a/../b", "http://example.org/?a/../b"),
            ("http://example.org/#", "http://example.org/"),
            // Tabs and line breaks anywhere are nothing, other controls and marks are encoded; only the ends are trimmed.
            ("ht\ntp:/\r/exa\tmple\n.org/new\ns/\t1.html\r\n", "http://example.org/news/1.html"),
            ("http://example.org/a\n  b", "http://example.org/a%20%20b"),
            ("http://example.org/a?b \t#c", "http://example.org/a?b%20"),
            ("http://example.org/a #c", "http://example.org/a%20"),
            ("\u{0}\u{1F} http://example.org/a\u{1}b\u{7F}", "http://example.org/a%01b%7F"),
            ("http://example.org/\u{200E}a\u{202E}?\u{2066}", "http://example.org/%E2%80%8Ea%E2%80%AE?%E2%81%A6"),
            ("http://example.org/\u{FEFF}", "http://example.org/%EF%BB%BF"),
            // Nobody's name and password.
            ("http://@example.org/", "http://example.org/"), ("http://:@example.org:80/", "http://example.org/"),
            ("http:@example.org", "http://example.org/"),
            ("http://example.org./", "http://example.org./"),
            ("http://a_b.example.org/...", "http://a_b.example.org/..."),
        ])
    func canonical(_ text: String, _ expected: String) throws {
        #expect(try WebAddress(parsing: text).description == expected)
    }

    @Test(
        "A host is lower-case ASCII, its numbers are addresses",
        arguments: [
            ("ＷＷＷ．江门。gov.cn", "www.xn--9sw099f.gov.cn"),
            ("中国政府网.政务", "xn--fiqs8sirgfmhq98a.xn--zfr164b"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("ex\u{AD}ample.org", "example.org"),
            ("exam\u{200B}ple\u{2060}.org", "example.org"),
            ("WWW.XN--FIQS8SIRGFMHQ98A.xn--zfr164b", "www.xn--fiqs8sirgfmhq98a.xn--zfr164b"),
            ("xn--fiqs8s.门.a-b.ab--c.-x-", "xn--fiqs8s.xn--2h5a.a-b.ab--c.-x-"),
            ("faß.example", "xn--fa-hia.example"), ("e\u{301}.example", "xn--9ca.example"),
            ("ｗ%77w.example", "www.example"), ("☃.example", "xn--n3h.example"),
            ("\u{0646}\u{0627}\u{0645}\u{0647}\u{200C}\u{0627}\u{06CC}", "xn--mgba3gch31f060k"),
            ("%65xample.org", "example.org"),
            ("127.1", "127.0.0.1"),
            ("0x7f.0.0.1", "127.0.0.1"),
            ("017700000001", "127.0.0.1"),
            ("2130706433", "127.0.0.1"),
            ("１２７.0.0.1.", "127.0.0.1"),
            ("[::1]", "[::1]"),
            ("[2001:DB8:0:0:1:0:0:1]", "[2001:db8::1:0:0:1]"),
            ("[::ffff:192.168.0.1]", "[::ffff:c0a8:1]"),
            ("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"),
            ("[0:0::]", "[::]"),
        ])
    func host(_ host: String, _ expected: String) throws {
        #expect(try WebAddress(parsing: "http://\(host)/").host == expected)
    }

    @Test(
        "What is no address is refused with its reason",
        arguments: [
            ("", WebAddressError.empty),
            ("   ", .empty),
            ("/jmyw/", .noScheme),
            ("www.gov.cn", .noScheme),
            ("1http://a/", .noScheme),
            ("file:///etc/passwd", .schemeNotFetchable("file")),
            ("JavaScript:void(0)", .schemeNotFetchable("javascript")),
            ("http://", .noHost),
            ("http:///", .noHost),
            ("http://:80/", .noHost),
            ("http://./", .noHost),
            ("http://u:secret@example.org/", .userInformation), ("http://:secret@example.org/", .userInformation),
            ("http://a@@example.org/", .userInformation), ("http://::@example.org/", .userInformation),
            ("http://@/", .noHost), ("http://exa\n:\t8o/", .port("8o")),
            ("http://example.org:65536/", .port("65536")),
            ("http://example.org:99999999999999999999/", .port("99999999999999999999")),
            ("http://example.org:8o/", .port("8o")),
        ])
    func refused(_ text: String, _ expected: WebAddressError) {
        #expect(throws: expected) { try WebAddress(parsing: text) }
    }

    @Test(
        "A host that no name server or network can know is refused",
        arguments: [
            "a..b", "exa mple.org", "a^b", "a|b", "a%b", "a%00b", "a<b", "a*b", "a$b", "a!b", "a{b}", "a'b", "a;b",
            "[::1", "[::1]x", "[1::2::3]",
            "[:1:2:3:4:5:6:7]",
            "[fe80::1%25eth0]", "[1:2:3:4:5:6:7:8:9]", "[::1.2.3]", "[::01.2.3.4]", "[g::]", "1.2.3.4.5", "256.1.1.1",
            "1.2.3.08", "0x100000000", "a\u{202E}b", "a\u{FFFD}b", "%ff",
            // Marks of direction, mixed directions, joiners without what they join, what is no Punycode.
            "\u{200E}a", "a.\u{200F}b", "a\u{2066}b\u{2069}", "\u{064A}a", "1.\u{064A}.2", "a\u{200D}b",
            "a\u{180E}b", "xn--", "xn--a", "a.xn--pokxncvks", "XN--a.b", "xn--zn7c", "xn--te\u{161}la", "xn--a\u{DF}",
            "a.xn--1ug", "\u{301}a", "a\u{E000}", "a\u{FF0F}b", "xn--ls8h=", String(repeating: "门.", count: 400) + "a",
            String(repeating: "a", count: 64),
            String(repeating: "a.", count: 127) + "a", String(repeating: "门", count: 63),
        ])
    func badHost(_ host: String) {
        #expect { try WebAddress(parsing: "http://\(host)/") } throws: { error in
            guard case .host(_, let reason)? = error as? WebAddressError else { return false }
            return !reason.isEmpty
        }
    }

    @Test("Neither the text nor its encoded form may pass the length limit")
    func length() throws {
        let limit = WebAddress.lengthLimitBytes
        let stem = "http://example.org/"
        let longest = stem + String(repeating: "a", count: limit - stem.utf8.count)
        #expect(try WebAddress(parsing: longest).description == longest)
        #expect(throws: WebAddressError.tooLong(limit: limit)) { try WebAddress(parsing: longest + "a") }
        #expect(throws: WebAddressError.tooLong(limit: limit)) {
            try WebAddress(parsing: stem + String(repeating: "门", count: limit / 4))
        }
    }

    @Test("Every part can be read off")
    func parts() throws {
        let address = try WebAddress(parsing: "https://WWW.example.org:8443/a/b?c=d&e#f")
        #expect(address.scheme == .https)
        #expect(address.host == "www.example.org")
        #expect(address.port == 8443)
        #expect(address.effectivePort == 8443)
        #expect(address.path == "/a/b")
        #expect(address.query == "c=d&e")
        #expect(address.target == "/a/b?c=d&e")
        #expect(address.siteKey == "https://www.example.org:8443")
        #expect(try WebAddress(parsing: "http://a/").effectivePort == 80)
    }

    @Test("Reading what was written gives the same address, whatever the bytes")
    func idempotent() {
        var generator = SplitMix(state: 20_230_616)
        let pieces = [
            "http:", "https:", "/", "\\", "..", "%2e", "?", "#", "@", ":", "[", "]", "::", "80", "1", "0x",
            "门", "Ａ", "。", "xn--", "xn--2h5a", "\u{202E}", "\u{200D}", "\u{AD}", "\n", "a", "B", " ", "\t", "%",
            "\u{0}", "'", "\"", "^", "é", "www.gov.cn",
        ]
        var accepted = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let tail = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let address = try? WebAddress(parsing: "http://h" + tail) else { continue }
            accepted += 1
            if let target = address.resolving(String(tail.dropFirst(count / 2))) {
                #expect((try? WebAddress(parsing: target.description)) == target, "from \(tail) on \(address)")
            }
            #expect((try? WebAddress(parsing: address.description)) == address, "from http://h\(tail)")
            #expect(address.description.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }
        #expect(accepted > 1000)
    }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
