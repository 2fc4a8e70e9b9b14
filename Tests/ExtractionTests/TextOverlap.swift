import Foundation

/// How much two texts say the same, as ROUGE-L measures it: the longest sequence of tokens that both hold in order.
///
/// A Han or kana character is a token; of everything else a run of letters, digits and underscores is one, in lower
/// case. Compatibility forms are folded first. The project's scorer measures in the same way.
struct TextOverlap {
    let precision: Double
    let recall: Double

    /// 0 to 1; two empty texts are the same.
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    init(expected: String, found: String) {
        let (wanted, got) = (TextOverlap.tokens(expected), TextOverlap.tokens(found))
        guard !(wanted.isEmpty && got.isEmpty) else {
            (precision, recall) = (1, 1)
            return
        }
        let common = Double(TextOverlap.longestCommonSequence(wanted, got))
        precision = got.isEmpty ? 0 : common / Double(got.count)
        recall = wanted.isEmpty ? 0 : common / Double(wanted.count)
    }

    static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            let isIdeograph =
                [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FFFF, 0x3040...0x30FF].contains {
                    $0.contains(Int(scalar.value))
                }
            if !isIdeograph, scalar == "_" || CharacterSet.alphanumerics.contains(scalar) {
                word.append(scalar)
                continue
            }
            if !word.isEmpty { tokens.append(String(word)) }
            word.removeAll()
            if isIdeograph { tokens.append(String(scalar)) }
        }
        if !word.isEmpty { tokens.append(String(word)) }
        return tokens
    }

    /// What begins and ends alike is counted off first: nearly all of two texts that hardly differ.
    private static func longestCommonSequence(_ first: [String], _ second: [String]) -> Int {
        var (a, b) = (first[...], second[...])
        var same = 0
        while let left = a.first, left == b.first {
            (a, b) = (a.dropFirst(), b.dropFirst())
            same += 1
        }
        while let left = a.last, left == b.last {
            (a, b) = (a.dropLast(), b.dropLast())
            same += 1
        }
        var numbers: [String: Int] = [:]
        func numbered(_ tokens: ArraySlice<String>) -> [Int] {
            tokens.map { token in
                if let number = numbers[token] { return number }
                numbers[token] = numbers.count
                return numbers.count - 1
            }
        }
        let (rows, columns) = (numbered(a), numbered(b))
        var lengths = [Int](repeating: 0, count: columns.count + 1)
        for row in rows {
            var diagonal = 0
            for (index, column) in columns.enumerated() {
                let above = lengths[index + 1]
                lengths[index + 1] = row == column ? diagonal + 1 : max(above, lengths[index])
                diagonal = above
            }
        }
        return same + lengths[columns.count]
    }
}
