internal import Archiving
internal import Foundation
package import Logging
package import Model
internal import Sampling

/// `dibao sample`: the pretend government web, to look at or to archive.
package struct SampleJob: Sendable {
    private let configuration: Configuration
    private let port: Int?
    private let folder: String
    private let today: Day
    private let console: Console
    private let logger: Logger

    /// Taken where no port is asked for.
    private static let standardPort = 8421

    /// - Parameters:
    ///   - port: nil for the standard one, or any that is free where that is taken.
    ///   - folder: the working folder, below which the archive goes, apart from real news; `""` for the current one.
    ///   - now: the newest articles are of this day.
    package init(
        _ configuration: Configuration, port: Int?, folder: String = "", now: Timestamp = .now, console: Console,
        logger: Logger
    ) {
        self.configuration = configuration
        self.port = port
        self.folder = folder
        today = now.day(offset: Wiring.utcOffset(configuration, at: now))
        self.console = console
        self.logger = logger
    }

    /// Serves until it is interrupted.
    ///
    /// - Throws: `.unavailable` where the port is taken.
    package func serve() async throws(CommandFailure) -> ExitStatus {
        let web = SampleWeb(today: today, port: port ?? SampleJob.standardPort)
        let console = console
        do {
            try await web.run { served in
                for one in served { console.say("\(one.start)  \(one.site.name)") }
                console.say("Serving until you press Ctrl-C.")
            }
            return .done
        } catch {
            if Task.isCancelled { return .done }
            throw SampleJob.failure(error)
        }
    }

    /// Serves, fetches every article with the real pipeline, and says where the files are.
    ///
    /// - Throws: `.unavailable` where the port is taken; what `FetchJob` throws.
    package func archive() async throws(CommandFailure) -> ExitStatus {
        if let notice = configuration.waitingNotice { console.say("\(notice).") }
        do {
            do {
                return try await archive(from: SampleWeb(today: today, port: port ?? SampleJob.standardPort))
            } catch let error as CommandFailure {
                throw error
            } catch  where port == nil && !Task.isCancelled {
                return try await archive(from: SampleWeb(today: today, port: 0))
            }
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw Task.isCancelled ? CommandFailure(.tryAgain, "stopped") : SampleJob.failure(error)
        }
    }

    private func archive(from web: SampleWeb) async throws -> ExitStatus {
        let (served, continuation) = AsyncStream<[SampleWeb.Served]>.makeStream()
        return try await withThrowingTaskGroup(of: ExitStatus?.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await web.run { continuation.yield($0) }
                return nil
            }
            group.addTask {
                guard let sites = await served.first(where: { _ in true }) else { return nil }
                return try await archive(sites)
            }
            defer { group.cancelAll() }
            while let status = try await group.next() {
                if let status { return status }
            }
            throw CancellationError()
        }
    }

    private func archive(_ sites: [SampleWeb.Served]) async throws(CommandFailure) -> ExitStatus {
        let prefix = folder.isEmpty ? "" : folder + "/"
        let (root, settings) = (prefix + "archive/sample", prefix + "state/sample.toml")
        let text = SampleWeb.configuration(of: sites, archive: root, database: prefix + "state/sample.db")
        do {
            let file = URL(fileURLWithPath: settings)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        } catch {
            throw CommandFailure(.inputOutput, "\(settings): cannot be written: \(error.localizedDescription)")
        }
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration.parse(text, path: settings)
        } catch {
            throw CommandFailure(.bug, "the sample's own configuration is refused:\n\(error)")
        }
        let addresses = sites.flatMap(\.articles)
        console.say("Archiving \(addresses.count) pages of \(sites.count) pretend sites (id, date, title, file):")
        let began = ContinuousClock.now
        let ids = Dictionary(sites.map { ($0.origin, $0.site.id) }) { first, _ in first }
        let job = FetchJob(configuration, sourceOfSite: ids, console: console, logger: logger)
        let status = try await job.run(AsyncStream(addresses), total: addresses.count)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        console.say(
            "Done in \(String(format: "%.1f", seconds)) s. The articles are plain text, a folder a day, in \(root)/.")
        if let newest = try newestText(configuration) {
            console.say(
                """
                Read one:        cat \(root)/\(newest)
                What is known:   \(CommandLine.arguments[0]) show --json --config \(settings) \(newest.id)
                Browse the web:  \(CommandLine.arguments[0]) sample
                """)
        }
        return status
    }

    /// The first text of the archive's last day; nil where it has none.
    private func newestText(_ configuration: Configuration) throws(CommandFailure) -> TextFile? {
        let archive = try Wiring.archive(configuration)
        do throws(ArchiveError) {
            guard let day = try archive.days().last else { return nil }
            return try archive.texts(of: day).first
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
    }

    private static func failure(_ error: any Error) -> CommandFailure {
        CommandFailure(.unavailable, "the sample web cannot be served: \(oneLine("\(error)")); try another --port")
    }
}
