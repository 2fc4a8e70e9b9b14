import Model
import Testing

@testable import Daemon

@Suite struct SourceReadingTests {
    @Test func everyKeyOfASourceIsRead() throws {
        let source = try source(
            """
            id = "jiangmen"
            name = "江门市人民政府"
            start = ["http://www.jiangmen.gov.cn/jmyw/"]
            every = "15m"
            kind = "list"
            article = ['/content/post_\\d+\\.html$']
            epaper = "http://dzb.example/html/{yyyy}-{MM}/{dd}/node_2.htm"
            from = "2024-01-01"
            to = "2024-12-31"
            max_pages = 5
            rules = { body = "#zoom", title = "h1", date = ".time", drop = [".share"] }
            expect = { weekday = 12, weekend = 4 }
            time_zone = "Asia/Urumqi"
            enabled = false
            """)
        #expect(source.id == "jiangmen")
        #expect(source.name == "江门市人民政府")
        #expect(source.start.map(\.description) == ["http://www.jiangmen.gov.cn/jmyw/"])
        #expect(source.every == .seconds(900))
        #expect(source.kind == .list)
        #expect(source.articlePatterns == ["/content/post_\\d+\\.html$"])
        #expect(source.maxPages == 5)
        #expect(source.rules.rules.map(\.part) == [.body, .title, .date, .drop])
        #expect(source.rules.rules.map(\.selector.text) == ["#zoom", "h1", ".time", ".share"])
        #expect(source.expected == ExpectedArticles(weekday: 12, weekend: 4))
        #expect(source.timeZone == "Asia/Urumqi")
        #expect(!source.isEnabled)
        let issue = try #require(source.issues.first)
        let may = try #require(Day("2024-05-06"))
        #expect(issue.address(of: may)?.description == "http://dzb.example/html/2024-05/06/node_2.htm")
        #expect(try issue.address(of: #require(Day("2023-12-31"))) == nil)
        #expect(try issue.address(of: #require(Day("2025-01-01"))) == nil)
    }

    @Test func shortSourceTakesTheDefaults() throws {
        let source = try source("id = \"a\"\nstart = \"http://a.example/\"")
        #expect(source.name == "a")
        #expect(source.every == .seconds(1800))
        #expect(source.maxPages == 3)
        #expect(source.kind == nil)
        #expect(source.expected == nil)
        #expect(source.isEnabled)
    }

    @Test func schemesOfAnEPaperMayChangeOverTheYears() throws {
        let source = try source(
            """
            id = "paper"
            epaper = [
                { url = "http://old.example/{yyyy}{MM}{dd}/", to = "2019-12-31" },
                { url = "http://new.example/{yyyy}-{MM}/{dd}/", from = "2020-01-01" },
            ]
            """)
        let (before, after) = (try #require(Day("2019-12-31")), try #require(Day("2020-01-01")))
        #expect(source.issues.compactMap { $0.address(of: before) }.map(\.host) == ["old.example"])
        #expect(source.issues.compactMap { $0.address(of: after) }.map(\.host) == ["new.example"])
    }

    @Test(arguments: [
        ("start = \"http://a.example/\"", "id: is missing"),
        ("id = \"manual\"\nstart = \"http://a.example/\"", "not \"manual\""),
        ("id = \"A/../b\"\nstart = \"http://a.example/\"", "expected a name of lower-case letters"),
        ("id = \"a\"", "start: is missing: expected the list pages, or \"epaper\""),
        ("id = \"a\"\nstart = \"a.example\"", "expected an address that starts with http:// or https://"),
        ("id = \"a\"\nstart = [\"http://a.example/\", 3]", "start: expected an address"),
        ("id = \"a\"\nstart = \"http://a.example/\"\nevery = \"1s\"", "every: expected a duration"),
        (
            "id = \"a\"\nstart = \"http://a.example/\"\nkind = \"page\"",
            "expected one of \"list\", \"feed\", \"sitemap\""
        ),
        ("id = \"a\"\nstart = \"http://a.example/\"\narticle = \"(\"", "article: expected a regular expression"),
        ("id = \"a\"\nepaper = \"http://a.example/\"", "expected an address with {yyyy}, {MM} and {dd}"),
        ("id = \"a\"\nepaper = \"http://a.example/{dd}{hh}\"", "expected an address with {yyyy}, {MM} and {dd}"),
        (
            "id = \"a\"\nepaper = \"http://a.example/{dd}\"\nfrom = \"2024-02-01\"\nto = \"2024-01-01\"",
            "to: expected a day that is not before 2024-02-01"
        ),
        ("id = \"a\"\nepaper = \"http://a.example/{dd}\"\nfrom = \"2024-02-30\"", "from: expected a day"),
        ("id = \"a\"\nepaper = [{ from = \"2024-01-01\" }]", "source[0].epaper[0].url: is missing"),
        ("id = \"a\"\nstart = \"http://a.example/\"\nexpect = { weekday = -1 }", "expect.weekday: expected an integer"),
        ("id = \"a\"\nstart = \"http://a.example/\"\nenabld = true", "did you mean enabled?"),
        (json("items = \"data..list\""), "source[0].json.items: expected a path such as \"data.list\""),
        (json("link = \"/{id.html\""), "source[0].json.link: expected a path such as \"url\", or a template"),
        (json("next = \"http://a.example/{p}\""), "source[0].json.next: expected a path to the next page's address"),
        (json("item = \"a\""), "did you mean items?"),
        (json("date = 3"), "source[0].json.date: expected a path"),
        (
            "id = \"a\"\nstart = \"http://a.example/\"\njson = { items = \"a\" }",
            "source[0].kind: expected \"json\", because `json` says where what is"
        ),
    ])
    func wrongSourcesAreRefused(text: String, expected: String) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.parse("[[source]]\n" + text, path: "dibao.toml")
        }
        #expect(error.problems.count == 1, "\(error)")
        #expect(error.description.contains(expected), "\(error)")
    }

    @Test func whereAListInJSONHasWhatIsRead() throws {
        let keys = """
            items = "data.list", link = "/a/{id}.html", title = "t", date = "d", pages = "n",
            next = "http://a.example/?p={page}"
            """.replacing("\n", with: " ")
        let scheme = try #require(try source(Self.json(keys)).json)
        #expect(scheme.items == JSONPath("data.list"))
        #expect(scheme.link?.description == "/a/{id}.html")
        #expect(scheme.title == JSONPath("t") && scheme.date == JSONPath("d") && scheme.pages == JSONPath("n"))
        guard case .numbered(let template) = scheme.next else {
            Issue.record("no template")
            return
        }
        #expect(template.address(of: 2)?.query == "p=2")
        #expect(try source(Self.json("next = \"data.next\"")).json?.next == .path(#require(JSONPath("data.next"))))
    }

    private static func json(_ keys: String) -> String {
        "id = \"a\"\nstart = \"http://a.example/\"\nkind = \"json\"\njson = { \(keys) }"
    }

    private func source(_ text: String) throws -> SourceConfiguration {
        let configuration = try Configuration.parse("[[source]]\n" + text, path: "dibao.toml")
        return try #require(configuration.sources.first)
    }
}

@Suite struct RulesReadingTests {
    @Test(arguments: ["{ body = \"#zoom\", drop = [\".a\", \".b\"] }", " body = \"#zoom\", drop = [\".a\", \".b\"] "])
    func theyAreWrittenAsInASourcesFile(text: String) throws {
        let rules = try ExtractionRules(parsing: text).rules
        #expect(rules.map(\.part) == [.body, .drop, .drop])
        #expect(rules.map(\.selector.text) == ["#zoom", ".a", ".b"])
        #expect(problemOfRules(text) == nil)
    }

    @Test(arguments: [
        ("body = \"p:first\"", "rules.body: \"p:first\" is no selector: character 2"),
        ("bdy = \"p\"", "rules.bdy: unknown key; did you mean body?"), ("body = 3", "rules.body: expected a string"),
        ("#zoom", "this is not TOML"), ("body = [\"a\"]", "rules.body: expected a string"),
        ("drop = [\"a\", \"\"]", "rules.drop: expected a string that is not empty, or an array of such"),
    ])
    func whatIsWrongIsTold(text: String, problem: String) throws {
        #expect(try #require(problemOfRules(text)).hasPrefix(problem), "\(problemOfRules(text) ?? "")")
    }
}
