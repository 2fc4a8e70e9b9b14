package import Archiving
package import Extraction
package import Fetching
internal import Foundation
package import Logging
package import Model
package import Serving
package import Storage

/// The long-lived objects, each made once, here, as the configuration wants them.
package enum Wiring {
    /// - Throws: `.tryAgain` where this machine has no thread or descriptor left.
    package static func fetcher(_ configuration: Configuration) throws(CommandFailure) -> Fetcher {
        do throws(FetchFailure) {
            return try Fetcher(policy: policy(configuration))
        } catch {
            throw CommandFailure(.tryAgain, error.description)
        }
    }

    static func policy(_ configuration: Configuration) -> FetchPolicy {
        let settings = configuration.fetch
        var policy = FetchPolicy()
        policy.userAgent = settings.userAgent
        policy.totalTimeout = settings.timeout
        policy.connectTimeout = min(policy.connectTimeout, settings.timeout)
        // Whoever waits longer means slow sites, which say nothing for long.
        policy.lowSpeedTime = settings.timeout
        policy.maxBodyBytes = settings.maxBodyBytes
        policy.maxConcurrent = settings.concurrency
        policy.maxPerHost = settings.perHost
        policy.allowsPrivateAddresses = settings.allowsPrivateAddresses
        policy.proxy = settings.proxy
        return policy
    }

    package static func extractor(_ configuration: Configuration) -> Extractor {
        Extractor(options: textOptions(configuration))
    }

    private static func textOptions(_ configuration: Configuration) -> TextOptions {
        TextOptions(
            width: configuration.text.width == .half ? .half : .keep,
            script: configuration.text.script == .keep ? .keep : .simplified)
    }

    /// Whether texts can be written as they are to be: asked before the first page is read.
    ///
    /// - Throws: `.badConfiguration` where OpenCC's data are missing.
    package static func checkText(
        _ configuration: Configuration, openCC: String = Extractor.conversion
    ) throws(CommandFailure) {
        guard let reason = Extractor.missing(for: textOptions(configuration), openCC: openCC) else { return }
        throw CommandFailure(.badConfiguration, "text.script = \"simplified\": \(reason)")
    }

    package static func reader(
        _ configuration: Configuration, meters: Meters = Meters(), pool: ReadingPool = ReadingPool()
    ) -> PageReader {
        PageReader(
            extractor: extractor(configuration),
            rules: Dictionary(configuration.sources.map { ($0.id, $0.rules) }) { first, _ in first },
            meters: meters, pool: pool)
    }

    /// Who fetches, and so how long a site in trouble is asked at one time.
    package enum Errand: Hashable, Sendable {
        /// The daemon, which comes again by its schedule.
        case daemon
        /// One pass, a walk through the past: the next one may be far.
        case pass
        /// Somebody waits for the answer: one more try, and no long waits.
        case look
        /// Pages by hand: nobody comes again, and the only page of a site does not wait behind its robots.txt.
        case byHand
    }

    static func manners(_ configuration: Configuration, _ errand: Errand) -> PoliteFetcher.PolitenessPolicy {
        let settings = configuration.fetch
        var manners = PoliteFetcher.PolitenessPolicy(
            delay: settings.delay, obeysRobots: settings.obeysRobots, retries: settings.retries)
        switch errand {
        case .daemon: manners.retries = 0
        case .pass: break
        case .look: manners.retries = min(settings.retries, 1)
        case .byHand:
            manners.delayAfterRules = .zero
            manners.patience = max(settings.delay, manners.patience)
            manners.patienceWithRests = .seconds(60)
        }
        return manners
    }

    /// How pages and lists are asked for.
    ///
    /// - Parameters:
    ///   - memory: what is known of sites.
    ///   - shared: the pauses of all processes over that memory; nil keeps those of this process alone.
    static func pageFetch(
        _ configuration: Configuration, _ errand: Errand, _ connections: Fetcher, memory: any SiteMemory,
        shared: SharedHostRateLimiter?, time: DaemonClock, meters: Meters = Meters(), pool: ReadingPool
    ) async throws(CommandFailure) -> PageFetch {
        let polite = try await stored { () throws(StorageFailure) in
            try await PoliteFetcher.start(
                fetcher: connections, manners: manners(configuration, errand), memory: memory, shared: shared,
                time: time, meters: meters, pool: pool)
        }
        return PageFetch(fetcher: polite, time: time)
    }

    /// How pages are visited and kept.
    static func pageVisit(
        _ configuration: Configuration, _ fetch: PageFetch, _ archivist: Archivist, _ store: SQLiteStore,
        meters: Meters = Meters()
    ) -> PageVisit {
        let reader = reader(configuration, meters: meters, pool: fetch.pool)
        return PageVisit(
            fetch: fetch,
            reader: MemoryAwareReader(reader: reader, teaching: LayoutLearner(store: store), store: store),
            archivist: archivist, attachments: attachments(configuration, archivist, store, time: fetch.time),
            store: store, time: fetch.time)
    }

    /// - Throws: `.inputOutput` where it cannot be opened or made.
    package static func archive(_ configuration: Configuration) throws(CommandFailure) -> ArchiveFolder {
        let path = configuration.archive.root
        do throws(ArchiveError) {
            return try ArchiveFolder(root: path)
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
    }

    /// The archive, for commands that only look at what is there.
    ///
    /// - Throws: `.badData` where there is none, `.inputOutput` where it cannot be opened.
    package static func existingArchive(_ configuration: Configuration) throws(CommandFailure) -> ArchiveFolder {
        let path = configuration.archive.root
        if !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure(.badData, "\(oneLine(path)): no archive here; see archive.root, or name the --config")
        }
        return try archive(configuration)
    }

    /// The database; it is made where it is missing.
    ///
    /// - Throws: `.inputOutput`, or `.tryAgain` where another process keeps it.
    package static func store(_ configuration: Configuration) throws(CommandFailure) -> SQLiteStore {
        let path = configuration.state.path
        do throws(StorageFailure) {
            return try SQLiteStore(path: path, coder: EventLine())
        } catch {
            // On a full disk SQLite cannot even make the files beside the database, and says so in its own ways.
            if let disk = try? DiskSpace.under(path), let words = fullDisk(disk, database: path) {
                throw CommandFailure(.inputOutput, words)
            }
            throw CommandFailure(WorkFailure(error))
        }
    }

    /// What to say of a database that cannot be opened because its disk is full; nil where it is not.
    static func fullDisk(_ disk: DiskSpace, database: String) -> String? {
        guard disk.freeBytes < 1 << 20 || disk.freeFiles.map({ $0 < 4 }) == true else { return nil }
        return
            "\(oneLine(database)): the disk is full (\(disk.shown)), so that the database cannot be opened; free some "
            + "space, dibao then goes on by itself"
    }

    /// The pauses between requests that all processes over the configured database keep together.
    ///
    /// - Throws: `.inputOutput` where the file beside the database cannot be made.
    package static func sharedTurns(_ configuration: Configuration) throws(CommandFailure) -> SharedHostRateLimiter {
        let path = configuration.state.path
        return try SharedHostRateLimiter(beside: path)
    }

    /// - Throws: `.inputOutput` where the folder for raw responses cannot be made.
    package static func archivist(
        _ configuration: Configuration, _ archive: ArchiveFolder, _ store: any Store, _ logger: Logger
    ) throws(CommandFailure) -> Archivist {
        Archivist(
            archive: archive, store: store, captures: try captures(configuration, archive),
            topics: topicMatcher(configuration), logger: logger)
    }

    /// Nil where raw responses are not kept.
    static func captures(
        _ configuration: Configuration, _ archive: ArchiveFolder
    ) throws(CommandFailure) -> CaptureWriter? {
        guard configuration.capture.isOn else { return nil }
        let folder = configuration.capture.folder
        let label = path(of: folder, inside: archive.path)
        do throws(ArchiveError) {
            return try CaptureWriter(folder: folder, label: label, software: "dibao/\(dibaoVersion)")
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
    }

    /// Keeps articles with the files that they offer, if the configuration wants these.
    package static func attachments(
        _ configuration: Configuration, _ archivist: Archivist, _ store: any StateStore, time: DaemonClock = .system
    ) -> AttachmentKeeper {
        AttachmentKeeper(
            isOn: configuration.capture.attachments, limitBytes: configuration.fetch.maxBodyBytes,
            archivist: archivist, store: store, time: time)
    }

    /// A folder's path from the archive's root on; the path as it is where the folder lies elsewhere.
    static func path(of folder: String, inside root: String) -> String {
        func names(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
        let (inner, outer) = (names(folder), names(root))
        guard folder.hasPrefix("/") == root.hasPrefix("/"), inner.count > outer.count, inner.starts(with: outer)
        else { return folder }
        return inner.dropFirst(outer.count).joined(separator: "/")
    }

    /// Seconds that clocks of the archive's zone, or of a source's own, are ahead of UTC at that moment.
    package static func utcOffset(_ configuration: Configuration, of zone: String? = nil, at now: Timestamp) -> Int {
        let name = zone ?? configuration.archive.timeZone
        guard let zone = TimeZone(identifier: name) else { preconditionFailure("zones are checked when read: \(name)") }
        return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now.secondsSinceEpoch)))
    }
}

extension CommandFailure {
    /// The end of a command because of a failure that every page would meet.
    package init(_ failure: WorkFailure) {
        switch failure {
        case .busy(let reason): self.init(.tryAgain, reason)
        case .storage(let reason): self.init(.inputOutput, reason)
        case .cancelled: self.init(.tryAgain, failure.description)
        }
    }
}
