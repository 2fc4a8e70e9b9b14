internal import Foundation
internal import Model

/// A file of `[[source]]` tables that grows.
struct SourceFile {
    let path: String

    /// Appends a table if the configuration is right with it, and sees it; else the file is as it was.
    ///
    /// - Parameters:
    ///   - text: TOML.
    ///   - id: of the source in it.
    ///   - settings: the configuration that includes the file.
    /// - Throws: `.badConfiguration` or `.inputOutput`.
    func append(_ text: String, id: String, settings: String) throws(CommandFailure) {
        let before = try contents()
        let gap = before.map { $0.isEmpty ? "" : $0.hasSuffix("\n") ? "\n" : "\n\n" } ?? ""
        try write((before ?? "") + gap + text)
        do throws(ConfigurationError) {
            let configuration = try Configuration.load(path: settings, environment: [:])
            guard !configuration.sources.contains(where: { $0.id == id }) else { return }
        } catch {
            try restore(before)
            throw CommandFailure(.badConfiguration, "nothing was added, the configuration would be wrong:\n\(error)")
        }
        try restore(before)
        throw CommandFailure(
            .badConfiguration,
            "nothing was added: no pattern of sources.include in \(settings) covers \(path); add it there, or name another "
                + "--file")
    }

    /// Nil where there is no such file.
    private func contents() throws(CommandFailure) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw refusal("read", error)
        }
    }

    private func restore(_ before: String?) throws(CommandFailure) {
        if let before { return try write(before) }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw refusal("removed", error)
        }
    }

    /// Whole or not at all: a running daemon may be told to read it at any moment.
    private func write(_ text: String) throws(CommandFailure) {
        do {
            let url = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw refusal("written", error)
        }
    }

    private func refusal(_ what: String, _ error: any Error) -> CommandFailure {
        CommandFailure(.inputOutput, "\(oneLine(path)): cannot be \(what): \(oneLine(error.localizedDescription))")
    }
}
