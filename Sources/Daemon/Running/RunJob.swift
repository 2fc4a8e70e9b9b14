internal import Archiving
internal import Foundation
internal import Glibc
package import Logging
internal import Model
internal import Serving
internal import Storage

/// `dibao run`: the daemon, or one pass of it.
///
/// | signal | what follows |
/// |---|---|
/// | SIGTERM, SIGINT | no new work; what is in hand is finished or given back within 20 s; exit 0. Whatever holds it up |
/// | | then, the process ends (`cancelledBySignals`); exit 75 |
/// | SIGHUP | the configuration is read again; a bad one is refused and the old one kept |
package struct RunJob: Sendable {
    private let configuration: Configuration
    private let reload: ConfigurationReload
    private let notifier: SystemdNotifier
    private let isOnePass: Bool
    private let time: DaemonClock
    private let console: Console
    private let logger: Logger

    /// For what hooks have under way when a pass or a configuration ends; a stop ends it at once.
    private static let hookPatience = Duration.seconds(10)

    /// - Parameters:
    ///   - path: the configuration's file as on the command line.
    ///   - environment: overrides of the configuration, and the service manager's wishes.
    package init(
        _ configuration: Configuration, path: String?, environment: [String: String], isOnePass: Bool,
        time: DaemonClock = .system, console: Console, logger: Logger
    ) {
        self.configuration = configuration
        self.isOnePass = isOnePass
        self.time = time
        self.console = console
        self.logger = logger
        reload = ConfigurationReload(path: path, environment: environment)
        notifier = SystemdNotifier(environment: environment)
    }

    /// Wiring until the task is cancelled, or the pass is over.
    ///
    /// - Throws: `.tryAgain` where another daemon runs over the same database, `.inputOutput` where archive or database
    ///   take nothing.
    package func run() async throws(CommandFailure) -> ExitStatus {
        let path = configuration.state.path
        try Wiring.checkText(configuration)
        MallocTuning.limitArenas()
        let lock = try DaemonLock.take(beside: path)
        defer { withExtendedLifetime(lock) {} }
        let archive = try Wiring.archive(configuration)
        let store = try Wiring.store(configuration)
        if let notice = configuration.waitingNotice { console.say("dibao: \(notice).") }
        let control = RunControl()
        let work = Task { () -> Result<ExitStatus, CommandFailure> in
            do throws(CommandFailure) {
                return .success(try await self.work(archive, store, control))
            } catch {
                return .failure(error)
            }
        }
        // The work is told to end, not cancelled: what is in hand is finished, or given back.
        return try await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            control.stop()
        }
        .get()
    }

    private func work(
        _ archive: ArchiveFolder, _ store: SQLiteStore, _ control: RunControl
    ) async throws(CommandFailure) -> ExitStatus {
        let pulse = LivenessMonitor(time: time)
        let signals = isOnePass ? RunJob.ignoreHangUps() : hangUps(control)
        defer { signals?.cancel() }
        let companions = isOnePass ? [] : companions(pulse, store)
        defer { for companion in companions { companion.cancel() } }
        control.current = configuration
        let meters = Meters()
        let pool = try await Wiring.readingPool(configuration, store, now: time.now(), logger: logger)
        let reception = isOnePass ? nil : try await reception(archive, pool, pulse, control, meters)
        let result: Result<ExitStatus, CommandFailure>
        do throws(CommandFailure) {
            result = .success(try await sessions(archive, store, pool, control, pulse, meters))
        } catch {
            result = .failure(error)
        }
        await reception?.close()
        logger.notice("stopped")
        return try result.get()
    }

    /// Session after session, each under its own configuration.
    private func sessions(
        _ archive: ArchiveFolder, _ store: SQLiteStore, _ pool: ReadingPool, _ control: RunControl,
        _ pulse: LivenessMonitor,
        _ meters: Meters
    ) async throws(CommandFailure) -> ExitStatus {
        logger.notice("started", metadata: ["sources": "\(configuration.sources.count)"])
        let began = time.elapsed()
        var tally = RunTally()
        var current = configuration
        while true {
            control.current = current
            let halt = control.renewedHalt()
            let session = RunSession(
                configuration: current, isOnePass: isOnePass, archive: archive, store: store, time: time,
                room: RoomWatch(current).shortage, pulse: pulse, hearing: hearing(meters), pool: pool)
            let hooks = try HookService(current, archive: archive, store: store, time: time, logger: logger)
            let search = SearchService(
                configuration: current, archive: archive, store: store, time: time, logger: logger)
            let delivering = Task { await hooks.run() }
            let following = Task { await search.run() }
            control.cancelWhenStopped(delivering)
            let result: Result<RunTally, CommandFailure>
            do throws(CommandFailure) {
                result = .success(try await session.run(until: halt) { tell(.ready) })
            } catch {
                result = .failure(error)
            }
            following.cancel()
            hooks.finish()
            let patience = Task {
                try await time.sleep(RunJob.hookPatience)
                delivering.cancel()
            }
            await delivering.value
            patience.cancel()
            await following.value
            if isOnePass { await control.untilStopped { await search.catchUp() } }
            tally = try result.get()
            guard !control.isStopped, let next = control.takeNext() else { break }
            current = next
            logger.notice("configuration reloaded", metadata: ["sources": "\(next.sources.count)"])
        }
        tell(.stopping)
        console.show(progress: "")
        let refusing = isOnePass && !control.isStopped ? try await finishHooks(current, archive, store, control) : 0
        if isOnePass {
            let seconds = Int((time.elapsed() - began).components.seconds)
            console.say("dibao: \(tally.description), in \(seconds) s" + (control.isStopped ? "; stopped" : ""))
        }
        logger.notice("the work is over", metadata: ["did": "\(tally.description)"])
        return !isOnePass || tally.failed + refusing == 0 ? .done : .someFailed
    }

    /// Gives the hooks what the pass has brought last.
    ///
    /// - Returns: how many of them refused some, each told in one line.
    private func finishHooks(
        _ configuration: Configuration, _ archive: ArchiveFolder, _ store: SQLiteStore, _ control: RunControl
    ) async throws(CommandFailure) -> Int {
        let hooks = try HookService(configuration, archive: archive, store: store, time: time, logger: logger)
        let result = await control.untilStopped { () -> Result<[String], CommandFailure> in
            do throws(CommandFailure) { return .success(try await hooks.deliverAll()) } catch { return .failure(error) }
        }
        // What they do not have yet, the next run gives them.
        if control.isStopped { return 0 }
        let refusing = try result.get()
        for name in refusing {
            console.say(
                "dibao: hook \(name) did not take all; `dibao consumer list` says why, the next run tries again")
        }
        return refusing.count
    }

    private func reception(
        _ archive: ArchiveFolder, _ pool: ReadingPool, _ pulse: LivenessMonitor, _ control: RunControl, _ meters: Meters
    ) async throws(CommandFailure) -> HTTPService? {
        try await HTTPService.open(
            configuration, archive: archive, pool: pool, pulse: pulse, time: time, meters: meters, logger: logger
        ) { control.current }
    }

    private func hearing(_ meters: Meters) -> RunObserver {
        guard isOnePass else { return RunObserver(logger: logger, meters: meters) }
        let console = console
        return RunObserver(
            logger: logger, failed: { console.say("dibao: \(oneLine($0))") },
            progress: { tally, sources in
                console.show(progress: "\(tally.sourcesVisited)/\(sources) of \(tally.description)")
            })
    }

    /// What runs beside the work: free memory goes back; the watchdog's beat, and the status line of the service manager.
    private func companions(_ pulse: LivenessMonitor, _ store: SQLiteStore) -> [Task<Void, Never>] {
        var companions = [repeating(every: .seconds(60)) { MallocTuning.giveBack() }]
        guard notifier.isConnected else { return companions }
        let heartbeat = SystemdWatchdog(notifier, logger: logger) {
            guard pulse.isAlive(within: .seconds(30)) else { return false }
            do throws(StorageFailure) {
                _ = try await store.lastSequence()
                return true
            } catch {
                return false
            }
        }
        if let heartbeat { companions.append(Task { await heartbeat.run() }) }
        let notifier = notifier
        // The daemon is as well without.
        companions.append(repeating(every: .seconds(5)) { try? notifier.send(.status(pulse.status)) })
        return companions
    }

    private func repeating(every pause: Duration, _ action: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        let time = time
        return Task {
            while !Task.isCancelled {
                action()
                do { try await time.sleep(pause) } catch { return }
            }
        }
    }

    private func tell(_ notice: SystemdNotice) {
        do throws(NoticeFailure) {
            try notifier.send(notice)
        } catch {
            logger.warning("the service manager was not told", metadata: ["reason": "\(error)"])
        }
    }

    /// Reads the configuration again on every SIGHUP.
    private func hangUps(_ control: RunControl) -> (any DispatchSourceSignal)? {
        signal(SIGHUP, SIG_IGN)  // else the default action comes before the source
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler { readAgain(control) }
        source.resume()
        return source
    }

    private func readAgain(_ control: RunControl) {
        do throws(NoticeFailure) {
            try notifier.sendReloading()
        } catch {
            logger.warning("the service manager was not told", metadata: ["reason": "\(error)"])
        }
        do throws(ConfigurationError) {
            switch try reload.read(replacing: control.latest) {
            case .unchanged:
                logger.notice("the configuration is as it was")
                tell(.ready)
            case .changed(let next, let waiting):
                if !waiting.isEmpty {
                    logger.warning(
                        "some changes take effect after a restart",
                        metadata: ["keys": "\(waiting.joined(separator: ", "))"])
                }
                control.change(to: next)
            }
        } catch {
            logger.error("the new configuration is refused; the old one is kept", metadata: ["reason": "\(error)"])
            tell(.ready)
        }
    }

    /// A single pass is over soon: a hang-up neither ends it nor means anything.
    private static func ignoreHangUps() -> (any DispatchSourceSignal)? {
        signal(SIGHUP, SIG_IGN)
        return nil
    }
}
