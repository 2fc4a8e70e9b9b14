/// Durations as configuration files write them: a whole number and a unit, `"500ms"`, `"30s"`, `"15m"`, `"2h"`, `"7d"`.
enum TimeSpan {
    private static let units: [(suffix: String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Nil for anything else, also for what does not fit (more than 100,000 days).
    static func duration(_ text: String) -> Duration? {
        guard let (number, suffix) = splitQuantity(text),
            let unit = units.first(where: { $0.suffix == suffix })
        else { return nil }
        let (milliseconds, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
        guard !overflow, milliseconds <= 100_000 * 86_400_000 else { return nil }
        return .milliseconds(milliseconds)
    }

    /// In the largest unit that divides it.
    static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        guard milliseconds != 0, let unit = units.last(where: { milliseconds % $0.milliseconds == 0 }) else {
            return "0s"
        }
        return "\(milliseconds / unit.milliseconds)\(unit.suffix)"
    }
}

/// Sizes as configuration files write them: a whole number and a unit, `"512B"`, `"64KiB"`, `"16MiB"`, `"1GiB"`.
enum ByteSize {
    private static let units: [(suffix: String, shift: Int)] = [("B", 0), ("KiB", 10), ("MiB", 20), ("GiB", 30)]

    /// Nil for anything else, also for what does not fit (1 TiB and more).
    static func bytes(_ text: String) -> Int? {
        guard let (number, suffix) = splitQuantity(text),
            let unit = units.first(where: { $0.suffix == suffix }), number < 1 << (40 - unit.shift)
        else { return nil }
        return number << unit.shift
    }

    /// In the largest unit that divides it.
    static func text(_ bytes: Int) -> String {
        guard bytes != 0, let unit = units.last(where: { bytes % (1 << $0.shift) == 0 }) else { return "0B" }
        return "\(bytes >> unit.shift)\(unit.suffix)"
    }
}

/// `"15m"` as 15 and `m`; nil without digits first, or with more of them than fit.
private func splitQuantity(_ text: String) -> (number: Int, unit: String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    return (number, text.dropFirst(digits.count).filter { $0 != " " })
}

extension Duration {
    /// To whole seconds.
    var roundedUp: Duration { .seconds(components.seconds + (components.attoseconds > 0 ? 1 : 0)) }
}
