/// The places where two sequences differ: a shortest edit script, gathered into runs.
///
/// Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy algorithm.
struct SequenceDiff {
    /// A run of one sequence that stands for a run of the other; one of them may be empty.
    struct Run: Hashable {
        var before: Range<Int>
        var after: Range<Int>
    }

    /// In order; nothing before, between and after them differs.
    let runs: [Run]
    /// False where the sequences differ too much: everything between their common ends is then one run.
    let isExact: Bool

    /// Edits that are looked for, at most: the furthest points take 4 bytes · edits² / 2.
    private static let mostEdits = 1000
    /// Steps that are spent, at most.
    private static let mostSteps = 20_000_000

    init(_ before: [UInt32], _ after: [UInt32]) {
        let head = zip(before, after).prefix { $0 == $1 }.count
        let shorter = min(before.count, after.count) - head
        let tail = zip(before.reversed(), after.reversed()).prefix(shorter).prefix { $0 == $1 }.count
        let old = before[head..<before.count - tail]
        let new = after[head..<after.count - tail]
        guard !old.isEmpty || !new.isEmpty else {
            (runs, isExact) = ([], true)
            return
        }
        let whole = Run(before: old.startIndex..<old.endIndex, after: new.startIndex..<new.endIndex)
        guard !old.isEmpty, !new.isEmpty else {
            (runs, isExact) = ([whole], true)
            return
        }
        guard let edits = SequenceDiff.edits(Array(old), Array(new)) else {
            (runs, isExact) = ([whole], false)
            return
        }
        runs = SequenceDiff.gathered(edits).map { run in
            Run(
                before: run.before.lowerBound + head..<run.before.upperBound + head,
                after: run.after.lowerBound + head..<run.after.upperBound + head)
        }
        isExact = true
    }

    private struct Edits {
        var isRemoved: [Bool]
        var isAdded: [Bool]
    }

    /// Nil when there are too many.
    private static func edits(_ old: [UInt32], _ new: [UInt32]) -> Edits? {
        let limit = min(mostEdits, max(1, mostSteps / (old.count + new.count)), old.count + new.count)
        // Row d holds, for the diagonals -d, -d + 2 … d, how far into `old` d edits reach; it starts at d (d + 1) / 2.
        var reach: [Int32] = []
        for count in 0...limit {
            let previous = reach.count - count
            for index in 0...count {
                var x = 0
                if count > 0 {
                    x =
                        comesFromAdding(reach, previous, index, count)
                        ? Int(reach[previous + index]) : Int(reach[previous + index - 1]) + 1
                }
                var y = x - (2 * index - count)
                while x < old.count, y < new.count, old[x] == new[y] {
                    x += 1
                    y += 1
                }
                reach.append(Int32(x))
                if x >= old.count, y >= new.count {
                    return walkedBack(reach, count: count, index: index, old.count, new.count)
                }
            }
        }
        return nil
    }

    /// Whether the best way to the diagonal `index` of row `count` adds an element; else it removes one.
    private static func comesFromAdding(_ reach: [Int32], _ previous: Int, _ index: Int, _ count: Int) -> Bool {
        index == 0 || (index < count && reach[previous + index - 1] < reach[previous + index])
    }

    private static func walkedBack(_ reach: [Int32], count: Int, index: Int, _ olds: Int, _ news: Int) -> Edits {
        var edits = Edits(
            isRemoved: Array(repeating: false, count: olds), isAdded: Array(repeating: false, count: news))
        var index = index
        for row in stride(from: count, to: 0, by: -1) {
            let previous = row * (row - 1) / 2
            if comesFromAdding(reach, previous, index, row) {
                let x = Int(reach[previous + index])
                edits.isAdded[x - (2 * index - (row - 1))] = true
            } else {
                index -= 1
                edits.isRemoved[Int(reach[previous + index])] = true
            }
        }
        return edits
    }

    private static func gathered(_ edits: Edits) -> [Run] {
        var runs: [Run] = []
        var x = 0
        var y = 0
        while x < edits.isRemoved.count || y < edits.isAdded.count {
            let start = (x, y)
            while x < edits.isRemoved.count, edits.isRemoved[x] { x += 1 }
            while y < edits.isAdded.count, edits.isAdded[y] { y += 1 }
            if start == (x, y) {
                x += 1
                y += 1
            } else {
                runs.append(Run(before: start.0..<x, after: start.1..<y))
            }
        }
        return runs
    }
}
