import Judging
import Model

/// A Saturday, noon in Beijing.
let noon = Timestamp("2026-11-21T12:00:00+08:00")!  // a valid RFC 3339 time

/// Beijing's clock.
let beijing = 8 * 3600

/// The moment so many hours after `noon`.
func at(_ hours: Double) -> Timestamp {
    Timestamp(secondsSinceEpoch: noon.secondsSinceEpoch + Int(hours * 3600))
}

extension Duration {
    static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
    static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
    static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}

/// Looks written as a line: hours after `noon`, then what came.
///
/// `0 served, 24 404, 26 wall, 49 404`; also 410, soft, home, dns, tls and `failed`.
func looks(_ line: String) -> LookHistory {
    LookHistory(
        line.split(separator: ",").map { entry in
            let words = entry.split(separator: " ")
            let outcomes: [Substring: Look.Outcome] = [
                "served": .served, "404": .missing(.notFound), "410": .missing(.removed), "soft": .missing(.soft404),
                "home": .missing(.redirectHome), "dns": .missing(.dns), "tls": .missing(.tls),
                "failed": .failed("timed out"), "wall": .wall("jsl"),
            ]
            return Look(at: at(Double(words[0])!), outcome: outcomes[words[1]]!)
        })
}
