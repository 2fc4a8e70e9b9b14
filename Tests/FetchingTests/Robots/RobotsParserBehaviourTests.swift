import Fetching
import Testing

/// The behaviours that the test-suite of Google's parser pins down, in values of our own.
/// Source: google/robotstxt, `robots_test.cc`.
struct RobotsParserBehaviourTests {
    @Test(
        "A line is a name, a colon and a value; two words without a colon are read, too, three are not",
        arguments: [
            ("user-agent: Kite\ndisallow: /\n", false), ("agent: Kite\nforbid: /\n", true),
            ("user-agent Kite\ndisallow /\n", false), ("user-agent: Kite\ndisallow / or not\n", true),
            ("user-agent: Kite\n: /\n", true), ("user-agent: Kite\ndisallow\n", true),
        ])
    func lines(_ text: String, _ isAllowed: Bool) {
        #expect(allows(text, "kite", "/a/b") == isAllowed)
    }

    @Test(
        "A group is its User-Agent lines and what follows until the next; rules outside are ignored",
        arguments: [
            ("kite", "/red/1", true), ("kite", "/blue/1", true), ("kite", "/green/1", false), ("kite", "/in/", false),
            ("swan", "/green/1", true), ("swan", "/white/1", true), ("swan", "/blue/1", false), ("swan", "/in/", false),
            ("crow", "/blue/1", true), ("crow", "/red/1", false), ("crow", "/in/", false),
        ])
    func groups(_ product: String, _ target: String, _ isAllowed: Bool) {
        let text = """
            allow: /in/

            user-agent: Kite
            disallow: /
            allow: /red/
            user-agent: Swan
            disallow: /
            allow: /green/


            allow: /white/
            user-agent: Crow

            user-agent: Kite
            allow: /blue/
            disallow: /
            """
        #expect(allows(text, product, target) == isAllowed)
    }

    @Test(
        "Names of lines are read in any case, and in the spellings that owners use",
        arguments: [
            ("USER-AGENT", "ALLOW", "DISALLOW"), ("user-agent", "allow", "disallow"),
            ("uSeR-aGeNt", "AlLoW", "dIsAlLoW"),
            ("useragent", "allow", "dissallow"), ("user agent", "allow", "dissalow"),
            ("user-agent", "allow", "disalow"),
            ("user-agent", "allow", "diasllow"), ("user-agent", "allow", "disallaw"),
        ])
    func names(_ agent: String, _ allow: String, _ disallow: String) {
        let text = "\(agent): Kite\n\(allow): /a/\n\(disallow): /\n"
        #expect(allows(text, "kite", "/a/b"))
        #expect(!allows(text, "kite", "/c/d"))
    }

    @Test("A product's name ends at its first space; a name with a space is no product")
    func upToTheFirstSpace() {
        let text = "User-Agent: *\nDisallow: /\nUser-Agent: Kite Bird\nAllow: /a/\nDisallow: /\n"
        #expect(allows(text, "kite", "/a/b"))
        #expect(!allows(text, "bird", "/a/b"))
        #expect(ProductToken("kite bird") == nil)
        for value in ["KITE BIRD", "kite bird", "KiTe BiRd"] {
            #expect(!allows("User-Agent: \(value)\nAllow: /a/\nDisallow: /\n", "KiTe", "/b"))
        }
    }

    @Test(
        "A star begins the group for everybody, also with words behind it",
        arguments: [("*", false), ("* all of you", false), ("*all", true), ("**", true)])
    func star(_ value: String, _ isAllowed: Bool) {
        #expect(allows("user-agent: \(value)\ndisallow: /\n", "kite", "/a") == isAllowed)
    }

    @Test("The group for everybody is second to one's own")
    func everybodySecond() {
        let text = "user-agent: *\nallow: /\nuser-agent: Kite\ndisallow: /\n"
        #expect(!allows(text, "kite", "/a"))
        #expect(allows(text, "swan", "/a"))
        #expect(allows("user-agent: Kite\ndisallow: /\n", "swan", "/a"))
    }

    @Test(
        "The rule of most octets decides, Allow among equals, in any order",
        arguments: [
            (["disallow: /a/page.html", "allow: /a/"], "/a/page.html", false),
            (["allow: /a/page.html", "disallow: /a/"], "/a/page.html", true),
            (["allow: /a/page.html", "disallow: /a/"], "/a/", false),
            (["disallow: ", "allow: "], "/a", true), (["disallow: /", "allow: /"], "/a", true),
            (["disallow: /a", "allow: /a/"], "/a", false), (["disallow: /a", "allow: /a/"], "/a/", true),
            (["disallow: /a/page.html", "allow: /a/page.html"], "/a/page.html", true),
            (["allow: /page", "disallow: /*.html"], "/page.html", false),
            (["allow: /page", "disallow: /*.html"], "/page", true),
            (["allow: /a/page.", "disallow: /*.html"], "/a/page.html", true),
            (["allow: /a/page.", "disallow: /*.html"], "/a/b.html", false),
            (["allow: /p", "disallow: /"], "/page", true),
            (["allow: /folder", "disallow: /folder"], "/folder/page", true),
            (["allow: /page", "disallow: /*.htm"], "/page.htm", false), (["allow: /$", "disallow: /"], "/", true),
            (["allow: /$", "disallow: /"], "/page.htm", false),
        ])
    func longest(_ rules: [String], _ target: String, _ isAllowed: Bool) {
        for rules in [rules, rules.reversed()] {
            #expect(allows((["user-agent: *"] + rules).joined(separator: "\n"), "kite", target) == isAllowed)
        }
    }

    /// Which of a dozen addresses a path matches.
    private static let addresses = [
        "/rice", "/rice.html", "/rice/brown.html", "/ricefields", "/ricefields/wet.html", "/rice.html?id=any",
        "/Rice.asp",
        "/wildrice", "/?id=rice", "/rice/", "/rice/?brown", "/rice.php", "/ricefields/wildrice.php?x", "/any.php/",
        "/php/", "/index?php", "/wind.PHP", "/index?f=name.php/", "//folder/any.php.file.html", "/any.php5",
    ]

    @Test(
        "A path matches what begins with it, its stars anything, its dollar the end",
        arguments: [
            ("/rice", [0, 1, 2, 3, 4, 5, 9, 10, 11, 12]), ("/rice*", [0, 1, 2, 3, 4, 5, 9, 10, 11, 12]),
            ("/rice/", [2, 9, 10]), ("/*.php", [11, 12, 13, 17, 18, 19]), ("/*.php$", [11]), ("/rice*.php", [11, 12]),
        ])
    func paths(_ path: String, _ matching: [Int]) {
        let rules = file("user-agent: *\ndisallow: /\nallow: \(path)\n", "kite")
        let addresses = RobotsParserBehaviourTests.addresses
        #expect(addresses.indices.filter { rules.allows(addresses[$0]) } == matching)
    }

    @Test("An address without a path is its root")
    func emptyTarget() {
        #expect(!allows("user-agent: *\ndisallow: /\n", "kite", ""))
        #expect(!allows("user-agent: *\ndisallow: /?a\n", "kite", "?a"))
    }

    @Test(
        "A folder's index page that is allowed does not free the folder, nor does its pattern mean more than it says",
        arguments: [
            ("/in/", false), ("/in/index.html", true), ("/in/index.html?a", true), ("/in/index.htm", false),
            ("/in/a", false), ("/", false), ("/index.html", false), ("/b", false),
        ])
    func index(_ target: String, _ isAllowed: Bool) {
        #expect(allows("User-Agent: *\nAllow: /in/index.html\nDisallow: /\n", "kite", target) == isAllowed)
        #expect(!allows("User-Agent: *\nAllow: /index.html\nAllow: /index.htm\nDisallow: /\n", "kite", "/"))
    }

    @Test("A line counts whole, however long")
    func longLine() {
        let long = "/a/" + String(repeating: "b", count: 17_000)
        let text = "user-agent: *\ndisallow: \(long)/c\nallow: /d\n"
        #expect(allows(text, "kite", long + "/other"))
        #expect(!allows(text, "kite", long + "/c"))
        #expect(file(text, "kite").rules.count == 2)
    }

    @Test(
        "Lines end with CR, LF or both, the last one with nothing",
        arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) {
        let text = ["User-Agent: kite", "Allow: /some", "User-Agent: swan", "", "", "Disallow: /"].joined(
            separator: end)
        for text in [text, text + end] {
            #expect(file(text, "swan").rules.map(\.line) == [6])
            #expect(file(text, "kite").rules.map(\.line) == [2])
        }
        let mixed = "User-Agent: kite\nAllow: /some\r\nUser-Agent: swan\n\r\n\nDisallow: /"
        #expect(file(mixed, "swan").rules.map(\.line) == [6])
    }

    @Test(
        "A byte order mark at the start is skipped, also a part of one; elsewhere it spoils its line",
        arguments: [
            ([0xEF, 0xBB, 0xBF], false), ([0xEF, 0xBB], false), ([0xEF], false), ([], false),
            ([0xEF, 0x11, 0xBF], true),
        ])
    func byteOrderMark(_ mark: [UInt8], _ isSpoilt: Bool) {
        let rest = Array("User-Agent: kite\nDisallow: /\n".utf8)
        #expect(RobotsFile(parsing: mark + rest, product: ProductToken("kite") ?? .dibao).allows("/a") == isSpoilt)
        let later = Array("User-Agent: *\n".utf8) + [0xEF, 0xBB, 0xBF] + Array("Disallow: /a\nDisallow: /b\n".utf8)
        #expect(RobotsFile(parsing: later).allows("/a"))
        #expect(!RobotsFile(parsing: later).allows("/b"))
    }

    @Test("Sitemap lines may stand anywhere")
    func sitemaps() {
        let groups = "User-Agent: kite\nAllow: /some\nUser-Agent: swan\n\n\n"
        let line = "Sitemap: http://example.org/sitemap.xml\n"
        #expect(file(groups + line, "kite").sitemaps == ["http://example.org/sitemap.xml"])
        #expect(file(line + groups, "kite").sitemaps == ["http://example.org/sitemap.xml"])
    }
}
