/// Finds all of many words in a text at once, in one pass over its bytes, however many words there are.
///
/// Source: A. Aho, M. Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18 (1975).
package struct TermAutomaton: Sendable {
    /// A state's moves are `edges[firstEdge[state]..<firstEdge[state + 1]]`, by rising byte.
    private var firstEdge: [Int32] = []
    private var edges: [Edge] = []
    /// The moves of the first state, where most bytes of a text end up.
    private var rootMoves = [Int32](repeating: 0, count: 256)
    /// Where to go on when a state has no move for a byte.
    private var failure: [Int32] = [0]
    /// The word that ends in a state; -1: none.
    private var word: [Int32] = [-1]
    /// The next state on the way of failures in which a word ends; 0: none.
    private var nextEnd: [Int32] = [0]
    /// Words that differ.
    package let count: Int

    private struct Edge {
        let byte: UInt8
        let target: Int32
    }

    /// - Parameter words: UTF-8, none empty, each once; together fewer than 2^31 bytes.
    package init(_ words: [[UInt8]]) {
        count = words.count
        var children: [[(byte: UInt8, target: Int32)]] = [[]]
        for (number, bytes) in words.enumerated() {
            precondition(!bytes.isEmpty, "an empty word is everywhere")
            var state = 0
            for byte in bytes {
                if let known = children[state].first(where: { $0.byte == byte }) {
                    state = Int(known.target)
                } else {
                    children[state].append((byte, Int32(children.count)))
                    state = children.count
                    children.append([])
                    word.append(-1)
                }
            }
            word[state] = Int32(number)
        }
        failure = [Int32](repeating: 0, count: children.count)
        nextEnd = failure
        for state in children.indices {
            firstEdge.append(Int32(edges.count))
            edges += children[state].sorted { $0.byte < $1.byte }.map { Edge(byte: $0.byte, target: $0.target) }
        }
        firstEdge.append(Int32(edges.count))
        for edge in children[0] { rootMoves[Int(edge.byte)] = edge.target }
        linkFailures()
    }

    /// Level by level, so that a shorter suffix is linked before it is needed.
    private mutating func linkFailures() {
        var queue = moves(of: 0).map(\.target)
        var position = 0
        while position < queue.count {
            let state = queue[position]
            position += 1
            for edge in moves(of: Int(state)) {
                let fallback = move(from: failure[Int(state)], on: edge.byte)
                failure[Int(edge.target)] = fallback
                nextEnd[Int(edge.target)] = word[Int(fallback)] >= 0 ? fallback : nextEnd[Int(fallback)]
                queue.append(edge.target)
            }
        }
    }

    private func moves(of state: Int) -> ArraySlice<Edge> { edges[Int(firstEdge[state])..<Int(firstEdge[state + 1])] }

    private func move(from state: Int32, on byte: UInt8) -> Int32 {
        var state = state
        while state != 0 {
            if let edge = moves(of: Int(state)).first(where: { $0.byte == byte }) { return edge.target }
            state = failure[Int(state)]
        }
        return rootMoves[Int(byte)]
    }

    /// The numbers of the words that are in the text.
    package func words(in text: [UInt8]) -> Set<Int> {
        var found = Set<Int>()
        var state: Int32 = 0
        for byte in text {
            state = move(from: state, on: byte)
            var end = word[Int(state)] >= 0 ? state : nextEnd[Int(state)]
            while end != 0 {
                found.insert(Int(word[Int(end)]))
                end = nextEnd[Int(end)]
            }
        }
        return found
    }
}
