internal import Extraction
internal import Fetching
internal import Foundation
internal import Logging
internal import Model
internal import Storage

/// What looks at sites by hand share with the daemon: its manners, and what it remembers of sites, where it has been.
struct SourceInspector: Sendable {
    let fetch: PageFetch
    let time: DaemonClock
    private let connections: Fetcher
    private let store: SQLiteStore
    private let configuration: Configuration
    /// Of a database for this look alone; nil where the daemon's own is used.
    private let scratchFolder: String?

    /// - Throws: what keeps the database or the network from being used.
    init(_ configuration: Configuration, time: DaemonClock) async throws(CommandFailure) {
        self.configuration = configuration
        self.time = time
        try Wiring.checkText(configuration)
        if let store = try Wiring.existingStore(configuration) {
            self.store = store
            scratchFolder = nil
        } else {
            // Looking makes no state where there was none.
            let folder = FileManager.default.temporaryDirectory.appending(path: "dibao-\(UUID().uuidString)").path
            var scratch = configuration
            scratch.state.path = "\(folder)/look.db"
            store = try Wiring.store(scratch)
            scratchFolder = folder
        }
        connections = try Wiring.fetcher(configuration)
        let pool: ReadingPool
        if scratchFolder == nil {
            pool = try await Wiring.readingPool(
                configuration, store, now: time.now(), logger: Logger(label: "dibao") { _ in SwiftLogNoOpLogHandler() })
        } else {
            pool = ReadingPool()
        }
        let shared = scratchFolder == nil ? try Wiring.sharedTurns(configuration) : nil
        fetch = try await Wiring.pageFetch(
            configuration, .look, connections, memory: store, shared: shared, time: time, pool: pool)
    }

    /// Ends the connections; what was made for this look alone goes.
    func close() async {
        await connections.shutDown()
        try? store.close()  // nothing that is needed again was written
        if let scratchFolder { try? FileManager.default.removeItem(atPath: scratchFolder) }  // the system's to clean
    }

    func utcOffset(of source: SourceConfiguration) -> Int {
        Wiring.utcOffset(configuration, of: source.timeZone, at: time.now())
    }

    func today(at source: SourceConfiguration) -> Day { time.now().day(offset: utcOffset(of: source)) }

    /// Reads start pages as a visit to this source does.
    func trial(of source: SourceConfiguration) -> StartPageCheck {
        let offset = utcOffset(of: source)
        let lists = ListFetch(
            fetch: fetch, memory: store, source: source, patterns: ArticlePatterns(source), today: today(at: source),
            utcOffset: offset, time: time, maxBodyBytes: configuration.fetch.maxBodyBytes)
        return StartPageCheck(
            lists: lists, fetch: fetch, reader: Wiring.reader(configuration, pool: fetch.pool), source: source.id,
            today: today(at: source), utcOffset: offset)
    }
}
