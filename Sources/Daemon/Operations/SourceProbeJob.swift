internal import Foundation
internal import Model

/// `dibao source probe` and `dibao source add`: what a site is, and a source made of it.
package struct SourceProbeJob: Sendable {
    private let configuration: Configuration
    private let environment: [String: String]
    private let console: Console
    private let time: DaemonClock

    /// - Parameter environment: what overrides the configuration's file.
    package init(
        _ configuration: Configuration, environment: [String: String] = [:], time: DaemonClock = .system,
        console: Console
    ) {
        self.configuration = configuration
        self.environment = environment
        self.console = console
        self.time = time
    }

    /// What the new source is to be called, where somebody wants to say so.
    package struct Wishes: Hashable, Sendable {
        package var id: String?
        package var name: String?

        package init(id: String? = nil, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }

    /// Prints what was seen as comments, and a `[[source]]` below them.
    ///
    /// - Parameter url: a page that lists articles.
    /// - Returns: `.someFailed` where the page brings no articles.
    /// - Throws: `.unavailable` where it cannot be had, `.notPermitted` where robots.txt forbids it.
    package func probe(_ url: String) async throws(CommandFailure) -> ExitStatus {
        let probe = try await look(at: SourceProbeJob.address(url))
        let draft = SourceDraft(probe, taken: Set(configuration.sources.map(\.id)))
        try console.print(SourceProbeJob.comments(probe) + draft.toml)
        return probe.findings.passed ? .done : .someFailed
    }

    /// Appends a source to a file that the configuration includes.
    ///
    /// - Parameters:
    ///   - file: where to; nil for `sources/added.toml` beside the configuration.
    ///   - isDry: prints what would be written, and writes nothing.
    /// - Throws: `.badData` where the page brings no articles or is followed already; `.badConfiguration` where the
    ///   configuration would be wrong with it or would not see it; `.inputOutput` where the file cannot be written.
    package func add(
        _ url: String, _ wishes: Wishes, file: String?, isDry: Bool
    ) async throws(CommandFailure) -> ExitStatus {
        let address = try SourceProbeJob.address(url)
        guard let settings = configuration.file else {
            throw CommandFailure(
                .badConfiguration,
                "there is no configuration to add to: name one with --config, or make "
                    + Configuration.defaultPaths[0])
        }
        if let known = configuration.sources.first(where: { $0.start.contains(address) }) {
            throw CommandFailure(.badData, "\(address): the source \(known.id) starts there already")
        }
        let probe = try await look(at: address)
        guard probe.findings.passed else {
            let reasons = probe.findings.steps.filter { !$0.passed }.map { "\($0.step.rawValue): \($0.detail)" }
            throw CommandFailure(
                .badData, "\(address) was not added: \(reasons.joined(separator: "; "))")
        }
        let draft = SourceDraft(
            probe, id: wishes.id, name: wishes.name, taken: Set(configuration.sources.map(\.id)))
        let text = SourceProbeJob.comments(probe) + draft.toml
        let target =
            file
            ?? URL(fileURLWithPath: settings).deletingLastPathComponent()
            .appending(path: "sources/added.toml").relativePath
        if isDry {
            try console.print(text)
            console.say("Nothing was written; without --dry-run this goes to \(target).")
            return .done
        }
        try SourceFile(path: target).append(
            text, id: draft.id, settings: settings, environment: environment)
        try console.print("\(draft.id)\t\(target)\n")
        return .done
    }

    private static func address(_ text: String) throws(CommandFailure) -> WebAddress {
        do throws(WebAddressError) {
            return try WebAddress(parsing: text)
        } catch {
            throw CommandFailure(.usage, "\(oneLine(text)): \(error)")
        }
    }

    private func look(at address: WebAddress) async throws(CommandFailure) -> SourceProbe {
        let look = try await SourceInspector(configuration, time: time)
        let result: Result<SourceProbe, CommandFailure>
        do throws(CommandFailure) {
            result = .success(try await look.probe(address))
        } catch {
            result = .failure(error)
        }
        await look.close()
        return try result.get()
    }

    private static func comments(_ probe: SourceProbe) -> String {
        probe.lines.map { line in
            "# \(line.name): " + String(repeating: " ", count: max(0, 9 - line.name.count)) + "\(line.value)\n"
        }
        .joined()
    }
}
