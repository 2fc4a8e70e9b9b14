internal import Archiving
internal import Model
internal import Storage

/// `dibao tail`: the journal for a program that reads it, from where it stood on.
///
/// | acknowledged is | when |
/// |---|---|
/// | nothing | neither `--ack` nor `--ack-stdin` is given: the next tail gives the same again |
/// | what the reader has taken | `--ack`: its lines are no longer in the pipe, and it has not gone away |
/// | what the reader says | `--ack-stdin`: it has written the `seq` of an event to this command's input |
///
/// Whoever dies at whatever moment: what was not acknowledged is given again, so that each event is given at least
/// once, and none is left out.
package struct TailJob: Sendable {
    private let configuration: Configuration
    private let options: Options
    private let time: DaemonClock
    private let console: Console
    private let acknowledgements: @Sendable () -> AsyncStream<String>

    /// What the command line asks for.
    package struct Options: Sendable {
        /// Whose position is kept; nil: nobody's, the journal is read from its beginning.
        package var consumer: String?
        package var follows = false
        package var acknowledging = Acknowledging.never
        /// The contract's words for kinds of events; empty: all.
        package var events: [String] = []
        /// Ids of sources; empty: all.
        package var sources: [String] = []
        /// Ids of topics; empty: also articles without.
        package var topics: [String] = []
        /// The first day, of the archive's zone, whose events are wanted; nil: all.
        package var since: String?
        package var addsText = false
        /// Events at most.
        package var limit: Int?

        package init() {}
    }

    /// What makes a reader's position move.
    package enum Acknowledging: Hashable, Sendable { case never, whenTaken, byReader }

    /// - Parameter acknowledgements: what the reader writes back, line by line; made only where it is wanted.
    package init(
        _ configuration: Configuration, options: Options, time: DaemonClock = .system, console: Console,
        acknowledgements: @escaping @Sendable () -> AsyncStream<String> = StandardInput.lines
    ) {
        self.configuration = configuration
        self.options = options
        self.time = time
        self.console = console
        self.acknowledgements = acknowledgements
    }

    /// Writes events until there are no more; with `follows` until the task is cancelled or the reader goes away.
    ///
    /// - Returns: `.someFailed` where the reader stopped to acknowledge before the end.
    /// - Throws: `.badData` where there is no archive, or the consumer stands behind the journal's end.
    package func run() async throws(CommandFailure) -> ExitStatus {
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        for notice in configuration.notices(sources: options.sources, topics: options.topics) {
            console.say("dibao: \(notice)")
        }
        var lock: ConsumerLock?
        var state = ConsumerState(name: "", position: 0, since: time.now())
        if let name = options.consumer.flatMap({ ConsumerName($0) }) {
            lock = try await ConsumerLock.take(name, configuration, time: time) { holder in
                console.say("dibao: another tail reads as \(name) (\(holder)); waiting for it to end")
            }
            state = try await stored { () throws(StorageFailure) in
                try await store.register(name.description, at: time.now())
            }
        }
        defer { withExtendedLifetime(lock) {} }
        try await checkPosition(state, store)
        var tail = Tail(
            state: state, store: store, outlet: console.outlet(), options: options, filter: try filter(), time: time,
            inbox: options.acknowledging == .byReader ? AcknowledgementReader(acknowledgements()) : nil,
            texts: options.addsText
                ? TextAttaching(archive: archive, whenMissing: { [console] in console.say("dibao: \($0)") }) : nil)
        do throws(CommandFailure) {
            try await tail.run()
        } catch  where Task.isCancelled && error.status == .tryAgain {
            return .done  // a tail ends by being told to
        }
        guard !tail.isLeftUnacknowledged else {
            console.say("dibao: the reader ended before it acknowledged all; the next tail gives the rest again")
            return .someFailed
        }
        return .done
    }

    private func filter() throws(CommandFailure) -> JournalFilter {
        var filter = JournalFilter()
        filter.events = options.events
        filter.sources = options.sources
        filter.topics = options.topics
        if let since = options.since {
            filter.since = Wiring.beginning(of: try wantedDay(since), configuration)
        }
        return filter
    }

    private func checkPosition(_ state: ConsumerState, _ store: SQLiteStore) async throws(CommandFailure) {
        let last = try await stored { () throws(StorageFailure) in try await store.lastSequence() }
        guard state.position > last else { return }
        throw CommandFailure(
            .badData,
            "\(state.name) has acknowledged event \(state.position), and the journal ends at \(last): was an older "
                + "archive put back? `dibao consumer reset \(state.name) --to \(last)` goes on from its end, --to 0 "
                + "gives everything again; if the database is new, run `dibao index --rebuild` first")
    }
}
