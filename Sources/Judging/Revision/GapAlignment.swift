/// Aligns two runs of sentences none of which need be equal: the pairs, and the two that became one or the one that
/// became two, which together are most alike, in their order.
///
/// Source: W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), with likeness in
/// the place of length.
struct GapAlignment {
    /// All sentences of both sides, in reading order.
    let groups: [SentenceAlignment.Group]

    /// A sentence became another when they share as much.
    private static let pairShare = 0.4
    /// Two became one, or one two, when they share as much.
    private static let mergeShare = 0.7
    /// Elements compared, at most: about a third of a second's work.
    private static let mostWork = 20_000_000
    /// Cells of the table, at most.
    private static let mostCells = 1_000_000

    /// Nil where it would take too long.
    init?(_ before: ArraySlice<Sentence>, _ after: ArraySlice<Sentence>) {
        let old = Side(before)
        let new = Side(after)
        let work = old.count * new.size + new.count * old.size
        guard old.count * new.count <= GapAlignment.mostCells, work <= GapAlignment.mostWork else { return nil }
        groups = GapAlignment.path(old, new).map { step in
            SentenceAlignment.Group(
                before: before.startIndex + step.before.lowerBound..<before.startIndex + step.before.upperBound,
                after: after.startIndex + step.after.lowerBound..<after.startIndex + step.after.upperBound)
        }
    }

    /// One side's sentences, alone and with the next one.
    private struct Side {
        let alone: [Likeness]
        let withNext: [Likeness]
        var count: Int { alone.count }
        /// Elements of all sentences.
        var size: Int { alone.reduce(0) { $0 + $1.size } }

        init(_ sentences: ArraySlice<Sentence>) {
            alone = sentences.map { Likeness($0.wording) }
            withNext = zip(sentences, sentences.dropFirst()).map {
                Likeness(Wording(joining: [$0.wording, $1.wording]))
            }
        }
    }

    /// How many sentences of each side a step takes.
    private enum Step: UInt8, CaseIterable {
        case drop, add, pair, split, merge

        var before: Int {
            switch self {
            case .add: 0
            case .drop, .pair, .split: 1
            case .merge: 2
            }
        }

        var after: Int {
            switch self {
            case .drop: 0
            case .add, .pair, .merge: 1
            case .split: 2
            }
        }
    }

    private static func path(_ old: Side, _ new: Side) -> [SentenceAlignment.Group] {
        let width = new.count + 1
        var worth = [Double](repeating: 0, count: (old.count + 1) * width)
        var steps = [Step](repeating: .add, count: worth.count)
        for x in stride(from: old.count, through: 0, by: -1) {
            for y in stride(from: new.count, through: 0, by: -1) where x < old.count || y < new.count {
                var best = -1.0
                for step in Step.allCases where x + step.before <= old.count && y + step.after <= new.count {
                    guard let gain = gain(step, old, x, new, y) else { continue }
                    let total = gain + worth[(x + step.before) * width + y + step.after]
                    if total > best {
                        best = total
                        steps[x * width + y] = step
                    }
                }
                worth[x * width + y] = best
            }
        }
        var groups: [SentenceAlignment.Group] = []
        var x = 0
        var y = 0
        while x < old.count || y < new.count {
            let step = steps[x * width + y]
            groups.append(.init(before: x..<x + step.before, after: y..<y + step.after))
            x += step.before
            y += step.after
        }
        return groups
    }

    /// What a step adds to the alignment's worth; nil where the sentences are not alike enough for it.
    private static func gain(_ step: Step, _ old: Side, _ x: Int, _ new: Side, _ y: Int) -> Double? {
        switch step {
        case .drop, .add: 0
        case .pair: gain(old.alone[x], new.alone[y], atLeast: pairShare)
        case .split: gain(old.alone[x], new.withNext[y], atLeast: mergeShare)
        case .merge: gain(old.withNext[x], new.alone[y], atLeast: mergeShare)
        }
    }

    /// The square of the share, so that a third sentence is taken in only where it fits, times the length.
    private static func gain(_ left: Likeness, _ right: Likeness, atLeast least: Double) -> Double? {
        guard left.shareAtMost(with: right) >= least else { return nil }
        let share = left.share(with: right)
        return share >= least ? share * share * Double(left.size + right.size + 1) : nil
    }
}
