internal import Archiving
internal import Model
internal import Storage

/// `dibao index --rebuild`: the database anew, from the archive's files.
package struct RebuildJob: Sendable {
    private let configuration: Configuration
    private let console: Console

    package init(_ configuration: Configuration, console: Console) {
        self.configuration = configuration
        self.console = console
    }

    /// Waits until nobody else changes the archive, then reads every index.
    ///
    /// - Returns: `.someFailed` where some lines could not be read, each told in one line.
    /// - Throws: `.inputOutput` or `.tryAgain`; the database is as it was then.
    package func run() async throws(CommandFailure) -> ExitStatus {
        let archive = try Works.existingArchive(configuration)
        let store = try Works.store(configuration)
        let report: IndexRebuild.Report
        do {
            let console = console
            let writer = try await archive.lock(as: "dibao index", patience: .seconds(120)) { holder in
                console.say(
                    "dibao: waiting for \(holder.map(\.description) ?? "another process") to let go of the archive")
            }
            report = try await IndexRebuild(archive: writer.archive, store: store).run()
        } catch {
            throw CommandFailure(PageFailure(keeping: error))
        }
        for line in report.unreadable { console.say("dibao: \(line)") }
        for number in report.store.conflicting {
            console.say("dibao: two events have the number \(number); the first one read was kept")
        }
        for number in report.store.dangling {
            console.say("dibao: event \(number) is about an article that no line brings")
        }
        console.say(
            "dibao: rebuilt from \(archive.path): \(report.store.events) events, \(report.store.articles) articles, "
                + "\(report.store.pages) pages")
        return report.unreadable.isEmpty && report.store.conflicting.isEmpty ? .done : .someFailed
    }
}
