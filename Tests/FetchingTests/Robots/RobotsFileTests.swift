import Fetching
import Testing

/// What RFC 9309 says, rule by rule, and its examples.
struct RobotsFileTests {
    @Test(
        "The RFC's example: three groups and an empty one",
        arguments: [
            ("anybot", "/publications/a", true), ("anybot", "/example/page.html", false), ("anybot", "/a.gif", false),
            ("anybot", "/publications/a.gif", true), ("anybot", "/a.gif?b", true), ("anybot", "/", true),
            ("foobot", "/", false), ("foobot", "/publications/", false), ("foobot", "/example/page.html", true),
            ("foobot", "/example/allowed.gif", true), ("foobot", "/example/other.gif", false),
            ("barbot", "/example/page.html", false), ("bazbot", "/example/page.html?x", false),
            ("barbot", "/a.gif", true), ("bazbot", "/example/", true),
            ("quxbot", "/example/", true), ("quxbot", "/a.gif", true),
        ])
    func simpleExample(_ product: String, _ target: String, _ isAllowed: Bool) {
        let text = """
            User-Agent: *
            Disallow: *.gif$
            Disallow: /example/
            Allow: /publications/

            User-Agent: foobot
            Disallow:/
            Allow:/example/page.html
            Allow:/example/allowed.gif

            User-Agent: barbot
            User-Agent: bazbot
            Disallow: /example/page.html

            User-Agent: quxbot

            """
        #expect(allows(text, product, target) == isAllowed)
    }

    @Test(
        "The longest match decides, whichever way it goes",
        arguments: [
            ("/example/page/disallowed.gif", false), ("/example/page/", true), ("/example/page/other.gif", true),
            ("/elsewhere", true),
        ])
    func longestMatchExample(_ target: String, _ isAllowed: Bool) {
        let text = "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n"
        #expect(allows(text, "foobot", target) == isAllowed)
    }

    @Test("Groups of one crawler are one group, wherever they stand")
    func merging() {
        let text = """
            user-agent: ExampleBot
            disallow: /foo
            disallow: /bar
            user-agent: other
            disallow: /

            user-agent: ExampleBot
            disallow: /baz
            """
        for path in ["/foo", "/bar", "/baz"] { #expect(!allows(text, "examplebot", path)) }
        #expect(allows(text, "examplebot", "/qux"))
        #expect(file(text, "examplebot").rules.map(\.line) == [2, 3, 8])
    }

    @Test("Groups for everybody are one group, too, and hold only for those whom none names")
    func everybody() {
        let text = "user-agent: *\ndisallow: /a\nuser-agent: bazbot\ndisallow: /baz\nuser-agent: *\ndisallow: /b$\n"
        #expect(["/a", "/b", "/baz"].map { allows(text, "examplebot", $0) } == [false, false, true])
        #expect(["/a", "/b", "/baz"].map { allows(text, "bazbot", $0) } == [true, true, false])
    }

    @Test(
        "Where no group speaks to the crawler, nothing is forbidden",
        arguments: ["", "\n\n", "# nothing here", "user-agent: other\ndisallow: /", "disallow: /", "<html>404</html>"])
    func noGroup(_ text: String) {
        #expect(allows(text, "examplebot", "/a"))
    }

    @Test("Rules before the first User-Agent line are in no group")
    func stray() {
        #expect(allows("disallow: /a\nallow: /b\nuser-agent: *\ndisallow: /c\n", "x", "/a"))
    }

    @Test(
        "A User-Agent line names a product in any case, up to the first character that no product has",
        arguments: [
            ("dibao", true), ("DIBAO", true), ("DiBao/1.0", true), ("dibao bot", true), ("dibao*", true),
            ("dibaobot", false), ("dibao-news", false), ("bao", false), ("mydibao", false), ("", false), ("邸报", false),
        ])
    func naming(_ value: String, _ isOurs: Bool) {
        #expect(RobotsFile(parsing: Array("User-agent: \(value)\nDisallow: /".utf8)).allows("/a") == !isOurs)
    }

    @Test("A crawler that is named obeys its own group and no other, even an empty one or one without rules")
    func ownGroup() {
        #expect(allows("user-agent: *\ndisallow: /\nuser-agent: me\ndisallow:\n", "me", "/a"))
        #expect(allows("user-agent: *\ndisallow: /\nuser-agent: me\n", "me", "/a"))
        #expect(!allows("user-agent: *\nuser-agent: me\ndisallow: /\n", "me", "/a"))
        #expect(!allows("user-agent: *\nuser-agent: me\ndisallow: /\n", "you", "/a"))
    }

    @Test(
        "A product token is letters, hyphens and underscores",
        arguments: [
            ("dibao", true), ("Foo-Bar", true), ("Foo_Bar", true), ("", false), ("ツ", false), ("a*", false),
            (" a ", false), ("a/2.1", false), ("a b", false), ("a1", false),
        ])
    func tokens(_ text: String, _ isToken: Bool) {
        #expect((ProductToken(text) != nil) == isToken)
    }

    @Test("A User-Agent header begins with its product's token")
    func tokenOfHeader() {
        #expect(ProductToken(ofUserAgent: "dibao/1.0 (+https://example.org)") == .dibao)
        #expect(ProductToken(ofUserAgent: "My_Bot") == ProductToken("my_bot"))
        #expect(ProductToken(ofUserAgent: "(none)") == nil)
    }

    @Test(
        "Octets are compared after percent-encoding is brought into one spelling",
        arguments: [
            ("/foo/bar?baz=quz", "/foo/bar?baz=quz", true),
            ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true),
            ("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", true),
            ("/foo/bar?baz=https%3a%2f%2ffoo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true),
            ("/foo/bar/ツ", "/foo/bar/%E3%83%84", true), ("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true),
            ("/foo/bar/%E3%83%84", "/foo/bar/ツ", true), ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
            ("/foo/bar/baz", "/foo/bar/%62%61%7A", true), ("/%7Ejoe", "/~joe", true), ("/~joe", "/%7ejoe", true),
            ("/a%2Fb", "/a/b", false), ("/a/b", "/a%2Fb", false), ("/a%2fb", "/a%2Fb", true),
            ("/a b", "/a%20b", true), ("/100%", "/100%", true), ("/100%2", "/100%2", true), ("/a'b", "/a%27b", true),
            ("/a?x='", "/a?x=%27", true), ("/a<b", "/a%3Cb", true), ("/A", "/a", false), ("/é", "/%C3%A9", true),
            ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true),
            ("/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false),
            ("/path/foo-%24", "/path/foo-$", true), ("/path/foo-%24", "/path/foo-$x", true),
            ("/path/foo-$x", "/path/foo-$x", true), ("/*/print", "/x?to=/print", true),
        ])
    func encoding(_ path: String, _ target: String, _ matches: Bool) {
        #expect(allows("user-agent: *\ndisallow: \(path)", "x", target) == !matches)
    }

    @Test(
        "The star stands for any octets, the dollar for the end, the hash for a comment",
        arguments: [
            ("/this/*/exactly", "/this/is/it/exactly", true), ("/this/*/exactly", "/this/exactly", false),
            ("/this/*/exactly", "/this//exactly/or/not", true), ("*", "/a", true), ("/**", "/a", true),
            ("/*a*b*c", "/xxaxxbxxc", true), ("/*a*b*c", "/xxbxxaxxc", false), ("/*aab", "/aaab", true),
            ("/a*$", "/abc", true), ("/a*b$", "/abcb", true), ("/a*b$", "/abc", false), ("/a*a$", "/a", false),
            ("/this/path/exactly$", "/this/path/exactly", true), ("/this/path/exactly$", "/this/path/exactly/", false),
            ("/$", "/", true), ("/$", "/a", false), ("/$a", "/$a", true), ("/a$$", "/a$", true),
            ("/a # comment", "/a", true), ("/a#b", "/a", true), ("#/a", "/a", false), ("", "/a", false),
        ])
    func specialCharacters(_ path: String, _ target: String, _ matches: Bool) {
        #expect(allows("user-agent: *\ndisallow: \(path)", "x", target) == !matches)
    }

    @Test("robots.txt itself is allowed, whatever the rules")
    func robotsItself() {
        #expect(allows("user-agent: *\ndisallow: /", "x", "/robots.txt"))
        #expect(!allows("user-agent: *\ndisallow: /", "x", "/robots.txt2"))
    }

    @Test("Other records end no group")
    func otherRecords() {
        let text = """
            User-agent: one
            Sitemap: https://example.org/sitemap.xml
            Host: example.org
            Crawl-delay: 3
            User-agent: two
            Disallow: /a
            Sitemap: /other.xml
            Clean-param: x
            Disallow: /b
            """
        for product in ["one", "two"] {
            #expect(!allows(text, product, "/a"))
            #expect(!allows(text, product, "/b"))
        }
        #expect(file(text, "three").sitemaps == ["https://example.org/sitemap.xml", "/other.xml"])
    }

    @Test(
        "Crawl-delay is seconds; what is none is passed over, the longest counts, and none is above a day",
        arguments: [
            ("Crawl-delay: 10", Duration.seconds(10)), ("crawl-delay:0.5", .milliseconds(500)),
            ("Crawl-delay: 0", .zero),
            ("Crawl-delay: 2\nCrawl-delay: 7\nCrawl-delay: 3", .seconds(7)),
            ("Crawl-delay: 99999999", .seconds(86_400)),
            ("Crawl-delay: -1", nil), ("Crawl-delay: soon", nil), ("Crawl-delay: nan", nil), ("Crawl-delay:", nil),
            ("Crawl-delay: inf", nil), ("Disallow: /x", nil),
        ])
    func crawlDelay(_ line: String, _ expected: Duration?) {
        #expect(file("User-agent: *\n\(line)\n", "x").crawlDelay == expected)
        #expect(file("User-agent: other\n\(line)\n", "x").crawlDelay == nil)
    }

    @Test("At least 500 kibibytes are read, and the line that the limit cuts is not")
    func sizeLimit() {
        let head = "user-agent: *\ndisallow: /first\n"
        let filler = String(repeating: "#" + String(repeating: "x", count: 98) + "\n", count: 5120)
        let last = "disallow: /last\n"
        let room = RobotsFile.sizeLimitBytes - head.utf8.count - last.utf8.count
        let fitting = head + filler.prefix(room - 1) + "\n" + last
        #expect(fitting.utf8.count == RobotsFile.sizeLimitBytes)
        #expect(!allows(fitting, "x", "/last"))
        #expect(!allows(fitting + "disallow: /after\n", "x", "/last"))
        #expect(allows(fitting + "disallow: /after\n", "x", "/after"))
        let cut = head + filler.prefix(room - 1 + 12) + "\n" + last
        #expect(allows(cut, "x", "/la"))
        #expect(!allows(cut, "x", "/first"))
    }

    @Test("The deciding rule is told with its line")
    func told() {
        let rules = file("# ours\r\nUser-agent: *\r\nDisallow: /admin/\r\nAllow: /admin/news/\r\n", "x")
        #expect(rules.rule(for: "/admin/a")?.description == "Disallow: /admin/ (line 3)")
        #expect(rules.rule(for: "/admin/news/a")?.description == "Allow: /admin/news/ (line 4)")
        #expect(rules.rule(for: "/") == nil)
    }

    @Test("Owners who write a full-width colon or forget the first slash are understood")
    func leniency() {
        #expect(!allows("User-agent：*\nDisallow：/admin/", "x", "/admin/a"))
        #expect(!allows("User-agent: *\nDisallow: admin/", "x", "/admin/a"))
        #expect(allows("User-agent: *\nDisallow: admin/", "x", "/news/admin/a"))
    }

    @Test("Whatever the bytes, reading ends, and what is read can be asked")
    func anyBytes() {
        var generator = SplitMix(state: 9309)
        let pieces = [
            "user-agent:", "*", "\n", "\r", " ", "disallow:", "allow:", "/", "a", "$", "%", "%2", "%zz", "#", "\u{0}",
            "：",
            "é", "crawl-delay:", "?", "1e999", "/*", "sitemap:",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            var bytes = Array(text.utf8)
            if Bool.random(using: &generator), !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let file = RobotsFile(parsing: bytes)
            #expect(file.allows("/robots.txt"))
            let rule = file.rule(for: "/a?a%2a$")
            #expect(rule == nil || file.rules.contains { $0 == rule })
        }
    }
}

/// The file as the crawler of that name reads it; of no name where that is no token.
func file(_ text: String, _ product: String) -> RobotsFile {
    RobotsFile(parsing: Array(text.utf8), product: ProductToken(product) ?? .dibao)
}

func allows(_ text: String, _ product: String, _ target: String) -> Bool {
    file(text, product).allows(target)
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
