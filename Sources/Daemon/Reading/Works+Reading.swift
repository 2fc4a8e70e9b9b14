internal import Extraction
internal import Glibc
package import Logging
package import Model
package import Storage

extension Wiring {
    /// Where pages are read, with what is known of pages that ended processes: first those are counted that dead
    /// processes had in hand.
    ///
    /// - Throws: `.inputOutput` where the flight recorder or the database cannot be had, `.tryAgain` where another
    ///   process keeps it.
    package static func readingPool(
        _ configuration: Configuration, _ store: any ReaderDeaths, now: Timestamp, logger: Logger
    ) async throws(CommandFailure) -> ReadingPool {
        let path = configuration.state.path
        func count(_ attempts: [InterruptedReading]) async throws(CommandFailure) -> [ReaderDeath] {
            try await stored { () throws(StorageFailure) in
                try await store.count(deathsIn: attempts, extractor: Extractor.version, at: now)
            }
        }
        let recorder = try await FlightRecorder.open(beside: path, slots: ReadingPool.slots) {
            (readings) throws(CommandFailure) in
            let deaths = try await count(readings)
            for attempt in readings.map(\.attempt) {
                let known = deaths.first { $0.attempt.key == attempt.key && $0.attempt.purpose == attempt.purpose }
                logger.warning(
                    "dibao ended while it read this page",
                    metadata: [
                        "source": "\(attempt.source)", "url": "\(attempt.url)", "deaths": "\(known?.deaths ?? 0)",
                        "kills": "\(known?.kills ?? 0)",
                        "is_set_aside": "\(known?.isSetAside ?? false)",
                    ])
            }
        }
        recorder.markFaults()
        return ReadingPool(recorder: recorder, deaths: try await count([]), memory: store) {
            logger.critical("too many pages cannot be read to their end; they are set aside, start dibao again")
            _exit(ExitStatus.tryAgain.rawValue)
        }
    }
}
