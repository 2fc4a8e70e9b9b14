import Foundation
import Testing

@testable import Daemon

@Suite struct ConfigurationReloadTests {
    private let folder: TemporaryFolder
    private let reload: ConfigurationReload

    init() throws {
        folder = try TemporaryFolder()
        let path = try folder.write("[fetch]\ndelay = \"3s\"\n[sources]\ninclude = [\"sources/*.toml\"]", to: "a.toml")
        reload = ConfigurationReload(path: path, environment: ["DIBAO_FETCH_RETRIES": "7"])
    }

    private func current() throws -> Configuration {
        try Configuration.load(path: "\(folder.path)/a.toml", environment: ["DIBAO_FETCH_RETRIES": "7"])
    }

    @Test func sameFilesAreUnchanged() throws {
        #expect(try reload.read(replacing: current()) == .unchanged)
    }

    @Test func newSourcesAreTakenOverAndVariablesStay() throws {
        let old = try current()
        try folder.write("[[source]]\nid = \"a\"\nstart = \"http://a.example/\"", to: "sources/a.toml")
        guard case .changed(let new, let waiting) = try reload.read(replacing: old) else {
            Issue.record("a new source is a change")
            return
        }
        #expect(new.sources.map(\.id) == ["a"])
        #expect(new.fetch.retries == 7)
        #expect(waiting == [])
    }

    /// Else Traditional text would be archived as it is, under a configuration that says otherwise.
    @Test func conversionWithoutItsDataIsRefused() throws {
        let old = try current()
        let path = try folder.write("[text]\nscript = \"simplified\"", to: "b.toml")
        #expect {
            try ConfigurationReload(path: path, environment: [:], openCC: "/nowhere/t2s.json").read(replacing: old)
        } throws: {
            "\($0)".contains("libopencc-data")
        }
        guard case .changed = try ConfigurationReload(path: path, environment: [:]).read(replacing: old) else {
            Issue.record("another script is a change")
            return
        }
    }

    @Test func whatRunsOnKeepsItsPlaceAndIsNamed() throws {
        let old = try current()
        try folder.write(
            """
            [archive]
            root = "elsewhere"
            time_zone = "Asia/Urumqi"
            [state]
            url = "sqlite:elsewhere.db"
            [capture]
            dir = "elsewhere/warc"
            [http]
            listen = "127.0.0.1:9999"
            [fetch]
            delay = "5s"
            """, to: "a.toml")
        guard case .changed(let new, let waiting) = try reload.read(replacing: old) else {
            Issue.record("another delay is a change")
            return
        }
        #expect(waiting == ["archive.root", "archive.time_zone", "state.url", "capture.dir", "http.listen"])
        #expect(new.archive == old.archive)
        #expect(new.state == old.state)
        #expect(new.fetch.delay == .seconds(5))
    }

    @Test func badConfigurationIsRefusedWithEveryProblem() throws {
        let old = try current()
        try folder.write("[fetch]\ndelay = 3\ncontct = \"x\"", to: "a.toml")
        let error = #expect(throws: ConfigurationError.self) { _ = try reload.read(replacing: old) }
        #expect(error?.problems.count == 2)
        try FileManager.default.removeItem(atPath: "\(folder.path)/a.toml")
        #expect(throws: ConfigurationError.self) { _ = try reload.read(replacing: old) }
    }
}
