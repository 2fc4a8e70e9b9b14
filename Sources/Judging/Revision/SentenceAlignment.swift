/// Which sentences of one revision became which of the other, where they differ.
struct SentenceAlignment {
    /// Sentences that stand for one another; one side may be empty.
    struct Group: Hashable {
        var before: Range<Int>
        var after: Range<Int>
    }

    let before: [Sentence]
    let after: [Sentence]

    /// The groups that differ in any way, in reading order.
    ///
    /// Equal sentences are matched first; what lies between them is aligned by likeness. Texts of the same wording are
    /// aligned exactly, however their sentences are cut.
    func groups(isSameWording: Bool) -> [Group] {
        guard !isSameWording else {
            return sameWording(Group(before: before.indices, after: after.indices))
        }
        let (old, new) = numbered()
        return SequenceDiff(old, new).runs.flatMap { run -> [Group] in
            let gap = Group(before: run.before, after: run.after)
            if gap.before.isEmpty || gap.after.isEmpty { return oneByOne(gap) }
            if wording(of: gap.before, in: before).letters == wording(of: gap.after, in: after).letters {
                return sameWording(gap)
            }
            return GapAlignment(before[gap.before], after[gap.after])?.groups ?? leftovers(gap, old, new)
        }
    }

    /// A number for each distinct sentence.
    private func numbered() -> (before: [UInt32], after: [UInt32]) {
        var numbers: [String: UInt32] = [:]
        func number(_ sentence: Sentence) -> UInt32 {
            if let known = numbers[sentence.text] { return known }
            numbers[sentence.text] = UInt32(numbers.count)
            return UInt32(numbers.count - 1)
        }
        return (before.map(number), after.map(number))
    }

    /// Cuts a stretch of the same wording wherever sentences of both sides end together.
    private func sameWording(_ gap: Group) -> [Group] {
        var groups: [Group] = []
        var rest = gap
        while !rest.before.isEmpty || !rest.after.isEmpty {
            var x = rest.before.lowerBound
            var y = rest.after.lowerBound
            var ahead = 0  // letters that `before` is ahead of `after`
            repeat {
                let takesBefore = x < rest.before.upperBound && (ahead <= 0 || y == rest.after.upperBound)
                if takesBefore {
                    ahead += before[x].wording.letters.count
                    x += 1
                } else {
                    ahead -= after[y].wording.letters.count
                    y += 1
                }
            } while ahead != 0 || (y == rest.after.lowerBound && y < rest.after.upperBound)
            let group = Group(before: rest.before.lowerBound..<x, after: rest.after.lowerBound..<y)
            rest = Group(before: x..<rest.before.upperBound, after: y..<rest.after.upperBound)
            if before[group.before].map(\.text) != after[group.after].map(\.text) { groups.append(group) }
        }
        return groups
    }

    /// Too long and too different to be aligned: the sentences that the other side does not have, whatever their order.
    private func leftovers(_ gap: Group, _ old: [UInt32], _ new: [UInt32]) -> [Group] {
        var spare: [UInt32: Int] = [:]
        for place in gap.after { spare[new[place], default: 0] += 1 }
        var groups: [Group] = []
        for place in gap.before {
            if spare[old[place], default: 0] > 0 {
                spare[old[place], default: 0] -= 1
            } else {
                groups.append(Group(before: place..<place + 1, after: gap.after.lowerBound..<gap.after.lowerBound))
            }
        }
        for place in gap.after where spare[new[place], default: 0] > 0 {
            spare[new[place], default: 0] -= 1
            groups.append(Group(before: gap.before.upperBound..<gap.before.upperBound, after: place..<place + 1))
        }
        return groups
    }

    private func oneByOne(_ gap: Group) -> [Group] {
        gap.before.map { Group(before: $0..<$0 + 1, after: gap.after.lowerBound..<gap.after.lowerBound) }
            + gap.after.map { Group(before: gap.before.upperBound..<gap.before.upperBound, after: $0..<$0 + 1) }
    }

    private func wording(of range: Range<Int>, in sentences: [Sentence]) -> Wording {
        Wording(joining: sentences[range].lazy.map(\.wording))
    }
}
