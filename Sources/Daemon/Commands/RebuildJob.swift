internal import Archiving
package import Logging
internal import Model
internal import Storage

/// `dibao index --rebuild`: the database and the search index anew, from the archive's files.
///
/// | the database | becomes |
/// |---|---|
/// | sound | rebuilt in its place, in one transaction |
/// | missing | made in a file beside its place, which gets its name once it is whole |
/// | damaged, no database, of a later dibao | the same; the old one is set aside then, under another name |
package struct RebuildJob: Sendable {
    private let configuration: Configuration
    private let console: Console
    private let logger: Logger

    package init(_ configuration: Configuration, console: Console, logger: Logger? = nil) {
        self.configuration = configuration
        self.console = console
        self.logger = logger ?? console.logger()
    }

    /// Waits until nobody else changes the archive, then reads every index. Ended at any moment, it leaves the database
    /// as it was, or the new one.
    ///
    /// - Returns: `.someFailed` where some lines could not be read, or some texts are named by none, each told in one line.
    /// - Throws: `.inputOutput` or `.tryAgain`; the database is as it was then.
    package func run() async throws(CommandFailure) -> ExitStatus {
        let archive = try Wiring.existingArchive(configuration)
        let report: IndexRebuild.Report
        do {
            report = try await rebuild(archive)
        } catch {
            throw (error as? CommandFailure) ?? CommandFailure(WorkFailure(error))
        }
        for line in report.unreadable { console.say("dibao: \(line)") }
        for number in report.store.conflicting {
            console.say("dibao: two events have the number \(number); the first one read was kept")
        }
        for number in report.store.dangling {
            console.say("dibao: event \(number) is about an article that no line brings")
        }
        for file in report.unnamed {
            console.say(
                "dibao: \(archive.path)/\(file): no line of an index names this text; where it came from is lost")
        }
        if !report.store.restored.isEmpty {
            console.say(
                "dibao: \(report.store.restored.count) events that the indexes had lost were written to them again")
        }
        console.say(
            "dibao: rebuilt from \(archive.path): \(report.store.events) events, \(report.store.articles) articles, "
                + "\(report.store.pages) pages")
        // The files have the topics of the day on which each was archived.
        if !configuration.topics.isEmpty { _ = try await TopicsJob(configuration, console: console).apply() }
        try await rebuildSearch(archive)
        let isWhole = report.unreadable.isEmpty && report.store.conflicting.isEmpty && report.unnamed.isEmpty
        return isWhole ? .done : .someFailed
    }

    private func rebuild(_ archive: ArchiveFolder) async throws -> IndexRebuild.Report {
        let console = console
        let writer = try await archive.lock(as: "dibao index", patience: .seconds(120)) { holder in
            console.say("dibao: waiting for \(holder.map(\.description) ?? "another process") to let go of the archive")
        }
        if let store = try await soundStore() {
            let report = try await fill(store, writer)
            try store.close()
            return report
        }
        let path = configuration.state.path
        let daemon = try daemonLock(path)
        defer { withExtendedLifetime(daemon) {} }
        let draft = SQLiteFiles.draft(of: path)
        try SQLiteFiles.remove(draft)
        let store = try SQLiteStore(path: draft, coder: EventLine())
        let report = try await fill(store, writer)
        try store.closeWhole()
        if let aside = try SQLiteFiles.put(draft, inPlaceOf: path, at: .now) {
            console.say(
                "dibao: \(path) was set aside as \(aside); what no file holds is made anew: every reader of the journal gets "
                    + "it from its beginning, every source is due at once")
        }
        return report
    }

    /// Reads the files into the database, and completes what is unfinished in both.
    private func fill(_ store: SQLiteStore, _ writer: borrowing ArchiveWriter) async throws -> IndexRebuild.Report {
        var report = try await IndexRebuild(archive: writer.archive, store: store).run()
        let mending = try Wiring.captures(configuration, writer.archive)?.mending
        let settling = ArchiveSettling(archive: writer.archive, store: store, captures: mending, logger: logger)
        try await settling.begin(writer)
        try await settling.settle(writer)
        let archive = writer.archive
        report.unnamed = try report.unnamed.filter { try archive.holds($0) }
        return report
    }

    /// The database, if it is there and nothing is wrong with it; what is wrong is told.
    private func soundStore() async throws -> SQLiteStore? {
        do throws(StorageFailure) {
            guard let store = try Wiring.openStore(configuration) else { return nil }
            console.show(progress: "checking the database")
            let problems: [String]
            do throws(StorageFailure) { problems = try await store.problems() } catch {
                try? store.close()  // it is damaged, and replaced
                throw error
            }
            console.show(progress: "")
            guard let problem = problems.first else { return store }
            try? store.close()  // it is damaged, and replaced
            throw StorageFailure.corrupt(path: store.path, reason: problem)
        } catch {
            console.show(progress: "")
            guard error.isDamage else { throw error }
            console.say("dibao: \(error)")
            return nil
        }
    }

    /// Nobody may have a database open that another one takes the place of.
    private func daemonLock(_ path: String) throws(CommandFailure) -> DaemonLock {
        if let holder = try DaemonLock.holder(beside: path) {
            throw CommandFailure(
                .tryAgain, "a daemon works on \(path) (\(holder)); stop it, then run `dibao index --rebuild` again")
        }
        return try DaemonLock.take(beside: path)
    }

    /// Stopped before it is done, it is completed by the daemon, or by the next search.
    private func rebuildSearch(_ archive: ArchiveFolder) async throws(CommandFailure) {
        let console = console
        let store = try Wiring.store(configuration)
        let (path, _) = try Wiring.searchPath(configuration)
        // It may be damaged anywhere, and can be made anew at any time.
        try await stored { () throws(StorageFailure) in try SQLiteFiles.remove(path) }
        let follower = SearchFollower(
            archive: archive, store: store, index: try Wiring.searchIndex(configuration) { _ in },
            whenMissing: { console.say("dibao: \($0)") })
        try await follower.catchUp { done, all in
            console.show(progress: "\(progressBar(done, of: all)) search index, \(done) of \(all) events")
        }
        console.show(progress: "")
    }
}
