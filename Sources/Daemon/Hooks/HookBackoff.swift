/// How long a hook rests after failures in a row, before it gets the same events again.
///
/// | failures | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 and more |
/// |---|---|---|---|---|---|---|---|---|---|---|
/// | seconds | 5 | 10 | 20 | 40 | 80 | 160 | 320 | 640 | 1280 | 1800 |
enum HookBackoff {
    /// Seconds.
    static let longestPause = 1800

    /// Seconds.
    static func pause(afterFailures failures: Int) -> Int {
        failures < 1 ? 0 : min(longestPause, 5 << min(failures - 1, 16))
    }
}
