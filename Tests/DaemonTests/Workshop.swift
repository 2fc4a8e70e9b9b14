import Foundation
import Model
import Storage
import Testing

@testable import Archiving
@testable import Daemon

/// dibao with an archive of its own in a temporary folder; what its commands print is kept.
struct Workshop {
    let folder: TemporaryFolder
    let configuration: Configuration

    /// - Parameters:
    ///   - settings: TOML after the workshop's own `[archive]`, `[state]`, `[capture]` tables; by default a `[fetch]` that
    ///     may dial loopback and does not try again. It serves nothing unless they say so: every daemon would want the
    ///     same port.
    ///   - capture: more keys of its `[capture]`.
    init(
        _ settings: String = "[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nretries = 0\ntimeout = \"10m\"",
        capture: String = ""
    ) throws {
        folder = try TemporaryFolder()
        let text = """
            [archive]
            root = "\(folder.path)/archive"
            [state]
            url = "sqlite:\(folder.path)/state/dibao.db"
            [capture]
            dir = "\(folder.path)/archive/warc"
            \(capture)
            \(settings.contains("[http]") ? "" : "[http]\nlisten = \"\"")
            \(settings)
            """
        let file = try folder.write(text, to: "dibao.toml")
        configuration = try Configuration.parse(text, path: file)
    }

    var settingsFile: String { "\(folder.path)/dibao.toml" }

    /// How a command ended and what it printed.
    struct Run {
        var status: Daemon.ExitStatus
        var output: String
        var errors: String

        var lines: [[Substring]] {
            output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        }
    }

    /// - Parameter sources: in whose name pages of a site are fetched.
    func fetch(
        _ urls: [String], output: FetchJob.Output = .line, sources: [String: String] = [:], time: DaemonClock = .system
    ) async throws -> Run {
        try await run { console throws(CommandFailure) in
            let job = FetchJob(
                configuration, output: output, sourceOfSite: sources, time: time, console: console,
                logger: console.logger())
            return try await job.run(AsyncStream(urls), total: urls.count)
        }
    }

    func extract(_ paths: [String], _ options: ExtractJob.Options = .init()) async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await ExtractJob(configuration, options: options, console: console).run(paths)
        }
    }

    func show(_ id: String, json: Bool = false) async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await ShowJob(configuration, console: console).run(id: id, json: json)
            return .done
        }
    }

    func rebuild() async throws -> Run {
        try await run { console throws(CommandFailure) in
            try await RebuildJob(configuration, console: console).run()
        }
    }

    /// Runs a command's work with a console that writes to files; a failure becomes its status and message.
    func run(_ work: (Console) async throws(CommandFailure) -> Daemon.ExitStatus) async throws -> Run {
        let names = ["stdout", "stderr"].map { "\(folder.path)/\($0)-\(UUID().uuidString)" }
        let files = try names.map { name in
            _ = FileManager.default.createFile(atPath: name, contents: nil)
            return try #require(FileHandle(forWritingAtPath: name))
        }
        defer {
            for name in names { try? FileManager.default.removeItem(atPath: name) }  // the folder goes anyway
        }
        let console = Console(output: files[0].fileDescriptor, errors: files[1].fileDescriptor)
        var status: Daemon.ExitStatus
        do throws(CommandFailure) {
            status = try await work(console)
        } catch {
            console.say(error.description)
            status = error.status
        }
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Run(status: status, output: texts[0], errors: texts[1])
    }

    /// Paths of the texts in the archive, sorted.
    var texts: [String] {
        folder.files().filter { $0.hasPrefix("archive/2") && $0.hasSuffix(".txt") && !$0.contains("/attachments/") }.map
        { String($0.dropFirst(8)) }
    }

    func text(_ file: String) throws -> String { try folder.text(of: "archive/\(file)") }

    /// All events of all indexes, by their numbers; every line must be one.
    func events(in root: String = "archive") throws -> [Event] {
        let indexes = folder.files().filter { $0.hasPrefix("\(root)/2") && $0.hasSuffix("index.jsonl") }
        let lines = try indexes.flatMap { try folder.text(of: $0).split(separator: "\n") }
        return try lines.map { try EventLine().event(of: String($0)) }.sorted { $0.sequence < $1.sequence }
    }

    func openStore() throws -> SQLiteStore {
        try SQLiteStore(path: "\(folder.path)/state/dibao.db", coder: EventLine())
    }
}
