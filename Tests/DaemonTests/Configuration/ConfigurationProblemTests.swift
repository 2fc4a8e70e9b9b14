import Testing

@testable import Daemon

@Suite struct ConfigurationProblemTests {
    @Test func everyProblemIsToldAtOnceWithFileLineKeyAndExpectation() throws {
        let problems = try problems(
            of: """
                [fetch]
                delay = 2
                max_body = "16MB"

                [text]
                width = "wide"
                """)
        #expect(
            problems == [
                "dibao.toml:2: fetch.delay: expected a duration such as \"30s\" (ms, s, m, h, d), from 0s to 1h, "
                    + "found 2 (an integer)",
                "dibao.toml:3: fetch.max_body: expected a size such as \"16MiB\" (B, KiB, MiB, GiB), "
                    + "from 1KiB to 1GiB, found \"16MB\"",
                "dibao.toml:6: text.width: expected one of \"half\", \"keep\", found \"wide\"",
            ])
    }

    @Test(arguments: [
        ("[fetch]\nuser_agnet = \"x\"", "dibao.toml:2: fetch.user_agnet: unknown key; did you mean user_agent?"),
        ("[fecth]\ndelay = \"1s\"", "dibao.toml:1: fecth: unknown key; did you mean fetch?"),
        ("fetch.robot = true", "dibao.toml:1: fetch.robot: unknown key; did you mean robots?"),
        (
            "[http]\nzzzzzzzzzz = 1",
            "dibao.toml:2: http.zzzzzzzzzz: unknown key; known here: listen, names, origins, rate, token"
        ),
        (
            "[[source]]\nid = \"a\"\nstart = \"http://a.example/\"\nrules = { boby = \"#a\" }",
            "dibao.toml:4: source[0].rules.boby: unknown key; did you mean body?"
        ),
        (
            "[[source]]\nid = \"a\"\nstart = \"http://a.example/\"\nrules = { drop = [\".a\", \"p:first\"] }",
            "dibao.toml:4: source[0].rules.drop: \"p:first\" is no selector: character 2: pseudo-classes such as "
                + "\":first-child\" are not known here; use class, id or attribute; such are \"#zoom\", "
                + "\"div.article > p\""
        ),
    ])
    func unknownKeysNameTheNearestKnownOne(text: String, expected: String) throws {
        #expect(try problems(of: text) == [expected])
    }

    @Test(arguments: [
        ("fetch = 3", "fetch: expected a table ([fetch]), found an integer"),
        ("source = \"x\"", "source: expected tables ([[source]]), found a string"),
        ("[fetch]\ncontact = \"nobody\"", "fetch.contact: expected your page (https://…) or mail address"),
        ("[fetch]\nuser_agent = \"a\\nb\"", "fetch.user_agent: expected a name without line breaks"),
        ("[fetch]\nconcurrency = 0", "fetch.concurrency: expected an integer from 1 to 1024, found 0"),
        ("[fetch]\nretries = 1.5", "fetch.retries: expected an integer from 0 to 20, found 1.5 (a number)"),
        ("[fetch]\nrobots = \"yes\"", "fetch.robots: expected true or false, found \"yes\""),
        ("[fetch]\nproxy = \"ftp://x\"", "fetch.proxy: expected \"\" or an address such as"),
        ("[archive]\ntime_zone = \"Mars/Base\"", "archive.time_zone: expected a time zone such as"),
        ("[archive]\nroot = \"ftp://x\"", "archive.root: expected a folder; this version"),
        ("[state]\nurl = \"mysql:x\"", "state.url: expected \"sqlite:PATH\"; this version"),
        ("[recheck]\nafter = [\"1d\", \"1h\"]", "recheck.after: expected an array, each element a duration"),
        ("[recheck]\nafter = 1979-05-27", "found 1979-05-27 (a date without quotes)"),
        ("[http]\norigins = [\"news.example.org\"]", "or \"*\" for all, found an array with \"news.example.org\""),
        (
            "[http]\norigins = [\"https://news.example.org/\"]",
            "http.origins: expected an array, each element a site's scheme and name"
        ),
        ("[http]\nlisten = \"0.0.0.0:80\"", "http.listen: 0.0.0.0 can be reached from outside: set http.token"),
        ("[[topic]]\nid = \"A b\"\nany = [\"x\"]", "topic[0].id: expected a name of lower-case letters"),
        ("[[topic]]\nid = \"a\"", "topic[0].any: is missing: expected an array, each element a string"),
        (
            "[[hook]]\nname = \"a\"\nexec = [\"analyze\"]",
            "hook[0].exec: expected an array: the program's absolute path"
        ),
    ])
    func wrongValuesSayWhatWasExpected(text: String, expected: String) throws {
        let problems = try problems(of: text)
        #expect(problems.count == 1)
        #expect(problems.first?.contains(expected) == true, "\(problems)")
    }

    @Test func brokenTOMLNamesTheLine() throws {
        let problems = try problems(of: "[fetch]\ndelay = \"2s\"\nretries = = 4\n")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("dibao.toml:3: this is not TOML: ") == true, "\(problems)")
    }

    @Test func nulBytesAreNotTOML() throws {
        #expect(try problems(of: "[fetch]\0\ndelay = 3") == ["dibao.toml: expected TOML text, found NUL bytes"])
    }

    @Test func foundTextCannotSteerATerminal() throws {
        let problem = try #require(problems(of: "[text]\nwidth = \"\\u001b[2Jx\\u202e\"").first)
        #expect(problem.hasSuffix("found \"[2Jx\""))
    }

    @Test func linesCountPastMultilineStringsThatLookLikeTables() throws {
        let text = """
            [fetch]
            user_agent = \"\"\"
            [text]
            width = 3
            \"\"\"
            [text]
            width = 3
            """
        #expect(try problems(of: text).map { $0.prefix(13) } == ["dibao.toml:2:", "dibao.toml:7:"])
    }

    /// The problems of a text that must have some.
    private func problems(of text: String) throws -> [String] {
        do {
            _ = try Configuration.parse(text, path: "dibao.toml")
        } catch {
            return error.problems.map(\.description)
        }
        Issue.record("accepted: \(text)")
        return []
    }
}
