/// Words as a tree of scalars: finds every word that starts at a place in one walk.
struct WordTree: Sendable {
    private var children: [UInt64: Int32] = [:]
    private var values: [Int32] = [-1]
    /// The first scalars of all words as bits of their low byte: most places have no word, and this tells at once.
    private var starts: [Bool] = Array(repeating: false, count: 256)

    /// - Parameter value: not negative.
    mutating func insert(_ word: [UInt32], value: Int) {
        guard let first = word.first else { return }
        starts[Int(first & 0xFF)] = true
        var node: Int32 = 0
        for scalar in word {
            let key = UInt64(node) << 32 | UInt64(scalar)
            if let child = children[key] {
                node = child
            } else {
                values.append(-1)
                node = Int32(values.count - 1)
                children[key] = node
            }
        }
        values[Int(node)] = Int32(value)
    }

    /// Calls `found` with the length and value of every word that starts at `start`, short ones first.
    func words(in scalars: [UInt32], at start: Int, _ found: (_ length: Int, _ value: Int) -> Void) {
        guard starts[Int(scalars[start] & 0xFF)] else { return }
        var node: Int32 = 0
        for index in start..<scalars.count {
            guard let child = children[UInt64(node) << 32 | UInt64(scalars[index])] else { return }
            node = child
            if values[Int(node)] >= 0 { found(index - start + 1, Int(values[Int(node)])) }
        }
    }

    /// The longest word at `start`.
    func longest(in scalars: [UInt32], at start: Int) -> (length: Int, value: Int)? {
        var longest: (Int, Int)?
        words(in: scalars, at: start) { longest = ($0, $1) }
        return longest
    }
}
