import Model
import PropertyTesting
import Testing

@testable import Storage

@Suite struct TimelinePropertyTests {
    /// Whatever days articles have: every month from the first to the last is there once, and all adds up.
    @Test func everyTimelineAddsUp() async {
        await checkProperty(count: 40) { choices in
            choices.array(0...6) { choices in
                let days = choices.pick([0...60, -719_162...2_932_896])
                return (choices.int(days), choices.int(0...3), choices.pick(["a", "b", "c"]))
            }
        } claim: { tallies in
            let found = tallies.compactMap { number, count, source in
                Day(daysSinceEpoch: number).map { Timeline.Tally(day: $0, source: source, count: count) }
            }
            let timeline = Timeline(first: nil, found: found, all: found.map { ($0.day, $0.count) })
            let names = timeline.months.map(\.name)
            guard names == names.sorted(), Set(names).count == names.count else { return "months are not in order" }
            guard timeline.count == found.reduce(0, { $0 + $1.count }) else { return "\(timeline.count) articles" }
            return timeline.sources.reduce(0) { $0 + $1.count } == timeline.count ? nil : "sources do not add up"
        }
    }
}
