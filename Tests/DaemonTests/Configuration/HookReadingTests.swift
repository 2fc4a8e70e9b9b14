import Model
import Testing

@testable import Daemon

@Suite struct HookReadingTests {
    @Test func everyKeyIsRead() throws {
        let configuration = try Configuration.parse(
            """
            [[hook]]
            name = "alerts"
            url = "https://example.org/hook"
            secret = "0123456789abcdef"
            events = ["article", "gone"]
            sources = ["city"]
            topics = ["flood"]
            with_text = true
            timeout = "5s"

            [[topic]]
            id = "flood"
            name = "洪水"
            any = ["洪水"]
            """, path: "dibao.toml")
        let secret = try #require(WebhookSecret("0123456789abcdef"))
        let address = try WebAddress(parsing: "https://example.org/hook")
        #expect(
            configuration.hooks == [
                .init(
                    name: "alerts", target: .webhook(address, secret), events: ["article", "gone"], sources: ["city"],
                    topics: ["flood"], timeout: .seconds(5), addsText: true)
            ])
    }

    @Test(arguments: [
        ("name = \"a\"", "hook[0].exec: is missing"),
        ("name = \"a\"\nexec = [\"analyze\"]", "the program's absolute path"),
        ("name = \"a\"\nexec = []", "the program's absolute path"),
        ("name = \"a\"\nexec = \"/bin/x; rm\"", "the program's absolute path"),
        ("name = \"a\"\nurl = \"https://x.example/\"", "hook[0].secret: is missing"),
        ("name = \"a\"\nurl = \"https://x.example/\"\nsecret = \"short\"", "at least 16 bytes"),
        ("name = \"a\"\nurl = \"ftp://x.example/\"\nsecret = \"0123456789abcdef\"", "http:// or https://"),
        ("name = \"a\"\nexec = [\"/bin/x\"]\nurl = \"https://x.example/\"", "found both"),
        ("name = \"a\"\nexec = [\"/bin/x\"]\nsecret = \"0123456789abcdef\"", "is for a webhook"),
        ("name = \"a\"\nexec = [\"/bin/x\"]\nevents = [\"fire\"]", "\"reextracted\""),
        ("name = \"a\"\nexec = [\"/bin/x\"]\ntimeout = \"0s\"", "a duration"),
        ("name = \"a\"\nexec = [\"/bin/x\"]\nevent = [\"gone\"]", "did you mean events"),
        (
            "name = \"a\"\nexec = [\"/bin/x\"]\ntopics = [\"flod\"]\n[[topic]]\nid = \"flood\"\nname = \"x\"\nany = [\"x\"]",
            "hook[0].topics: expected ids of [[topic]]s (there are flood), found \"flod\""
        ),
        (
            "name = \"a\"\nexec = [\"/bin/x\"]\n[[hook]]\nname = \"a\"\nexec = [\"/bin/y\"]",
            "dibao.toml:5: hook[1].name: expected another in each [[hook]], found \"a\" again"
        ),
        ("exec = [\"/bin/x\"]", "hook[0].name: is missing"),
    ])
    func mistakesAreNamed(text: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.parse("[[hook]]\n\(text)\n", path: "dibao.toml")
        }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        "[[hook]]\nname = \"a\"\nurl = \"https://x.example/\"\nsecret = \"whsec_MfKQ9r8\"", "[http]\ntoken = 94949494",
        "[fetch]\nproxy = \"somebody:94949494@proxy.example:3128\"",
    ])
    func secretsAreNotShownThoughTheyAreWrong(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.parse(text, path: "dibao.toml") }
        let words = error?.description ?? ""
        #expect(words.contains("not shown here"), "\(words)")
        #expect(!words.contains("MfKQ9r8") && !words.contains("94949494"))
    }
}
