internal import Logging
internal import Model
internal import Storage

/// Gives one hook the journal's events, in order, from where it stands on: each until it takes it.
struct HookRunner: Sendable {
    let hook: Configuration.Hook
    let store: any Store & ConsumerLog
    let texts: TextAttaching?
    let time: Timepiece
    let logger: Logger
    /// Gives it a batch; what it returns is why it was not taken, nil where it was.
    let deliver: @Sendable (HookBatch) async -> String?

    private enum Step {
        case moved
        /// Nothing is there for it.
        case idle
        /// It rests after a failure.
        case resting
    }

    /// Between two looks for events.
    private static let pause = Duration.milliseconds(500)

    /// Works until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do throws(CommandFailure) {
                if try await step() == .moved { continue }
            } catch  where !Task.isCancelled {
                logger.error("a hook cannot work", metadata: ["hook": "\(hook.name)", "reason": "\(error)"])
            } catch {}  // the task was cancelled: that is how it ends
            do { try await time.sleep(HookRunner.pause) } catch { return }
        }
    }

    /// Gives it what is there now, until it refuses some.
    ///
    /// - Returns: whether it has all.
    /// - Throws: what keeps the journal from being read.
    func deliverAll() async throws(CommandFailure) -> Bool {
        while true {
            switch try await step() {
            case .moved: continue
            case .idle: return true
            case .resting: return false
            }
        }
    }

    private func step() async throws(CommandFailure) -> Step {
        let name = ConsumerName(hook: hook.name).description
        let now = time.now()
        let (state, last, piece) = try await stored { () throws(StorageFailure) in
            let state = try await store.register(name, at: now)
            let last = try await store.lastSequence()
            let piece = try await store.journal(
                after: state.position, matching: hook.filter, limit: HookBatch.eventLimit)
            return (state, last, piece)
        }
        if let retry = state.retry, retry > now { return .resting }
        guard state.position <= last else {
            return try await fail(
                state,
                "it has acknowledged event \(state.position), and the journal ends at \(last): "
                    + "`dibao consumer reset \(name) --to \(last)`, or --to start")
        }
        guard !piece.lines.isEmpty else {
            if piece.through > state.position { _ = try await acknowledge(state, piece.through) }
            return .idle
        }
        let (batch, isWhole) = try HookBatch.take(piece.lines) { (line) throws(CommandFailure) in
            try texts?.line(line) ?? plainText(line)
        }
        if let problem = await deliver(batch) {
            if Task.isCancelled { return .resting }  // it was not its fault: it gets them again, uncounted
            return try await fail(state, "events \(batch.first) to \(batch.last): \(problem)")
        }
        _ = try await acknowledge(state, isWhole ? piece.through : batch.last)
        return .moved
    }

    /// - Returns: false where somebody has moved it meanwhile: it goes on from there.
    private func acknowledge(_ state: ConsumerState, _ position: Int) async throws(CommandFailure) -> Bool {
        try await stored { () throws(StorageFailure) in
            try await store.acknowledge(state.name, from: state.position, through: position, at: time.now())
        }
    }

    private func fail(_ state: ConsumerState, _ reason: String) async throws(CommandFailure) -> Step {
        let now = time.now()
        let pause = HookBackoff.pause(afterFailures: state.failures + 1)
        let reason = String(oneLine(reason).prefix(500))
        logger.warning(
            "a hook failed; it gets the same again",
            metadata: ["hook": "\(hook.name)", "reason": "\(reason)", "pause": "\(pause) s"])
        try await stored { () throws(StorageFailure) in
            try await store.fail(state.name, reason: reason, at: now, retry: now.adding(seconds: pause))
        }
        return .resting
    }
}

extension Configuration.Hook {
    /// The events that it wants.
    var filter: JournalFilter {
        var filter = JournalFilter()
        (filter.events, filter.sources, filter.topics) = (events, sources, topics)
        return filter
    }
}
