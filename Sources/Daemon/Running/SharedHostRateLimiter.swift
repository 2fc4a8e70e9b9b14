internal import Glibc
internal import Model

/// The pauses between requests to a host, kept by all processes that work over one database: a daemon, a backfill and a
/// fetch by hand ask a host no more often together than one of them alone.
///
/// A file beside the database holds three numbers for each host: when it was asked or answered last, in nanoseconds since
/// the machine's start, how long it is left alone since, and the process that waits for its answer. A moment that is
/// still to come was written before the machine started last, and says nothing; nor does a process that has ended. Hosts
/// share a place where the hashes of their names fall together; they are then asked less often than they might be.
/// Nothing is synchronised to the disk: after a loss of power every pause is over.
package final class SharedHostRateLimiter: Sendable {
    private let handle: CInt

    private struct Place {
        var askedLast: Int64 = 0
        var pause: Int64 = 0
        /// Zero: nobody.
        var asking: Int64 = 0

        /// How long the host is still left alone; zero too for a moment that is still to come.
        func rest(at now: Duration) -> Duration {
            let last = Duration.nanoseconds(askedLast)
            return last <= now
                ? max(last + min(.nanoseconds(pause), SharedHostRateLimiter.longestPause) - now, .zero) : .zero
        }
    }

    private static let placeCount = 1 << 15
    /// How often a process looks again, every 20 µs, whether another has let go of the file.
    private static let lockTries = 50
    /// How long another process is waited for at one time, at most.
    private static let look: Duration = .milliseconds(200)
    /// Longer nobody waits for an answer.
    private static let longestAnswer: Duration = .seconds(600)
    /// Longer pauses are none of ours: the file is damaged.
    private static let longestPause: Duration = .seconds(100_000)

    /// Opens the file beside a database, and makes it where it is missing; the folder must be there.
    ///
    /// - Parameter database: the path of the SQLite file.
    /// - Throws: `.inputOutput`, with what to do.
    package init(beside database: String) throws(CommandFailure) {
        let path = SharedHostRateLimiter.path(beside: database)
        handle = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        let length = off_t(SharedHostRateLimiter.placeCount * MemoryLayout<Place>.size)
        let refusal = handle < 0 ? errno : posix_fallocate(handle, 0, length)
        guard refusal == 0 else {
            if handle >= 0 { close(handle) }
            throw CommandFailure(
                .inputOutput,
                "cannot keep the pauses between requests in \(path) (\(String(cString: strerror(refusal)))); give dibao "
                    + "write access and room there, or set state.url elsewhere")
        }
    }

    deinit { close(handle) }

    /// The file's path.
    package static func path(beside database: String) -> String { database + ".turns" }

    /// Takes the next turn at a host, if it has come; `release` says that its request was answered.
    ///
    /// - Parameters:
    ///   - delay: what the host is left alone after the answer.
    ///   - elapsed: `DaemonClock.elapsed`; asked while nobody else can take a turn.
    /// - Returns: nil where the turn is the caller's; else how long to wait before asking again.
    package func take(_ host: String, delay: Duration, elapsed: () -> Duration) -> Duration? {
        // The file cannot be had: another process was stopped while it wrote there. The pauses of this one hold.
        guard isLocked() else { return nil }
        defer { flock(handle, LOCK_UN) }
        let place = read(host)
        let now = elapsed()
        let last = Duration.nanoseconds(place.askedLast)
        if last <= now {
            let rest = place.rest(at: now)
            if rest > .zero { return rest }
            if SharedHostRateLimiter.isAsking(place.asking), now - last < SharedHostRateLimiter.longestAnswer {
                return SharedHostRateLimiter.look
            }
        }
        write(Place(askedLast: now.nanoseconds, pause: delay.nanoseconds, asking: Int64(getpid())), host)
        return nil
    }

    /// How long a host is still left alone.
    package func rest(of host: String, elapsed: () -> Duration) -> Duration {
        guard isLocked() else { return .zero }
        defer { flock(handle, LOCK_UN) }
        return read(host).rest(at: elapsed())
    }

    /// Says that this process has the answer that it took its last turn for: the pause begins.
    package func release(_ host: String, elapsed: () -> Duration) {
        guard isLocked() else { return }  // the turn ends with the process, or with `longestAnswer`
        defer { flock(handle, LOCK_UN) }
        var place = read(host)
        guard place.asking == Int64(getpid()) else { return }
        place.asking = 0
        place.askedLast = max(place.askedLast, elapsed().nanoseconds)
        write(place, host)
    }

    /// Whether another process asks.
    private static func isAsking(_ process: Int64) -> Bool {
        guard let process = pid_t(exactly: process), process > 0, process != getpid() else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }

    private func read(_ host: String) -> Place {
        var place = Place()
        // A file that was cut short says nothing.
        _ = pread(handle, &place, MemoryLayout<Place>.size, SharedHostRateLimiter.position(of: host))
        return place
    }

    private func write(_ place: Place, _ host: String) {
        var place = place
        // The room was set aside when the file was opened.
        _ = pwrite(handle, &place, MemoryLayout<Place>.size, SharedHostRateLimiter.position(of: host))
    }

    private func isLocked() -> Bool {
        for _ in 0..<SharedHostRateLimiter.lockTries {
            if flock(handle, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(20)
        }
        return false
    }

    private static func position(of host: String) -> off_t {
        let hash = FNV1a(host.utf8).value
        return off_t((hash ^ (hash >> 32)) & UInt64(placeCount - 1)) * off_t(MemoryLayout<Place>.size)
    }
}

extension Duration {
    /// Whole nanoseconds, rounded up.
    fileprivate var nanoseconds: Int64 {
        components.seconds &* 1_000_000_000 &+ (components.attoseconds + 999_999_999) / 1_000_000_000
    }
}
