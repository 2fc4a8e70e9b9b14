import Model

extension Timestamp {
    /// The moment that much later, to the nearest second; stays at the end of what an `Int` holds.
    func adding(_ duration: Duration) -> Timestamp {
        let (sum, overflows) = secondsSinceEpoch.addingReportingOverflow(
            Int((duration + .milliseconds(500)).components.seconds))
        guard overflows else { return Timestamp(secondsSinceEpoch: sum) }
        return Timestamp(secondsSinceEpoch: .max)
    }

    /// The time from `earlier` to here; negative where that is later.
    func since(_ earlier: Timestamp) -> Duration {
        let (difference, overflows) = secondsSinceEpoch.subtractingReportingOverflow(earlier.secondsSinceEpoch)
        guard overflows else { return .seconds(difference) }
        return .seconds(secondsSinceEpoch < earlier.secondsSinceEpoch ? Int.min : Int.max)
    }
}

extension Duration {
    static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
    static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
    static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }

    /// As people say it: the largest two of days, hours, minutes and seconds.
    var spoken: String {
        let total = max(0, Int(components.seconds))
        let parts = [(total / 86_400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "min"), (total % 60, "s")]
        let said = parts.filter { $0.0 > 0 }.prefix(2).map { "\($0.0) \($0.1)" }
        return said.isEmpty ? "0 s" : said.joined(separator: " ")
    }
}
