import Testing

@testable import Judging

@Suite struct SequenceDiffTests {
    /// The length of the longest common subsequence, by the table.
    private func common(_ before: [UInt32], _ after: [UInt32]) -> Int {
        var row = [Int](repeating: 0, count: after.count + 1)
        for old in before {
            var diagonal = 0
            for (place, new) in after.enumerated() {
                let above = row[place + 1]
                row[place + 1] = old == new ? diagonal + 1 : max(above, row[place])
                diagonal = above
            }
        }
        return row[after.count]
    }

    @Test("Every script is a shortest one and leads from one sequence to the other", arguments: 0..<200)
    func shortest(seed: UInt64) {
        var dice = Dice(seed: seed)
        let letters = UInt32.random(in: 1...6, using: &dice)
        func sequence() -> [UInt32] {
            (0..<Int.random(in: 0...40, using: &dice)).map { _ in UInt32.random(in: 0..<letters, using: &dice) }
        }
        let (before, after) = (sequence(), sequence())
        let diff = SequenceDiff(before, after)
        var rebuilt: [UInt32] = []
        var place = 0
        for run in diff.runs {
            rebuilt += before[place..<run.before.lowerBound]
            #expect(run.after.lowerBound == rebuilt.count)
            rebuilt += after[run.after]
            place = run.before.upperBound
        }
        rebuilt += before[place...]
        #expect(rebuilt == after)
        let removed = diff.runs.reduce(0) { $0 + $1.before.count }
        #expect(before.count - removed == common(before, after))
        #expect(diff.isExact)
    }

    @Test("Runs are parted by something equal")
    func runsAreParted() {
        for seed in UInt64(0)..<50 {
            var dice = Dice(seed: seed)
            let before = (0..<30).map { _ in UInt32.random(in: 0..<3, using: &dice) }
            let after = (0..<30).map { _ in UInt32.random(in: 0..<3, using: &dice) }
            let runs = SequenceDiff(before, after).runs
            #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.before.upperBound < $1.before.lowerBound })
        }
    }

    @Test("Sequences without anything in common are one run, short or long", arguments: [1, 500, 501, 100_000])
    func nothingInCommon(count: Int) {
        let diff = SequenceDiff(Array(repeating: 1, count: count), Array(repeating: 2, count: count))
        #expect(diff.runs == [.init(before: 0..<count, after: 0..<count)])
        #expect(diff.isExact == (count <= 500))
    }

    @Test("A few differences in a long sequence are found exactly")
    func fewInMany() {
        var after = (0..<200_000).map { UInt32($0) }
        let before = after
        after[100_000] = 0
        after.remove(at: 150_000)
        let diff = SequenceDiff(before, after)
        #expect(
            diff.runs == [
                .init(before: 100_000..<100_001, after: 100_000..<100_001),
                .init(before: 150_000..<150_001, after: 150_000..<150_000),
            ])
    }
}

/// Reproducible chance.
///
/// Source: G. Steele et al., "Fast Splittable Pseudorandom Number Generators" (2014), SplitMix64.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
