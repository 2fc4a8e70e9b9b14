internal import CCurl
internal import Glibc
internal import Model

/// Bridges tasks to the one thread that owns all of libcurl's handles.
///
/// Tasks leave commands in an inbox and wake the thread; the thread answers through continuations, each exactly once.
final class Engine: Sendable {
    typealias Answer = Result<RedirectResult, FetchFailure>

    /// Work for the thread.
    enum Command: Sendable {
        case add(id: UInt64, RedirectStep, CheckedContinuation<Answer, Never>)
        case cancel(id: UInt64)
    }

    /// What the thread finds when it looks.
    struct Mail: Sendable {
        let commands: [Command]
        let isClosing: Bool
    }

    private struct Inbox: Sendable {
        var commands: [Command] = []
        var nextID: UInt64 = 0
        var isClosing = false
        var isOver = false
        /// A wake-up is on its way already.
        var isSignalled = false
        var awaitingEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let inbox = Locked(Inbox())
    private let multi: MultiHandle

    /// Starts the thread.
    ///
    /// - Throws: `.local` where this machine has no memory, thread or file descriptor left.
    init(policy: FetchPolicy) throws(FetchFailure) {
        guard Engine.libraryState == CURLE_OK, let multi = MultiHandle(maxConnections: 2 * policy.maxConcurrent) else {
            throw .local(reason: "libcurl does not start")
        }
        self.multi = multi
        try startThread(policy)
    }

    /// curl_global_init, once a process; it may not run twice at once.
    private static let libraryState = curl_global_init(shim_global_all())

    /// Runs one hop to its end. Cancelling the task ends it with `.cancelled`.
    func run(_ hop: RedirectStep) async -> Answer {
        let id = inbox.withLock { inbox in
            inbox.nextID += 1
            return inbox.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard post(.add(id: id, hop, continuation)) else {
                    return continuation.resume(returning: .failure(.shuttingDown))
                }
                // The handler may have run before the thread could know the id.
                if Task.isCancelled { _ = post(.cancel(id: id)) }
            }
        } onCancel: {
            _ = post(.cancel(id: id))
        }
    }

    /// Makes the thread end every transfer with `.shuttingDown` and then itself. Returns at once.
    func close() {
        inbox.withLock { $0.isClosing = true }
        multi.wake()
    }

    /// Returns when the thread has ended.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = inbox.withLock { inbox in
                if !inbox.isOver { inbox.awaitingEnd.append(continuation) }
                return inbox.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    /// False where the engine is closing.
    private func post(_ command: Command) -> Bool {
        let (isAccepted, needsWake) = inbox.withLock { inbox in
            guard !inbox.isClosing else { return (false, false) }
            inbox.commands.append(command)
            defer { inbox.isSignalled = true }
            return (true, !inbox.isSignalled)
        }
        if needsWake { multi.wake() }
        return isAccepted
    }

    /// For the thread: all that has come in since the last time.
    func collect() -> Mail {
        inbox.withLock { inbox in
            defer {
                inbox.commands = []
                inbox.isSignalled = false
            }
            return Mail(commands: inbox.commands, isClosing: inbox.isClosing)
        }
    }

    private func startThread(_ policy: FetchPolicy) throws(FetchFailure) {
        let start = Unmanaged.passRetained(ThreadStart(engine: self, policy: policy, multi: multi))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue()
                EngineThread(start.engine, policy: start.policy, multi: start.multi).run()
                start.engine.finish()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw .local(reason: "no thread: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }

    private func finish() {
        let waiting = inbox.withLock { inbox in
            inbox.isOver = true
            defer { inbox.awaitingEnd = [] }
            return inbox.awaitingEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// Carries the thread's first values through its C argument.
private final class ThreadStart {
    let engine: Engine
    let policy: FetchPolicy
    let multi: MultiHandle

    init(engine: Engine, policy: FetchPolicy, multi: MultiHandle) {
        self.engine = engine
        self.policy = policy
        self.multi = multi
    }
}
