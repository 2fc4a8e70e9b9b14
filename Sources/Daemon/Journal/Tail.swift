internal import Model
internal import Storage

/// One run of a tail: reads pieces of the journal, writes them, and moves its reader on.
struct Tail {
    private let name: String?
    private let store: SQLiteStore
    private let outlet: EventOutput
    private let filter: JournalFilter
    private let follows: Bool
    private let acknowledging: TailJob.Acknowledging
    private let time: DaemonClock
    private let inbox: AcknowledgementReader?
    private let texts: TextAttaching?
    /// Up to where the journal was read.
    private var position: Int
    /// What the store knows to be acknowledged.
    private var recorded: Int
    private var deliveries: Deliveries
    /// Bytes that the reader had taken when it was last looked at.
    private var takenBefore = 0
    /// Events that are still wanted; nil: all.
    private var wanted: Int?
    private var hasReaderEnded = false

    init(
        state: ConsumerState, store: SQLiteStore, outlet: EventOutput, options: TailJob.Options, filter: JournalFilter,
        time: DaemonClock, inbox: AcknowledgementReader?, texts: TextAttaching?
    ) {
        name = state.name.isEmpty ? nil : state.name
        self.store = store
        self.outlet = outlet
        self.filter = filter
        self.time = time
        self.inbox = inbox
        self.texts = texts
        follows = options.follows
        acknowledging = options.acknowledging
        wanted = options.limit
        position = state.position
        recorded = state.position
        deliveries = Deliveries(from: state.position)
    }

    /// Events read at once.
    private static let piece = 500
    /// Between two looks for news.
    private static let pause = Duration.milliseconds(200)

    /// Whether the reader was given something that it did not acknowledge, though it said that it would.
    var isLeftUnacknowledged: Bool { hasReaderEnded && !deliveries.areAcknowledged }

    mutating func run() async throws(CommandFailure) {
        do throws(CommandFailure) {
            try await giveAll()
        } catch {
            try await takeLastWord()
            throw error
        }
    }

    private mutating func giveAll() async throws(CommandFailure) {
        while wanted != 0, !hasReaderEnded {
            if try await writePiece() { continue }
            guard follows, wanted != 0 else { break }
            try await settle()
            try await waitForNews()
        }
        try await settle()
        if inbox != nil { outlet.end() }
        while inbox != nil, !hasReaderEnded, !deliveries.areAcknowledged {
            try await rest()
            try await acknowledge()
        }
    }

    /// A reader that has gone away may have acknowledged something just before.
    private mutating func takeLastWord() async throws(CommandFailure) {
        guard outlet.isDeserted, inbox != nil else { return }
        for _ in 0..<5 where !hasReaderEnded {
            try await acknowledge()
            guard !hasReaderEnded else { return }
            do { try await time.sleep(Tail.pause) } catch { return }
        }
    }

    /// Writes the next events.
    ///
    /// - Returns: whether there may be more.
    private mutating func writePiece() async throws(CommandFailure) -> Bool {
        let limit = min(wanted ?? Tail.piece, Tail.piece)
        let batch = try await stored { [position] () throws(StorageFailure) in
            try await store.journal(after: position, matching: filter, limit: limit)
        }
        for line in batch.lines {
            let text = try text(line) + "\n"
            // Its reader may acknowledge it while it is still being written.
            if acknowledging != .never {
                deliveries.add(last: line.sequence, through: line.sequence, end: outlet.written + text.utf8.count)
            }
            try outlet.write(text)
        }
        position = batch.through
        wanted = wanted.map { $0 - batch.lines.count }
        deliveries.add(last: nil, through: batch.through, end: outlet.written)
        // One look behind: a reader that has come to ask for more is done with what it asked for before.
        if acknowledging == .whenTaken { deliveries.take(bytes: takenBefore) }
        takenBefore = try outlet.takenByNow()
        try await acknowledge()
        return batch.lines.count == limit
    }

    private func text(_ line: JournalLine) throws(CommandFailure) -> String {
        try texts?.line(line.line) ?? plainText(line.line)
    }

    /// Waits until the reader has taken all that was written.
    private mutating func settle() async throws(CommandFailure) {
        guard acknowledging == .whenTaken, !deliveries.areAcknowledged else { return try await acknowledge() }
        try await outlet.settle(time)
        deliveries.take(bytes: outlet.written)
        try await acknowledge()
    }

    private mutating func waitForNews() async throws(CommandFailure) {
        while !hasReaderEnded {
            let last = try await stored { () throws(StorageFailure) in try await store.lastSequence() }
            if last > position { return }
            try await rest()
            try await acknowledge()
        }
    }

    private func rest() async throws(CommandFailure) {
        if outlet.isDeserted { throw CommandFailure(.inputOutput, "") }
        do { try await time.sleep(Tail.pause) } catch { throw CommandFailure(.tryAgain, "stopped") }
    }

    /// Takes what the reader has written back, and records what is acknowledged by now.
    private mutating func acknowledge() async throws(CommandFailure) {
        guard let name, acknowledging != .never else { return }
        if let (numbers, isClosed) = try inbox?.take() {
            for number in numbers where !deliveries.acknowledge(number) {
                throw CommandFailure(.badData, "the reader acknowledged event \(number), which it was not given yet")
            }
            hasReaderEnded = isClosed
        }
        let (old, new) = (recorded, deliveries.acknowledged)
        guard new > old else { return }
        let isMoved = try await stored { [time] () throws(StorageFailure) in
            try await store.acknowledge(name, from: old, through: new, at: time.now())
        }
        guard isMoved else {
            throw CommandFailure(.tryAgain, "\(name) was moved or dropped meanwhile; start this tail again")
        }
        recorded = new
    }
}
