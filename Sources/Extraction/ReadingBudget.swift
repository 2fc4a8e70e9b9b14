import Glibc

/// The processor time that reading one page may still take, on the thread that reads it.
///
/// What reads a page in steps asks `isSpent` now and then and stops early; whoever started it then calls `check`. Time on
/// the clock decides nothing: a busy machine reads the same pages.
struct ReadingBudget: Sendable {
    /// Nanoseconds of the thread's clock; nil without a limit.
    private let end: UInt64?
    private let seconds: Int

    static let unlimited = ReadingBudget(end: nil, seconds: 0)

    private init(end: UInt64?, seconds: Int) {
        self.end = end
        self.seconds = seconds
    }

    /// Begins now.
    ///
    /// - Parameters:
    ///   - limit: for a page of ordinary size.
    ///   - bytes: the page's; a larger one gets more.
    init(_ limit: Duration, bytes: Int) {
        let limit = limit + .seconds(limit > .zero ? bytes / ReadingBudget.bytesPerSecond : 0)
        let (seconds, attoseconds) = limit.components
        let nanoseconds =
            UInt64(clamping: seconds) * 1_000_000_000 + UInt64(clamping: attoseconds / 1_000_000_000)
        self.init(end: ReadingBudget.now + nanoseconds, seconds: Int(clamping: seconds))
    }

    private static let bytesPerSecond = 2 << 20

    var isSpent: Bool { end.map { ReadingBudget.now >= $0 } ?? false }

    /// - Throws: `.tooMuchWork` where nothing is left.
    func check() throws(ExtractionFailure) {
        if isSpent { throw .tooMuchWork(seconds: seconds) }
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
