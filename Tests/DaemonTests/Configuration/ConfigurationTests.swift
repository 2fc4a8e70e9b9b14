import Model
import Testing

@testable import Daemon

@Suite struct ConfigurationTests {
    @Test func emptyFileMeansTheContractsDefaults() throws {
        let configuration = try Configuration.parse("", path: "dibao.toml")
        #expect(configuration.archive == Configuration.Archive())
        #expect(configuration.archive.root == "archive")
        #expect(configuration.state.path == "state/dibao.db")
        #expect(configuration.fetch == Configuration.Fetch())
        #expect(configuration.fetch.maxBodyBytes == 16_777_216)
        #expect(
            configuration.recheck.after == [.seconds(3600), .seconds(86_400), .seconds(604_800), .seconds(2_592_000)])
        #expect(configuration.http.listen == ListenAddress(host: "127.0.0.1", port: 8420))
        #expect(configuration.sources.isEmpty)
    }

    @Test func everyKeyOfTheContractIsRead() throws {
        let configuration = try Configuration.parse(
            """
            [archive]
            root = "/srv/archive"
            time_zone = "Asia/Urumqi"
            [state]
            url = "sqlite:/srv/dibao.db"
            [fetch]
            contact = "press@example.org"
            user_agent = "gazette/2 (+{contact})"
            concurrency = 8
            per_host = 2
            delay = "500ms"
            timeout = "1m"
            max_body = "64KiB"
            retries = 0
            robots = false
            private_addresses = true
            proxy = "socks5h://127.0.0.1:1080"
            [text]
            width = "keep"
            script = "simplified"
            [capture]
            warc = false
            dir = "/var/warc"
            attachments = true
            [recheck]
            after = []
            [http]
            listen = "[::1]:80"
            token = "secret"
            [sources]
            include = []
            [[topic]]
            id = "bqw"
            name = "百千万工程"
            any = ["百千万工程", "百县千镇万村"]
            [[hook]]
            name = "analyzer"
            exec = ["/usr/local/bin/analyze", "--fast"]
            """, path: "dibao.toml")
        #expect(configuration.archive.root == "/srv/archive")
        #expect(configuration.archive.timeZone == "Asia/Urumqi")
        #expect(configuration.state.path == "/srv/dibao.db")
        #expect(configuration.fetch.userAgent == "gazette/2 (+press@example.org)")
        #expect(configuration.fetch.concurrency == 8)
        #expect(configuration.fetch.perHost == 2)
        #expect(configuration.fetch.delay == .milliseconds(500))
        #expect(configuration.fetch.timeout == .seconds(60))
        #expect(configuration.fetch.maxBodyBytes == 65_536)
        #expect(configuration.fetch.retries == 0)
        #expect(!configuration.fetch.obeysRobots)
        #expect(configuration.fetch.allowsPrivateAddresses)
        #expect(configuration.fetch.proxy == "socks5h://127.0.0.1:1080")
        #expect(configuration.text == Configuration.Text(width: .keep, script: .simplified))
        #expect(
            configuration.capture == Configuration.CaptureSettings(isOn: false, folder: "/var/warc", attachments: true))
        #expect(configuration.recheck.after.isEmpty)
        #expect(configuration.http == Configuration.HTTP(listen: ListenAddress(host: "::1", port: 80), token: "secret"))
        #expect(configuration.topics == [.init(id: "bqw", name: "百千万工程", any: ["百千万工程", "百县千镇万村"])])
        #expect(
            configuration.hooks == [.init(name: "analyzer", target: .program(["/usr/local/bin/analyze", "--fast"]))])
    }

    @Test func userAgentWithoutContactHasNoEmptyBrackets() {
        #expect(Configuration.Fetch().userAgent == "dibao/1.0")
        #expect(Configuration.Fetch(userAgentTemplate: "{contact}").userAgent == "dibao")
    }

    @Test func sourcesOnPublicAddressesWaitUntilAContactIsSet() throws {
        let sources = """
            [[source]]
            id = "far"
            start = "https://www.example.org/news/"
            [[source]]
            id = "near"
            start = ["http://127.0.0.1:8431/", "http://localhost:8432/", "http://[::1]/"]
            [[source]]
            id = "paper"
            epaper = "http://paper.example.org/{yyyy}/{MM}-{dd}/"
            to = "2020-01-01"
            [[source]]
            id = "off"
            start = "https://www.example.net/"
            enabled = false
            """
        let silent = try Configuration.parse(sources, path: "config/dibao.toml")
        #expect(silent.waitingSources.map(\.id) == ["far", "paper"])
        #expect(silent.waitingNotice?.contains("2 sources on public addresses wait until fetch.contact") == true)
        #expect(silent.waitingNotice?.contains("config/dibao.toml") == true)

        let named = try Configuration.parse("fetch.contact = \"a@example.org\"\n" + sources, path: "dibao.toml")
        #expect(named.waitingSources.isEmpty)
        #expect(named.waitingNotice == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:8420", true), ("127.9.9.9:1", true), ("localhost:0", true), ("[::1]:80", true),
        ("0.0.0.0:8420", false), ("192.0.2.1:80", false), ("127.evil.example:80", false),
    ])
    func listenAddressKnowsLoopback(text: String, isLoopback: Bool) throws {
        #expect(try #require(ListenAddress(text)).isLoopback == isLoopback)
    }

    @Test(arguments: ["", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "a b:80", "http://x:80"])
    func listenAddressRefusesWhatHasNoHostOrPort(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    /// What is not built is refused when the configuration is read, in one line, before anything else is done.
    @Test(arguments: [
        ("[archive]\nroot = \"s3://bucket/prefix\"", "archive.root"),
        ("[state]\nurl = \"postgres://u:geheim@db.example/dibao\"", "state.url"),
    ])
    func whatIsNotBuiltIsRefusedAtOnce(text: String, key: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try Configuration.parse(text, path: "dibao.toml") }
        #expect(error.description.contains(key) && error.description.contains("this version has no other"))
        #expect(!error.description.contains("geheim"))
        #expect(!error.description.contains("\n"))
    }
}
