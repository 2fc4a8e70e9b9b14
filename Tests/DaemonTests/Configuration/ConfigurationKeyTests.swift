import Foundation
import Model
import PropertyTesting
import Serving
import Testing

@testable import Daemon

/// What is decided about each key holds: what a reload does with it, that its value is not shown, that it is documented.
@Suite struct ConfigurationKeyTests {
    @Test(arguments: ConfigurationKey.allCases)
    func aReloadAppliesAChangeOrNamesItAsWaiting(key: ConfigurationKey) throws {
        let folder = try TemporaryFolder()
        for (place, id) in [("few", "f"), ("many", "m")] {
            try folder.write("[[source]]\nid = \"\(id)\"\nstart = \"http://\(id).example/\"", to: "\(place)/a.toml")
        }
        let path = try folder.write(ConfigurationSamples.document(), to: "a.toml")
        let old = try Configuration.load(path: path, environment: [:])
        let reload = ConfigurationReload(path: path, environment: [:])
        #expect(try reload.read(replacing: old) == .unchanged)
        try folder.write(ConfigurationSamples.document(changing: key), to: "a.toml")
        let written = try Configuration.load(path: path, environment: [:])
        let outcome = try reload.read(replacing: old)
        if key == .sourceKind {
            // Beside a scheme only one kind is right: the others are in SourceReadingTests.
            #expect(outcome == .unchanged)
            return
        }
        switch key.effect {
        case .reload:
            #expect(outcome == .changed(written, afterRestart: []))
            #expect(written != old)
            #expect(ConfigurationKeyTests.opened(by: written) == ConfigurationKeyTests.opened(by: old))
        case .restart:
            #expect(outcome == .changed(old, afterRestart: [key.rawValue]))
            #expect(ConfigurationKeyTests.opened(by: written) != ConfigurationKeyTests.opened(by: old))
        }
    }

    /// What the daemon opens once, when it starts, as far as the configuration decides it.
    private static func opened(by configuration: Configuration) -> [AnyHashable] {
        let server = configuration.http.listen.map { HTTPSettings(configuration.http, $0) }
        return [
            configuration.archive, configuration.state, configuration.capture.folder, AnyHashable(server),
        ]
    }

    private static let secret = "Geheim-9f8e7d6c"

    /// Ways to write a secret where something else is expected.
    private static let wrongSecrets = [
        "\"\(secret)\"", "[\"\(secret)\"]", "[1, \"\(secret)\"]", "{ a = \"\(secret)\" }",
        "\"ftp://u:\(secret)@a.example/\"",
        "\"http://u:\(secret)@\"", "\"postgres:u:\(secret)@a.example/\"", "\"mysql://u:\(secret)@a.example/db\"",
        "\"host=a password=\(secret)\"", "\"https://a b.example/\(secret)\"", "\"\(secret)\\n\"",
        "\"\\u001b\(secret)\"",
        "\"\(String(repeating: "x", count: 80))\(secret)@a.example\"",
        // These are no TOML.
        secret, "\"\(secret)", "'\(secret)", "\(secret)\"", "\"\(secret)\" \(secret)", "\"\(secret)\\q\"",
        "\"a\"\(secret)",
        "\"\"\"\(secret)", "{ \(secret) }", "[ \"\(secret)\"", "= \"\(secret)\"", "tru\(secret)", "0x\(secret)",
        "1\(secret)",
        "1987-\(secret)", "'it''s \(secret)'", "+\(secret)", "inf\(secret)",
    ]

    @Test(arguments: ConfigurationKey.allCases.filter(\.isSecret))
    func noErrorShowsASecret(key: ConfigurationKey) throws {
        for value in ConfigurationKeyTests.wrongSecrets {
            let text = try ConfigurationSamples.document(changing: key, to: value)
            ConfigurationKeyTests.expectNoSecret { try Configuration.parse(text, path: "a.toml") }
            let variable = "DIBAO_\(key.table.uppercased())_\(key.name.uppercased())"
            for written in [value, value.replacing("\"", with: "")] {
                ConfigurationKeyTests.expectNoSecret {
                    try Configuration.parse(
                        "", path: "a.toml", environment: [variable: written, "\(variable)X": written])
                }
            }
        }
    }

    @Test(arguments: ["archive", "state", "fetch", "http", "sources", "topic", "hook", "source"])
    func noErrorShowsASecretInPlaceOfATable(table: String) {
        for value in ConfigurationKeyTests.wrongSecrets {
            for text in ["\(table) = \(value)", "[\(table)]\nunknown = \(value)", "[[\(table)]]\nunknown = \(value)"] {
                ConfigurationKeyTests.expectNoSecret { try Configuration.parse(text, path: "a.toml") }
            }
        }
    }

    /// A password before a host is hidden wherever an address is shown.
    @Test(arguments: [ConfigurationKey.sourceStart, .sourceEpaper, .archiveRoot, .fetchContact, .httpOrigins])
    func noErrorShowsAPasswordInAnAddress(key: ConfigurationKey) throws {
        let secret = ConfigurationKeyTests.secret
        for address in ["ftp://u:\(secret)@a.example/", "ftp://u:a/b@\(secret)@a.example/", "http://u:\(secret)@\\n"] {
            for value in ["\"\(address)\"", "[\"\(address)\"]"] {
                let text = try ConfigurationSamples.document(changing: key, to: value)
                ConfigurationKeyTests.expectNoSecret { try Configuration.parse(text, path: "a.toml") }
            }
        }
    }

    private static func expectNoSecret(_ read: () throws -> Configuration) {
        do {
            _ = try read()
        } catch {
            #expect(!"\(error)".contains(secret), "\(error)")
        }
    }

    @Test(arguments: [
        ("0.0.0.0:8420", "fifteen-charact", false), ("0.0.0.0:8420", "sixteen-characte", true),
        ("0.0.0.0:8420", "", false),
        ("[::]:8420", "short", false), ("news.example.org:80", "short", false), ("127.0.0.1:8420", "short", true),
        ("[::1]:8420", "short", true), ("localhost:8420", "short", true), ("", "short", true),
    ])
    func aShortTokenIsForLoopbackOnly(listen: String, token: String, isRight: Bool) throws {
        let text = "[http]\nlisten = \"\(listen)\"\ntoken = \"\(token)\""
        do {
            _ = try Configuration.parse(text, path: "a.toml")
            #expect(isRight)
        } catch {
            #expect(!isRight)
            guard !token.isEmpty else { return }
            #expect("\(error)".hasPrefix("a.toml:3: http.token: has fewer than 16 characters"), "\(error)")
            #expect(!"\(error)".contains(token))
        }
    }

    @Test func theShippedFileNamesEveryKey() throws {
        let root = URL(filePath: #filePath).appending(path: "../../../../").standardizedFileURL
        let text = try String(contentsOf: root.appending(path: "config/dibao.toml"), encoding: .utf8)
        for key in ConfigurationKey.allCases {
            let name = try Regex("(?m)(^|[^a-z_])\(key.name)\\s*=")
            #expect(text.contains(name), "config/dibao.toml does not name \(key.rawValue)")
        }
    }
}
