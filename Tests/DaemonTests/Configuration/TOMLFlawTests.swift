import PropertyTesting
import Testing

@testable import Daemon

/// toml++ ends the process where a table's name does not begin like one, and where tables nest without end.
@Suite struct TOMLFlawTests {
    @Test(
        arguments: [
            ("[$]", 1), ("[=]", 1), ("[ ẞ]", 1), ("[[\n]]", 1), ("[", nil), ("[]", nil), ("[a]\n[+x]\n", 2),
            ("[fetch]\nuser_agent = \"\"\"\n[$]\n\"\"\"\n[$]", 5), ("# \"\"\"\n[$]", 2), ("x = '[$]'\n[$]", 2),
            ("x = [\n[1],\n]\n[$]", 4), ("x = = 1\n[$]", nil), ("x = [1, }", 1), ("x = [\u{3000}]", 1),
            ("x = {a = ]", 1),
            ("x = \u{B}", 1), ("]", 1), (String(repeating: "a.", count: 100_000) + "b = 1", 1),
            ("[" + String(repeating: "a.", count: 100_000) + "b]", 1),
            ("x = " + String(repeating: "[", count: 100_000), 1),
            ("x = " + String(repeating: "{a=", count: 100_000), 1),
        ] as [(String, Int?)])
    func whatTheParserWouldNotSurviveIsAProblem(text: String, line: Int?) throws {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.parse(text, path: "a.toml") }
        let problem = try #require(error?.problems.first)
        #expect(error?.problems.count == 1)
        #expect(problem.message.hasPrefix("this is not TOML: "), "\(problem)")
        if let line { #expect(problem.line == line && problem.message.contains("expected"), "\(problem)") }
        #expect(throws: ConfigurationError.self) {
            try Configuration.parse("", path: "a.toml", environment: ["DIBAO_FETCH_RETRIES": "4\n\(text)"])
        }
    }

    /// Pieces of TOML in any order.
    @Test func whateverIsWrittenTheParserSurvives() async {
        let pieces = [
            "[", "]", "{", "}", ",", "=", "\n", " ", "-", "+", ".", "_", "e", "T", "Z", ":", "0", "0x", "0b", "1", "9",
            "inf",
            "nan", "true", "fals", "\"", "'", "\"\"\"", "\u{27}\u{27}\u{27}", "\\", "\\u12", "#", "a", "a.b",
            "1979-05-27", "07:32", "\r", "\r\n",
            "[[", "]]", "[a]", "a = ", "1_", "_1", "\t", "é", "u", "\\U0010FFFF", "x = [1,", "b = {",
        ]
        await checkProperty { choices in
            choices.array(0...16) { $0.pick(pieces) }.joined()
        } claim: { text in
            _ = try? ConfigurationDocument(path: "a.toml", text: text)
            return nil
        }
    }

    @Test(arguments: [
        "a = [ [1, 2], [\n[3] ] ]", "[a.'b$'.\"c\"]", "[[ a ]]", "a = '''\n[$]\n'''", "a = \"\\\"\\\\\" # [$\n[b]", "",
        "a = \"\"\"x\"\"\"\"\"\n[b]", "a = {b = [1]}\n[-_9]", "\r\n[a]\r\n",
    ])
    func bracketsInTheirPlacesAreNoFlaw(text: String) {
        #expect(TOMLFlaw(in: text) == nil)
    }
}
