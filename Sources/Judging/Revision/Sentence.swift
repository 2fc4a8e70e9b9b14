/// A stretch of text that is compared as one: up to 。！？； or to the end of its line.
struct Sentence {
    /// As published, without white space at its ends.
    let text: String
    /// What parts it from the sentence before: a line break, white space or nothing.
    let lead: String
    let wording: Wording

    /// The sentences of some lines, none of them empty.
    static func split(_ lines: some Sequence<String>) -> [Sentence] {
        lines.flatMap { line in
            var sentences: [Sentence] = []
            for stretch in stretches(Array(line.unicodeScalars)) {
                let start = stretch.drop { $0.properties.isWhitespace }
                let end = start.dropLast(start.reversed().prefix { $0.properties.isWhitespace }.count)
                guard !end.isEmpty else { continue }
                sentences.append(
                    Sentence(
                        text: String(String.UnicodeScalarView(end)),
                        lead: sentences.isEmpty
                            ? "\n" : String(String.UnicodeScalarView(stretch[..<start.startIndex])),
                        wording: Wording(end)))
            }
            return sentences
        }
    }

    /// Several sentences in a row as they read.
    static func joined(_ sentences: ArraySlice<Sentence>) -> String {
        sentences.enumerated().map { $0 > 0 ? $1.lead + $1.text : $1.text }.joined()
    }

    private static func stretches(_ line: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        var stretches: [ArraySlice<Unicode.Scalar>] = []
        var start = 0
        var place = 0
        while place < line.count {
            defer { place += 1 }
            guard ends(line, at: place) else { continue }
            while place + 1 < line.count, stops.contains(line[place + 1]) || closers.contains(line[place + 1]) {
                place += 1
            }
            stretches.append(line[start...place])
            start = place + 1
        }
        stretches.append(line[start...])
        return stretches
    }

    private static let stops: Set<Unicode.Scalar> = ["。", "！", "？", "；", "｡", "!", "?", ";"]
    private static let closers: Set<Unicode.Scalar> = ["”", "’", "」", "』", "》", "〉", "）", ")", "】", "]", "］"]

    /// A `?` within an address or a number ends nothing.
    private static func ends(_ line: [Unicode.Scalar], at place: Int) -> Bool {
        guard stops.contains(line[place]) else { return false }
        guard line[place].isASCII, place + 1 < line.count else { return true }
        return !(line[place + 1].isASCII && line[place + 1].properties.isAlphabetic) && !isDigit(line[place + 1])
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
