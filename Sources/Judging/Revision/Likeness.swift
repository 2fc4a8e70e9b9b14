/// How alike two stretches of text are: the share of letters and pairs of letters that they have in common.
///
/// All numbers look alike to it but for one element each, so that 投资100万元 and 投资2.5亿元 are much alike, and of several
/// rows that differ in numbers only, the same ones the most.
struct Likeness {
    /// A multiset as a sorted list.
    private let elements: [UInt64]

    /// Elements of it: about two a letter. Comparing two costs as much as they have together.
    var size: Int { elements.count }

    init(_ wording: Wording) {
        var elements: [UInt64] = []
        elements.reserveCapacity(wording.letters.count * 2)
        var previous: UInt64?
        var number: UInt64?
        for letter in wording.letters {
            if Numerals.isNumeral(letter) {
                // 0x20_0000 is past every scalar.
                number = (number ?? 0x20_0000) &* 31 &+ UInt64(letter)
                if previous == Likeness.anyNumber { continue }
            } else if let whole = number {
                elements.append(whole | 1 << 63)
                number = nil
            }
            let element = Numerals.isNumeral(letter) ? Likeness.anyNumber : UInt64(letter)
            elements.append(element)
            if let previous { elements.append(previous << 24 | element) }
            previous = element
        }
        if let number { elements.append(number | 1 << 63) }
        self.elements = elements.sorted()
    }

    private static let anyNumber: UInt64 = 0x20_0000

    /// Dice's coefficient: 0 to 1; 1 for two empty ones.
    func share(with other: Likeness) -> Double {
        guard size + other.size > 0 else { return 1 }
        var common = 0
        var x = 0
        var y = 0
        while x < elements.count, y < other.elements.count {
            let (left, right) = (elements[x], other.elements[y])
            if left == right { common += 1 }
            if left <= right { x += 1 }
            if right <= left { y += 1 }
        }
        return Double(2 * common) / Double(size + other.size)
    }

    /// What `share` cannot exceed, told by the sizes alone.
    func shareAtMost(with other: Likeness) -> Double {
        guard size + other.size > 0 else { return 1 }
        return Double(2 * min(size, other.size)) / Double(size + other.size)
    }
}
