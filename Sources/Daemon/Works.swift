package import Archiving
package import Extraction
package import Fetching
internal import Foundation
package import Logging
package import Model
package import Serving
package import Storage

/// The long-lived objects, each made once, here, as the configuration wants them.
package enum Works {
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
        _ configuration: Configuration, _ fetcher: Fetcher, meters: Meters = Meters(),
        pool: ReadingPool = ReadingPool()
    ) -> PageReader {
        var schedule = RetrySchedule()
        schedule.retries = configuration.fetch.retries
        // Where nothing can be kept beside the database, a look at a page keeps its pauses by itself.
        let turns = HostTurns(
            time: .system, perHost: configuration.fetch.perHost, shared: try? sharedTurns(configuration))
        return PageReader(
            fetcher: fetcher, schedule: schedule, turns: turns, delay: configuration.fetch.delay,
            obeysRobots: configuration.fetch.obeysRobots, extractor: extractor(configuration),
            rules: Dictionary(configuration.sources.map { ($0.id, $0.rules) }) { first, _ in first },
            meters: meters, pool: pool)
    }

    /// - Throws: `.inputOutput` where it cannot be opened or made.
    package static func archive(_ configuration: Configuration) throws(CommandFailure) -> ArchiveFolder {
        guard case .folder(let path) = configuration.archive.root else {
            throw CommandFailure(.badConfiguration, "archive.root: this version keeps files in a folder only")
        }
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
        if case .folder(let path) = configuration.archive.root, !FileManager.default.fileExists(atPath: path) {
            throw CommandFailure(.badData, "\(oneLine(path)): no archive here; see archive.root, or name the --config")
        }
        return try archive(configuration)
    }

    /// The database; it is made where it is missing.
    ///
    /// - Throws: `.inputOutput`, or `.tryAgain` where another process keeps it.
    package static func store(_ configuration: Configuration) throws(CommandFailure) -> SQLiteStore {
        let path = try statePath(configuration)
        do throws(StorageFailure) {
            return try SQLiteStore(path: path, coder: EventLine())
        } catch {
            // On a full disk SQLite cannot even make the files beside the database, and says so in its own ways.
            if let disk = try? DiskSpace.under(path), let words = fullDisk(disk, database: path) {
                throw CommandFailure(.inputOutput, words)
            }
            throw CommandFailure(PageFailure(keeping: error))
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
    package static func sharedTurns(_ configuration: Configuration) throws(CommandFailure) -> SharedTurns {
        guard case .sqlite(let path) = configuration.state else {
            throw CommandFailure(.badConfiguration, "state.url: this version keeps its state in SQLite only")
        }
        return try SharedTurns(beside: path)
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
        _ configuration: Configuration, _ archivist: Archivist, _ store: any StateStore, time: Timepiece = .system
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
    package init(_ failure: PageFailure) {
        switch failure {
        case .busy(let reason), .later(let reason): self.init(.tryAgain, reason)
        case .storage(let reason): self.init(.inputOutput, reason)
        case .refused(let reason): self.init(.notPermitted, reason)
        case .gone(_, let reason), .unreadable(let reason, _): self.init(.badData, reason)
        case .cancelled: self.init(.tryAgain, "stopped before it was done")
        }
    }
}
