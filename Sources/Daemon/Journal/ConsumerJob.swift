package import Model
internal import Storage

/// `dibao consumer`: the readers of the journal, and how far they have come.
package struct ConsumerJob: Sendable {
    private let configuration: Configuration
    private let time: DaemonClock
    private let console: Console

    package init(_ configuration: Configuration, time: DaemonClock = .system, console: Console) {
        self.configuration = configuration
        self.time = time
        self.console = console
    }

    /// A place in the journal.
    package enum Place: Hashable, Sendable {
        case start
        case end
        /// After this event.
        case event(Int)
        /// Before the first event of this day, of the archive's zone.
        case day(Day)

        /// Reads `start`, `end`, a number or a day; nil for anything else.
        package init?(_ text: String) {
            switch text {
            case "start": self = .start
            case "end": self = .end
            default:
                if let number = Int(text), number >= 0 {
                    self = .event(number)
                } else if let day = Day(text) {
                    self = .day(day)
                } else {
                    return nil
                }
            }
        }
    }

    /// Prints a row, or a line of JSON, for every consumer.
    ///
    /// - Throws: what keeps the database from being read.
    package func list(json: Bool) async throws(CommandFailure) {
        let store = try await Wiring.requiredStore(configuration)
        let reports = try await stored { () throws(StorageFailure) in
            let last = try await store.lastSequence()
            return try await store.consumers().map { ConsumerReport($0, lastSequence: last) }
        }
        if json {
            for report in reports { try console.print(jsonText(report)) }
        } else if reports.isEmpty {
            console.say("dibao: no consumers; `dibao tail --consumer NAME` makes one")
        } else {
            try console.print(ConsumerReport.table(reports, now: time.now()))
        }
    }

    /// Puts a consumer somewhere in the journal; what follows is given to it next. Makes it where it is missing.
    ///
    /// - Throws: `.tryAgain` while a tail reads under this name, `.badData` for a place beyond the journal's end.
    package func reset(_ name: String, to place: Place) async throws(CommandFailure) {
        let name = try checked(name)
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        let lock = name.isHook ? nil : try ConsumerLock.takeNow(name, configuration)
        defer { withExtendedLifetime(lock) {} }
        let last = try await stored { () throws(StorageFailure) in try await store.lastSequence() }
        let position = try await position(of: place, last: last, store)
        guard position <= last else {
            throw CommandFailure(.badData, "there is no event \(position) yet: the journal ends at \(last)")
        }
        try await stored { () throws(StorageFailure) in
            try await store.reset(name.description, to: position, at: time.now())
        }
        console.say("dibao: \(name) stands after event \(position) now; \(last - position) follow")
    }

    /// Forgets a consumer: should it come back, it gets everything from the beginning.
    ///
    /// - Throws: `.tryAgain` while a tail reads under this name, `.badData` where there is no such consumer.
    package func drop(_ name: String) async throws(CommandFailure) {
        let name = try checked(name)
        let store = try await Wiring.requiredStore(configuration)
        let lock = name.isHook ? nil : try ConsumerLock.takeNow(name, configuration)
        defer { withExtendedLifetime(lock) {} }
        let isDropped = try await stored { () throws(StorageFailure) in
            try await store.drop(name.description)
        }
        guard isDropped else {
            throw CommandFailure(.badData, "no consumer is called \(name); `dibao consumer list` names them")
        }
    }

    private func checked(_ name: String) throws(CommandFailure) -> ConsumerName {
        guard let name = ConsumerName(name) else {
            throw CommandFailure(.usage, problemOfConsumer(name, allowsHooks: true) ?? "")
        }
        return name
    }

    private func position(of place: Place, last: Int, _ store: SQLiteStore) async throws(CommandFailure) -> Int {
        switch place {
        case .start: return 0
        case .end: return last
        case .event(let number): return number
        case .day(let day):
            var filter = JournalFilter()
            filter.since = Wiring.beginning(of: day, configuration)
            let batch = try await stored { () throws(StorageFailure) in
                try await store.journal(after: 0, matching: filter, limit: 1)
            }
            return batch.lines.first.map { $0.sequence - 1 } ?? last
        }
    }
}

extension Wiring {
    /// The moment at which a day begins in the archive's zone.
    static func beginning(of day: Day, _ configuration: Configuration) -> Timestamp {
        // The offset of midday: clocks are changed at night.
        Timestamp(day, offset: utcOffset(configuration, at: Timestamp(day, hour: 12, offset: 0)))
    }
}
