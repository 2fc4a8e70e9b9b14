package import Model
internal import Storage

/// `dibao source check`: would a visit to these sources bring articles?
package struct SourceCheckJob: Sendable {
    private let configuration: Configuration
    private let console: Console
    private let time: DaemonClock

    package init(_ configuration: Configuration, time: DaemonClock = .system, console: Console) {
        self.configuration = configuration
        self.console = console
        self.time = time
    }

    /// Sources that are looked at at the same time.
    private static let atOnce = 8

    /// Checks the sources with these ids, or all that are enabled, and prints what was seen.
    ///
    /// - Returns: `.someFailed` where one of them would bring nothing.
    /// - Throws: `.badData` for an id that no source has.
    package func run(_ ids: [String], json: Bool) async throws(CommandFailure) -> ExitStatus {
        let sources = try chosen(ids)
        let look = try await SourceInspector(configuration, time: time)
        let results = await results(of: sources, look)
        await look.close()
        console.show(progress: "")
        guard !Task.isCancelled else { throw CommandFailure(.tryAgain, "stopped before it was done") }
        var passed = true
        for result in results {
            let report = try result.get()
            try console.print(json ? jsonText(report) : report.text)
            passed = passed && report.passed
        }
        return passed ? .done : .someFailed
    }

    private func chosen(_ ids: [String]) throws(CommandFailure) -> [SourceConfiguration] {
        guard ids.isEmpty else {
            var sources: [SourceConfiguration] = []
            for id in ids { sources.append(try configuration.source(id)) }
            return sources
        }
        let enabled = configuration.sources.filter(\.isEnabled)
        guard !enabled.isEmpty else {
            throw CommandFailure(
                .badData, "no source is enabled in \(configuration.file ?? Configuration.defaultPaths[0])")
        }
        return enabled
    }

    /// In the order of the sources.
    private func results(
        of sources: [SourceConfiguration], _ look: SourceInspector
    ) async -> [Result<SourceCheck, CommandFailure>] {
        await withTaskGroup(of: (place: Int, result: Result<SourceCheck, CommandFailure>).self) { group in
            var done: [(place: Int, result: Result<SourceCheck, CommandFailure>)] = []
            func note(_ one: (place: Int, result: Result<SourceCheck, CommandFailure>)) {
                done.append(one)
                console.show(progress: "\(done.count)/\(sources.count) sources")
            }
            for (place, source) in sources.enumerated() {
                if place >= SourceCheckJob.atOnce, let one = await group.next() { note(one) }
                group.addTask { (place, await check(source, look)) }
            }
            for await one in group { note(one) }
            return done.sorted { $0.place < $1.place }.map(\.result)
        }
    }

    private func check(
        _ source: SourceConfiguration, _ look: SourceInspector
    ) async -> Result<SourceCheck, CommandFailure> {
        let trial = look.trial(of: source)
        var pages: [SourceCheck.Page] = []
        if configuration.fetch.contact.isEmpty, !source.isOnLoopback {
            let detail = "fetch.contact is empty: the daemon does not visit this source until it names you"
            pages.append(.init(url: nil, steps: [.init(.contact, passed: false, detail)]))
        }
        do throws(StorageFailure) {
            var addresses = source.start
            if !source.issues.isEmpty {
                if let issue = try await trial.newestIssue(of: source) {
                    addresses.append(issue)
                } else {
                    let detail = "no issue of the last days is there: check `epaper`, `from` and `to`"
                    pages.append(
                        .init(url: source.issues.first?.template, steps: [.init(.reachable, passed: false, detail)]))
                }
            }
            for address in addresses {
                let findings = try await trial.run(address)
                pages.append(.init(url: address.description, steps: findings.steps, leftOut: findings.leftOut))
            }
        } catch {
            return .failure(CommandFailure(WorkFailure(error)))
        }
        let passed = pages.allSatisfy { $0.steps.allSatisfy(\.passed) }
        return .success(SourceCheck(id: source.id, name: source.name, passed: passed, pages: pages))
    }
}
