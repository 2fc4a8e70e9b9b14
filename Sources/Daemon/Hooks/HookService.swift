internal import Archiving
internal import Fetching
internal import Foundation
internal import Logging
internal import Model
internal import Storage

/// The hooks of one configuration, each with its own place in the journal, none waiting for another.
struct HookService: Sendable {
    private let runners: [HookRunner]
    /// For webhooks; nil where there is none.
    private let fetcher: Fetcher?
    private let halt = StopFlag()

    /// - Throws: `.tryAgain` where this machine has no thread or descriptor left for webhooks.
    init(
        _ configuration: Configuration, archive: ArchiveFolder, store: SQLiteStore, time: DaemonClock, logger: Logger
    ) throws(CommandFailure) {
        let webhooks = configuration.hooks.filter { if case .webhook = $0.target { true } else { false } }
        let fetcher = webhooks.isEmpty ? nil : try HookService.fetcher(webhooks)
        self.fetcher = fetcher
        let texts = TextAttaching(
            archive: archive,
            whenMissing: { logger.warning("an event goes without its text", metadata: ["reason": "\($0)"]) })
        runners = configuration.hooks.map { [halt] hook in
            HookRunner(
                hook: hook, store: store, texts: hook.addsText ? texts : nil, time: time, logger: logger,
                deliver: HookService.delivery(hook, fetcher, time, logger), halt: halt)
        }
    }

    /// Lets what is under way be finished, and takes nothing more up.
    func finish() { halt.request() }

    /// Wiring until it is to finish, or the task is cancelled, which also ends what is under way.
    func run() async {
        await withTaskGroup { group in
            for runner in runners { group.addTask { await runner.run() } }
        }
        await fetcher?.shutDown()
    }

    /// Gives every hook what is there for it now.
    ///
    /// - Returns: the names of the hooks that refused some.
    func deliverAll() async throws(CommandFailure) -> [String] {
        var refusing: [String] = []
        for runner in runners where try await !runner.deliverAll() { refusing.append(runner.hook.name) }
        await fetcher?.shutDown()
        return refusing
    }

    private static func fetcher(_ webhooks: [Configuration.Hook]) throws(CommandFailure) -> Fetcher {
        var policy = FetchPolicy()
        policy.userAgent = "dibao/\(dibaoVersion)"
        policy.headers = []
        // The operator names the address, not a page.
        policy.allowsPrivateAddresses = true
        policy.maxRedirects = 0
        policy.maxBodyBytes = Webhook.answerLimitBytes
        // Each has its own time, and may be silent all of it; none waits for another at the same host.
        policy.lowSpeedTime = webhooks.map(\.timeout).max() ?? policy.lowSpeedTime
        policy.maxPerHost = webhooks.count
        policy.maxConcurrent = max(policy.maxConcurrent, webhooks.count)
        do throws(FetchFailure) { return try Fetcher(policy: policy) } catch {
            throw CommandFailure(.tryAgain, error.description)
        }
    }

    private static func delivery(
        _ hook: Configuration.Hook, _ fetcher: Fetcher?, _ time: DaemonClock, _ logger: Logger
    ) -> @Sendable (HookBatch) async -> String? {
        switch hook.target {
        case .webhook(let address, let secret):
            guard let fetcher else { preconditionFailure("made above for every webhook") }
            let webhook = Webhook(
                name: hook.name, address: address, secret: secret, timeout: hook.timeout, fetcher: fetcher)
            return { await webhook.deliver($0, at: time.now()) }
        case .program(let command):
            let environment = environment(of: hook)
            return { batch in
                let end = await HookProcess.run(
                    command, input: batch.body, environment: environment, timeout: hook.timeout)
                for line in end.lines.prefix(20) {
                    logger.info("hook output", metadata: ["hook": "\(hook.name)", "line": "\(line.prefix(500))"])
                }
                return end.problem.map { problem in problem + (end.lines.last.map { ": \($0)" } ?? "") }
            }
        }
    }

    /// The daemon's own variables, without those that are meant for it alone, and the hook's name.
    private static func environment(of hook: Configuration.Hook) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("DIBAO_")
                && !["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_FDS"].contains(name)
        }
        environment["DIBAO_HOOK"] = hook.name
        return environment
    }
}
