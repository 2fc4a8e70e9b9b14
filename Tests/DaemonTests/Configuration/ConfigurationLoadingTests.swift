import Model
import Testing

@testable import Daemon

@Suite struct ConfigurationLoadingTests {
    @Test func includedFilesAreRelativeToTheFileThatNamesThem() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[sources]\ninclude = [\"sources/*.toml\"]", to: "etc/dibao.toml")
        try folder.write("[[source]]\nid = \"b\"\nstart = \"http://b.example/\"", to: "etc/sources/2.toml")
        try folder.write("[[source]]\nid = \"a\"\nstart = \"http://a.example/\"", to: "etc/sources/1.toml")
        try folder.write("this is not read", to: "etc/sources/notes.txt")
        let configuration = try Configuration.load(path: path, environment: [:])
        #expect(configuration.sources.map(\.id) == ["a", "b"])
        #expect(configuration.file == path)
    }

    @Test func problemsOfAllFilesAreToldTogether() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[fetch]\ndelay = 1", to: "dibao.toml")
        try folder.write("[[source]]\nid = \"a\"", to: "sources/1.toml")
        try folder.write("[[source]]\nid = \"b\"\nstart = \"gopher://x\"", to: "sources/2.toml")
        try folder.write("[fetch]\ndelay = \"1s\"", to: "sources/3.toml")
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(path: path, environment: [:])
        }
        #expect(
            error.problems.map { "\($0.place.dropFirst(folder.path.count)):\($0.line ?? 0) \($0.key ?? "")" }
                == [
                    "/dibao.toml:2 fetch.delay", "/sources/1.toml:1 source[0].start",
                    "/sources/2.toml:3 source[0].start",
                    "/sources/3.toml:1 fetch",
                ])
    }

    @Test func idsMustDifferAcrossFiles() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "dibao.toml")
        for name in ["1", "2"] {
            try folder.write("[[source]]\nid = \"a\"\nstart = \"http://a.example/\"", to: "sources/\(name).toml")
        }
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(path: path, environment: [:])
        }
        #expect(error.description.contains("sources/2.toml: source.id: expected ids that differ, found \"a\" also in"))
    }

    @Test func namedFileThatIsMissingIsAnErrorThatSaysWhy() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(path: "/nonexistent/dibao.toml", environment: [:])
        }
        #expect(error.description == "/nonexistent/dibao.toml: cannot be read: No such file or directory")
    }

    @Test func includedNameWithoutWildcardsMustExist() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("sources.include = [\"mine.toml\", \"more/*.toml\"]", to: "dibao.toml")
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(path: path, environment: [:])
        }
        #expect(error.problems.count == 1)
        #expect(error.description.contains("mine.toml"))
    }

    @Test func fileThatIsNotUTF8IsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([0x66, 0xFF, 0xFE], to: "dibao.toml")
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(path: path, environment: [:])
        }
        #expect(error.description.hasSuffix("expected UTF-8 text"))
    }

    @Test func environmentOverridesSingleKeysOfAnyType() throws {
        let configuration = try Configuration.parse(
            "[fetch]\nretries = 9\ndelay = \"1s\"", path: "dibao.toml",
            environment: [
                "DIBAO_FETCH_RETRIES": "2", "DIBAO_FETCH_CONTACT": "me@example.org", "DIBAO_FETCH_ROBOTS": "false",
                "DIBAO_FETCH_USER_AGENT": "x/1", "DIBAO_RECHECK_AFTER": "[\"2h\"]", "DIBAO_TEXT_WIDTH": "keep",
                "DIBAO_HTTP_TOKEN": "12", "PATH": "/bin",
            ])
        #expect(configuration.fetch.retries == 2)
        #expect(configuration.fetch.delay == .seconds(1))
        #expect(configuration.fetch.contact == "me@example.org")
        #expect(!configuration.fetch.obeysRobots)
        #expect(configuration.fetch.userAgent == "x/1")
        #expect(configuration.recheck.after == [.seconds(7200)])
        #expect(configuration.text.width == .keep)
        #expect(configuration.http.token == "12")
    }

    @Test func wrongAndUnknownVariablesAreNamed() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.parse(
                "", path: "dibao.toml",
                environment: ["DIBAO_FETCH_DELAY": "soon", "DIBAO_FETCH_CONTACTS": "x", "DIBAO_OTHER": "fine"])
        }
        #expect(
            error.problems.map(\.description) == [
                "environment: DIBAO_FETCH_DELAY: expected a duration such as \"30s\" (ms, s, m, h, d), "
                    + "from 0s to 1h, found \"soon\"",
                "environment: DIBAO_FETCH_CONTACTS: unknown variable; did you mean DIBAO_FETCH_CONTACT?",
            ])
    }

    @Test func shippedConfigurationIsValid() throws {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let configuration = try Configuration.load(path: "/\(root)/config/dibao.toml", environment: [:])
        #expect(configuration.fetch == Configuration.Fetch())
        #expect(configuration.sources.count > 30)
        #expect(configuration.waitingNotice != nil)
    }
}
