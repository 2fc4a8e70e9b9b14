internal import Extraction
internal import Fetching
internal import Foundation
package import Model
internal import Storage
internal import Synchronization
internal import Threading

/// Where everything is read that comes from outside: pages, lists, feeds, sitemaps, JSON.
///
/// - A few threads of its own do it, half as many as there are cores: HTTP, signals and the scheduler never wait for a
///   page, whatever is in it.
/// - Bodies that wait to be read may have `limitBytes` together. When these are used up, `roomForMore` waits: a fetch
///   asks it before it begins. Transfers that are under way then are let in, so that more than the limit may be in
///   memory for a moment: at most `fetch.max_body` for each of them.
/// - What each thread reads is in the flight recorder: a page that ended two processes is not read a third time.
/// - A page that is not read within `timeLimit` is given up, and set aside like one that ended two processes. Nobody can
///   end its thread: another one takes its place, up to `lostLimit` times; then the process ends, for another one to go on
///   without these pages.
package final class ReadingPool: Sendable {
    private struct State {
        /// Of bodies that wait or are read.
        var bytes = 0
        var waiting: [UInt64: FirstAnswer<Void>] = [:]
        var lastID: UInt64 = 0
        var deaths: [DeathKey: ReaderDeath] = [:]
        /// What is being read, by the number of the thread.
        var underway: [Int: Reading] = [:]
        var lostThreads = 0
    }

    private struct Reading: Sendable {
        let began: ContinuousClock.Instant
        let giveUp: @Sendable () -> Void
    }

    private struct DeathKey: Hashable {
        let purpose: ReadingAttempt.Purpose
        let key: String

        init(_ attempt: ReadingAttempt) { (purpose, key) = (attempt.purpose, attempt.key) }
    }

    private let threads: WorkerThreads
    private let limitBytes: Int
    private let recorder: FlightRecorder?
    /// Where deaths are counted; nil where nothing is recorded.
    private let memory: (any ReaderDeaths)?
    private let timeLimit: Duration
    private let whenExhausted: @Sendable () -> Void
    private let watch = DispatchQueue(label: "dibao.reading.watch")
    private let state: Mutex<State>

    /// As many as may read at one time.
    package static let standardThreads = min(max(1, ProcessInfo.processInfo.activeProcessorCount / 2), 64)
    package static let standardLimitBytes = 256 << 20
    /// Of a machine that is busy with other things, too: reading itself has a limit of its own, far below.
    package static let standardTimeLimit = Duration.seconds(120)
    static let lostLimit = 8
    /// Of the flight recorder: one for each thread, and for those that take the place of lost ones.
    static let slots = standardThreads + lostLimit

    /// - Parameters:
    ///   - recorder: has a slot for each thread; nil: nothing is recorded.
    ///   - deaths: what is known of pages that ended processes.
    ///   - memory: where a page that was read to its end is forgotten again.
    ///   - whenExhausted: called when as many threads are lost as may be.
    init(
        threads: Int = ReadingPool.standardThreads, limitBytes: Int = ReadingPool.standardLimitBytes,
        recorder: FlightRecorder? = nil, deaths: [ReaderDeath] = [], memory: (any ReaderDeaths)? = nil,
        timeLimit: Duration = ReadingPool.standardTimeLimit, whenExhausted: @escaping @Sendable () -> Void = {}
    ) {
        self.threads = WorkerThreads(label: "dibao.reading", count: threads)
        self.limitBytes = limitBytes
        self.recorder = recorder
        self.memory = memory
        var known = State()
        for death in deaths { known.deaths[DeathKey(death.attempt)] = death }
        state = Mutex(known)
        self.timeLimit = timeLimit
        self.whenExhausted = whenExhausted
        watchOn()
    }

    /// A pool for whoever only looks: nothing is recorded.
    package convenience init() { self.init(threads: ReadingPool.standardThreads) }

    /// Reads a body on one of the threads, as soon as one is free.
    ///
    /// - Parameters:
    ///   - attempt: what the recorder says while `work` runs.
    ///   - body: what is read; it counts until the work is done.
    /// - Throws: where the task is cancelled, or the work takes too long; work that has begun then goes on for nobody.
    func read<Value: Sendable>(
        _ attempt: ReadingAttempt, _ body: [UInt8], _ work: @escaping @Sendable () -> Value
    ) async throws(ReadingFailure) -> Value {
        let answer = FirstAnswer<Result<Value, ReadingFailure>>()
        state.withLock { $0.bytes += body.count }
        threads.enqueue { [self] thread in
            if answer.isWanted {
                begin(attempt, on: thread) { [timeLimit] in answer.give(.failure(.tookTooLong(timeLimit))) }
                #if DEBUG
                    ReadingFault.standard.strike(body)
                #endif
                let value = work()
                end(on: thread)
                answer.give(.success(value))
            }
            release(body.count)
        }
        let result = await withTaskCancellationHandler {
            await answer.get()
        } onCancel: {
            answer.give(.failure(.cancelled))
        }
        if case .failure(.tookTooLong) = result { await setAside(attempt) }
        return try result.get()
    }

    private func begin(_ attempt: ReadingAttempt, on thread: Int, giveUp: @escaping @Sendable () -> Void) {
        state.withLock { $0.underway[thread] = Reading(began: .now, giveUp: giveUp) }
        if thread < ReadingPool.slots { recorder?.begin(attempt, in: thread) }
    }

    private func end(on thread: Int) {
        if thread < ReadingPool.slots { recorder?.end(thread) }
        state.withLock { $0.underway[thread] = nil }
    }

    /// Looks now and then whether a page takes too long, as long as the pool is there.
    private func watchOn() {
        let pause = max(1, Int(min(timeLimit / 10, .seconds(1)) / .milliseconds(1)))
        watch.asyncAfter(deadline: .now() + .milliseconds(pause)) { [weak self] in
            guard let self else { return }
            giveUpWhatTakesTooLong()
            watchOn()
        }
    }

    private func giveUpWhatTakesTooLong() {
        let now = ContinuousClock.now
        let (late, isExhausted) = state.withLock { state -> ([(key: Int, value: Reading)], Bool) in
            let late = state.underway.filter { now - $0.value.began > timeLimit }
            for (thread, _) in late { state.underway[thread] = nil }
            state.lostThreads += late.count
            return (Array(late), !late.isEmpty && state.lostThreads >= ReadingPool.lostLimit)
        }
        for (thread, reading) in late {
            threads.giveUp(thread)
            reading.giveUp()
        }
        if isExhausted { whenExhausted() }
    }

    /// A page that cannot be read to its end is not begun again.
    private func setAside(_ attempt: ReadingAttempt) async {
        let death = ReaderDeath(attempt: attempt, deaths: ReaderDeath.limit, last: .now)
        state.withLock { $0.deaths[DeathKey(attempt)] = death }
        // Where that cannot be written down, this process knows it, and the next one finds out.
        _ = try? await memory?.count(
            deathsIn: Array(repeating: InterruptedReading(attempt, isFault: true), count: ReaderDeath.limit),
            extractor: Extractor.version, at: death.last)
    }

    /// Whether a fetch has to wait.
    var isFull: Bool { state.withLock { $0.bytes >= limitBytes } }

    /// Bytes of bodies that wait or are read.
    var bytesInHand: Int { state.withLock { $0.bytes } }

    /// Returns when one more body may be fetched, or the task is cancelled.
    func roomForMore() async {
        let wait = state.withLock { state -> (id: UInt64, room: FirstAnswer<Void>)? in
            guard state.bytes >= limitBytes else { return nil }
            state.lastID += 1
            let room = FirstAnswer<Void>()
            state.waiting[state.lastID] = room
            return (state.lastID, room)
        }
        guard let wait else { return }
        await withTaskCancellationHandler {
            await wait.room.get()
        } onCancel: {
            wait.room.give(())
        }
        state.withLock { $0.waiting[wait.id] = nil }
    }

    private func release(_ bytes: Int) {
        let waiting = state.withLock { state -> [FirstAnswer<Void>] in
            state.bytes -= bytes
            guard state.bytes < limitBytes else { return [] }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for room in waiting { room.give(()) }
    }

    /// Why a page is not read any more; nil where it may be.
    func refusal(of attempt: ReadingAttempt) -> String? {
        guard let death = state.withLock({ $0.deaths[DeathKey(attempt)] }), death.isSetAside else { return nil }
        return
            "\(ReaderDeath.reason): \(attempt.url): dibao died \(death.deaths + death.kills) times while it read this page, "
            + "or could not read it to its end, so it is set aside until the next version; please report it"
    }

    /// Takes note that a page was read to its end, whatever came of it: deaths before were not its doing.
    func finish(_ attempt: ReadingAttempt) async {
        guard state.withLock({ $0.deaths.removeValue(forKey: DeathKey(attempt)) }) != nil else { return }
        // Where that cannot be written down, it is read once more after a restart.
        try? await memory?.forget(attempt)
    }
}

extension WallRecogniser {
    /// The wall that stands in a page's place; nil for a page of pictures or with a viewer, which shows hardly a word
    /// either.
    func wallOrItem(in response: Response, asked: WebAddress) -> Wall? {
        guard let wall = wall(in: response, asked: asked) else { return nil }
        let isItem =
            wall.kind == .scriptShell && (200...299).contains(response.status)
            && Extractor().showsItem(response.body, at: response.address, headerCharset: response.charset)
        return isItem ? nil : wall
    }
}

extension ReadingPool {
    /// Where a page leads that only sends its reader on; nil for every other page.
    func redirection(
        in response: Response, of attempt: ReadingAttempt
    ) async throws(ReadingFailure) -> WebAddress? {
        try await read(attempt, response.body) {
            PageForward.redirection(in: response.body, at: response.address)?.target
        }
    }
}

/// Why a page was not read.
enum ReadingFailure: Error, Hashable {
    /// The task was cancelled.
    case cancelled
    /// It was not read to its end within this time, and is set aside.
    case tookTooLong(Duration)
}

extension ReadingFailure {
    /// The same for a person.
    func reason(at address: WebAddress) -> String {
        switch self {
        case .cancelled: "\(address): stopped before it was read"
        case .tookTooLong(let limit):
            "\(address): reading takes longer than \(limit.components.seconds) s; it is set aside"
        }
    }
}
