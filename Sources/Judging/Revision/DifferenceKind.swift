import Model

extension Change.Kind {
    /// What kind of change leads from one wording to another that differs: `number` or `name` where all differences are
    /// of that kind, else `wording`.
    init(from before: Wording, to after: Wording, names: NameReading) {
        let kinds = Set(
            Change.Kind.differences(before.letters, after.letters).map { run -> Change.Kind in
                if Change.Kind.isNumber(run, before.letters, after.letters) { return .number }
                return names.isName(run.before, in: before) && names.isName(run.after, in: after) ? .name : .wording
            })
        self = kinds.count == 1 ? kinds.first ?? .wording : .wording
    }

    /// The runs that differ; those that only the equal parts of one number or date divide are one: 9时30分 and 10时.
    private static func differences(_ before: [UInt32], _ after: [UInt32]) -> [SequenceDiff.Run] {
        var joined: [SequenceDiff.Run] = []
        for run in SequenceDiff(before, after).runs {
            if let last = joined.last,
                before[last.before.upperBound..<run.before.lowerBound].allSatisfy(isPartOfNumber)
            {
                joined[joined.count - 1] = SequenceDiff.Run(
                    before: last.before.lowerBound..<run.before.upperBound,
                    after: last.after.lowerBound..<run.after.upperBound)
            } else {
                joined.append(run)
            }
        }
        return joined
    }

    private static func isPartOfNumber(_ letter: UInt32) -> Bool {
        Numerals.isNumeral(letter) || Numerals.isUnit(letter)
    }

    /// Numbers, with the units beside them, on both sides; or on one side, if it writes digits or adds to a number.
    private static func isNumber(_ run: SequenceDiff.Run, _ before: [UInt32], _ after: [UInt32]) -> Bool {
        let old = before[run.before]
        let new = after[run.after]
        guard (old + new).allSatisfy(isPartOfNumber) else { return false }
        let isInOld = old.contains(where: Numerals.isNumeral)
        let isInNew = new.contains(where: Numerals.isNumeral)
        if isInOld, isInNew { return true }
        guard isInOld || isInNew else { return false }
        return (old + new).contains(where: { Numerals.isDigit($0) || Numerals.isUnit($0) })
            || touchesNumeral(run.before, before)
    }

    /// Whether what stands before or behind it, the same on both sides, writes a number.
    private static func touchesNumeral(_ range: Range<Int>, _ letters: [UInt32]) -> Bool {
        (range.lowerBound > 0 && Numerals.isNumeral(letters[range.lowerBound - 1]))
            || (range.upperBound < letters.count && Numerals.isNumeral(letters[range.upperBound]))
    }
}
