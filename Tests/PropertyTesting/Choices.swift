/// Where a generated input comes from: a row of numbers, drawn from a seeded generator or replayed from a row given.
///
/// An input that fails is made smaller by making its row shorter and its numbers lower; no type needs a shrinker of its
/// own. A row that is used up gives zeros, so that every row makes an input. Choices are written so that 0 is the
/// simplest: no bytes, the first of the list, the lowest number.
///
/// Source: MacIver and Donaldson, Test-Case Reduction via Test-Case Generation, ECOOP 2020.
package struct Choices {
    /// What was drawn, in order.
    package private(set) var drawn: [UInt64] = []
    private var random: SplitMix64?
    private var replayed: ArraySlice<UInt64>

    /// Draws anew.
    package init(seed: UInt64) {
        random = SplitMix64(state: seed)
        replayed = []
    }

    /// Draws what was drawn before.
    package init(replaying row: [UInt64]) {
        replayed = row[...]
    }

    private mutating func next(below bound: UInt64) -> UInt64 {
        var value: UInt64 = 0
        if random != nil {
            value = random!.next() % bound
        } else if let first = replayed.popFirst() {
            value = first % bound
        }
        drawn.append(value)
        return value
    }

    /// A number of the range; its lower end is the simplest.
    package mutating func int(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
        let offset = width == .max ? next(below: .max) : next(below: width + 1)
        return range.lowerBound &+ Int(truncatingIfNeeded: offset)
    }

    /// True in about one case of `n`; false is the simplest.
    package mutating func oneIn(_ n: Int) -> Bool { next(below: UInt64(n)) == UInt64(n - 1) }

    /// One of the list, which must not be empty; its first is the simplest.
    package mutating func pick<Element>(_ list: [Element]) -> Element { list[int(0...list.count - 1)] }

    /// So many elements as the range allows; few are the simplest.
    package mutating func array<Element>(_ count: ClosedRange<Int>, _ element: (inout Choices) -> Element) -> [Element]
    {
        (0..<int(count)).map { _ in element(&self) }
    }
}

/// Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
