import Model

/// At which hours of the week a source publishes, by its own clock: what it published in each hour, the past weighing
/// half after four weeks.
struct WeekProfile: Hashable, Sendable {
    /// Hours of a week.
    static let hours = 7 * 24
    /// Articles that must be remembered before any hour is called busy.
    private static let leastArticles = 20
    /// Time that must have been watched before.
    private static let leastTime = Duration.days(7)
    /// An hour is busy when it has so many times the mean.
    private static let busyFactor = 2
    /// Left after a day, in ten thousandths: half after 28 days.
    private static let keptDaily = 9755
    /// Days forgotten at once, so that a long pause or a wrong clock does not wipe everything out.
    private static let mostDaysAtOnce = 30

    /// Thousandths of an article for each hour from Monday 0:00 on.
    private var weights = [Int](repeating: 0, count: hours)
    private var firstNoted: Timestamp?
    private var forgottenUntil: Timestamp?

    init() {}

    mutating func note(_ published: some Sequence<Timestamp>, now: Timestamp, utcOffset: Int) {
        forget(now)
        for moment in published {
            firstNoted = firstNoted.map { min($0, now) } ?? now
            let hour = WeekProfile.hour(of: moment, utcOffset: utcOffset)
            weights[hour] = min(weights[hour] + 1000, 1_000_000_000)
        }
    }

    /// Whether the hour of the week in which a moment lies is one of those in which most is published. An hour that is
    /// busy on the other days counts as busy in part.
    func isBusy(_ moment: Timestamp, utcOffset: Int) -> Bool {
        guard let firstNoted, moment.since(firstNoted) >= WeekProfile.leastTime else { return false }
        let total = weights.reduce(0, +)
        guard total >= WeekProfile.leastArticles * 1000 else { return false }
        let hour = WeekProfile.hour(of: moment, utcOffset: utcOffset)
        let sameHour = stride(from: hour % 24, to: WeekProfile.hours, by: 24).reduce(0) { $0 + weights[$1] } / 7
        // Each weight enters the sum of these over the week twice.
        return weights[hour] + sameHour >= WeekProfile.busyFactor * 2 * total / WeekProfile.hours
    }

    /// When the next busy hour begins, later than a moment and not later than another.
    func nextBusyHour(after moment: Timestamp, until end: Timestamp, utcOffset: Int) -> Timestamp? {
        let local = moment.secondsSinceEpoch + utcOffset
        let pastHour = (local % 3600 + 3600) % 3600
        var start = moment.adding(.seconds(3600 - pastHour))
        for _ in 0..<WeekProfile.hours where start <= end {
            if isBusy(start, utcOffset: utcOffset) { return start }
            start = start.adding(.hours(1))
        }
        return nil
    }

    private mutating func forget(_ now: Timestamp) {
        guard let until = forgottenUntil, until <= now else {
            forgottenUntil = now
            return
        }
        let days = Int(now.since(until).components.seconds) / 86_400
        guard days > 0 else { return }
        for _ in 0..<min(days, WeekProfile.mostDaysAtOnce) {
            for hour in weights.indices { weights[hour] = weights[hour] * WeekProfile.keptDaily / 10_000 }
        }
        forgottenUntil = until.adding(.days(days))
    }

    /// 0 for Monday 0:00 to 167.
    private static func hour(of moment: Timestamp, utcOffset: Int) -> Int {
        let week = hours * 3600
        // The epoch was a Thursday.
        let sinceMonday = (moment.secondsSinceEpoch + utcOffset + 3 * 86_400) % week
        return (sinceMonday + week) % week / 3600
    }
}

extension WeekProfile: Codable {
    private enum Field: String, CodingKey { case weights, from, until }

    /// - Throws: `DecodingError` unless there is a weight for each hour, none of them negative.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        weights = try fields.decode([Int].self, forKey: .weights)
        guard weights.count == WeekProfile.hours, weights.allSatisfy({ (0...1_000_000_000).contains($0) }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .weights, in: fields, debugDescription: "expected \(WeekProfile.hours) weights from 0 on")
        }
        firstNoted = try fields.decodeIfPresent(Timestamp.self, forKey: .from)
        forgottenUntil = try fields.decodeIfPresent(Timestamp.self, forKey: .until)
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(weights, forKey: .weights)
        try fields.encodeIfPresent(firstNoted, forKey: .from)
        try fields.encodeIfPresent(forgottenUntil, forKey: .until)
    }
}
