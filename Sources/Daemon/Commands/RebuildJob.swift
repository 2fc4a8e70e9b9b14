internal import Archiving
internal import Model
internal import Storage

/// `dibao index --rebuild`: the database and the search index anew, from the archive's files.
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
        // The files have the topics of the day on which each was archived.
        if !configuration.topics.isEmpty { _ = try await TopicsJob(configuration, console: console).apply() }
        try await rebuildSearch(archive, store)
        return report.unreadable.isEmpty && report.store.conflicting.isEmpty ? .done : .someFailed
    }

    /// Stopped before it is done, it is completed by the daemon, or by the next search.
    private func rebuildSearch(_ archive: ArchiveFolder, _ store: SQLiteStore) async throws(CommandFailure) {
        let console = console
        let index = try await emptySearchIndex()
        let follower = SearchFollower(
            archive: archive, store: store, index: index, whenMissing: { console.say("dibao: \($0)") })
        try await follower.catchUp { done, all in
            console.show(progress: "\(progressBar(done, of: all)) search index, \(done) of \(all) events")
        }
        console.show(progress: "")
    }

    private func emptySearchIndex() async throws(CommandFailure) -> SQLiteSearchIndex {
        let (path, state) = try Works.searchPath(configuration)
        return try await stored { () throws(StorageFailure) in
            do throws(StorageFailure) {
                let index = try SQLiteSearchIndex(path: path, state: state)
                try await index.clear()
                return index
            } catch {
                // Nobody can work with a damaged one either: it goes.
                guard case .corrupt = error else { throw error }
                try SQLiteSearchIndex.remove(path: path)
                return try SQLiteSearchIndex(path: path, state: state)
            }
        }
    }
}
