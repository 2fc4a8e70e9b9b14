internal import Logging
internal import Model
internal import Storage

/// Gives one hook the journal's events, in order, from where it stands on: each until it takes it.
struct HookRunner: Sendable {
    let hook: Configuration.Hook
    let store: any Store & ConsumerLog
    let texts: TextAttaching?
    let time: DaemonClock
    let logger: Logger
    /// Gives it a batch; what it returns is why it was not taken, nil where it was.
    let deliver: @Sendable (HookBatch) async -> String?
    /// Once it is set, it takes nothing more up.
    var halt = StopFlag()

    private enum Step {
        case moved
        /// Nothing is there for it.
        case idle
        /// It rests after a failure.
        case resting
    }

    /// Between two looks for events.
    private static let pause = Duration.milliseconds(500)

    /// Wiring until it is halted, or the task is cancelled, which also ends what is under way.
    func run() async {
        var held: Int?
        while !Task.isCancelled, !halt.isSet {
            do throws(CommandFailure) {
                if try await step(&held) == .moved { continue }
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
        var held: Int?
        while true {
            switch try await step(&held) {
            case .moved: continue
            case .idle: return true
            case .resting: return false
            }
        }
    }

    /// - Parameter held: the last event of a batch that it did not take: it gets the same batch again.
    private func step(_ held: inout Int?) async throws(CommandFailure) -> Step {
        let name = ConsumerName(hook: hook.name).description
        let now = time.now()
        let state = try await stored { () throws(StorageFailure) in try await store.register(name, at: now) }
        // A rest that is longer than any was begun by a clock that went wrong.
        if let retry = state.retry, retry > now,
            retry.secondsSinceEpoch - now.secondsSinceEpoch <= HookBackoff.longestPause
        {
            return .resting
        }
        let (last, found) = try await stored { () throws(StorageFailure) in
            let last = try await store.lastSequence()
            let piece = try await store.journal(
                after: state.position, matching: hook.filter, limit: HookBatch.eventLimit)
            return (last, piece)
        }
        let piece = found.ending(at: held)
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
            held = batch.last
            return try await fail(state, "events \(batch.first) to \(batch.last): \(problem)")
        }
        held = nil
        let end = isWhole ? piece.through : batch.last
        // It has taken them: that is kept, also where the daemon is about to end.
        let result = await Task { () -> Result<Bool, CommandFailure> in
            do throws(CommandFailure) { return .success(try await acknowledge(state, end)) } catch {
                return .failure(error)
            }
        }.value
        _ = try result.get()
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
            try await store.fail(
                state.name, from: state.position, reason: reason, at: now, retry: now.adding(seconds: pause))
        }
        return .resting
    }
}

extension JournalBatch {
    /// The part up to an event, where that is in it.
    fileprivate func ending(at last: Int?) -> JournalBatch {
        guard let last, let place = lines.firstIndex(where: { $0.sequence == last }) else { return self }
        return JournalBatch(lines: Array(lines[...place]), through: last)
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
