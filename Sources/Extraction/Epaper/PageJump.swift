internal import Model

/// A line's word that an article of a newspaper goes on on another page, or comes from one:
/// `（下转第三版）`, `►下转A02版`, `(上接第1版)`, `紧接01版`.
///
/// It stands at a line's end or beginning, in brackets, behind an arrow, or alone: 转第三版 inside a sentence is none.
struct PageJump: Hashable, Sendable {
    enum Direction: String, Hashable, Sendable {
        /// At the end of what goes on elsewhere.
        case onward
        /// At the beginning of what began elsewhere.
        case back
    }

    let direction: Direction
    /// The other page, as `PageJump.number` has it.
    let page: String
    /// The line without it; empty where it is all of the line.
    let rest: String

    private static let words: [(direction: Direction, word: [Unicode.Scalar])] =
        RuleText.lines(PackageResources.page_jumps_txt).map { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, let direction = Direction(rawValue: String(parts[0])) else {
                preconditionFailure("a rule that cannot be read: \(line)")  // the list is part of the program
            }
            return (direction, Array(parts[1].unicodeScalars))
        }

    private static let openers = Set("([【〔〖<《「『▶►→➤>★●◆▲▼↓".unicodeScalars).union(["（", "［", "＜"])
    private static let closers = Set(")]】〕〗>》」』◀◄←<".unicodeScalars).union(["）", "］", "＞"])
    private static let blanks: Set<Unicode.Scalar> = [" ", "\u{3000}", "\u{A0}", "\t"]
    /// Characters of a line, from its end or its beginning, among which the word is looked for.
    private static let reach = 200
    /// What may follow behind 版 inside the brackets: 下转第2版·要闻.
    private static let mostBehind = 8

    /// Nil for a line that says nothing of the kind at the end, or at the beginning, that the direction has.
    init?(_ line: String, _ direction: Direction) {
        let text = Array(line.unicodeScalars)
        for (wanted, word) in PageJump.words where wanted == direction {
            guard text.count >= word.count else { continue }
            let near = 0...text.count - word.count
            let looked =
                direction == .onward
                ? near.suffix(PageJump.reach) : near.prefix(PageJump.reach)
            let starts = looked.filter { text[$0..<$0 + word.count].elementsEqual(word) }
            for start in direction == .onward ? starts.reversed() : starts {
                guard let found = PageJump.span(of: text, word: start..<start + word.count) else { continue }
                let isAll = found.span == 0..<text.count
                guard found.isSetOff || isAll else { continue }
                guard direction == .onward ? found.span.upperBound == text.count : found.span.lowerBound == 0 else {
                    continue
                }
                self.direction = direction
                page = found.page
                let rest = direction == .onward ? text[..<found.span.lowerBound] : text[found.span.upperBound...]
                self.rest = string(of: PageJump.trimmed(rest))
                return
            }
        }
        return nil
    }

    /// All that belongs to the marker around its word; nil where no page's number follows.
    private static func span(
        of text: [Unicode.Scalar], word: Range<Int>
    ) -> (span: Range<Int>, page: String, isSetOff: Bool)? {
        var start = word.lowerBound
        var isSetOff = false
        while start > 0, openers.contains(text[start - 1]) || blanks.contains(text[start - 1]) {
            start -= 1
            isSetOff = isSetOff || openers.contains(text[start])
        }
        var end = word.upperBound
        while end < text.count, text[end] == "第" || blanks.contains(text[end]) { end += 1 }
        let first = end
        while end < text.count, end - first < 5, isPartOfNumber(text[end]) { end += 1 }
        let number = string(of: text[first..<end])
        while end < text.count, blanks.contains(text[end]) { end += 1 }
        guard let page = PageJump.number(number), end < text.count, text[end] == "版" else { return nil }
        end += 1
        // A name of the page, up to the bracket that closes.
        if let closing = text[end...].prefix(mostBehind + 1).firstIndex(where: { closers.contains($0) }) {
            end = closing
        }
        while end < text.count, closers.contains(text[end]) || blanks.contains(text[end]) { end += 1 }
        if end < text.count, text.count - end == 1, ["。", ".", "…"].contains(text[end]) { end += 1 }
        return (start..<end, page, isSetOff)
    }

    private static func isPartOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        let half = Width.half(scalar.value)
        return (0x30...0x39).contains(half) || (0x41...0x5A).contains(half) || (0x61...0x7A).contains(half)
            || digits[scalar] != nil || scalar == "十"
    }

    private static let digits: [Unicode.Scalar: Int] = [
        "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// A page's number in one spelling: `03`, `３` and `三` are `3`, `A02` is `A2`, `十二` is `12`. Nil for none.
    static func number(_ text: String) -> String? {
        let scalars = text.unicodeScalars.map { Unicode.Scalar(Width.half($0.value)) ?? $0 }
        let letters = scalars.prefix { $0.properties.isAlphabetic && $0.isASCII }
        let rest = Array(scalars.dropFirst(letters.count))
        guard letters.count <= 1, let value = value(of: rest), (1...999).contains(value) else { return nil }
        return string(of: letters[...]).uppercased() + "\(value)"
    }

    private static func value(of scalars: [Unicode.Scalar]) -> Int? {
        guard !scalars.isEmpty, scalars.count <= 4 else { return nil }
        if scalars.allSatisfy({ ("0"..."9").contains($0) }) { return Int(string(of: scalars[...])) }
        guard let ten = scalars.firstIndex(of: "十") else {
            let values = scalars.compactMap { digits[$0] }
            guard values.count == scalars.count else { return nil }
            return values.reduce(0) { $0 * 10 + $1 }
        }
        guard ten <= 1, scalars.count - ten <= 2 else { return nil }
        let tens = ten == 0 ? 1 : digits[scalars[0]]
        let ones = ten == scalars.count - 1 ? 0 : digits[scalars[ten + 1]]
        guard let tens, let ones else { return nil }
        return tens * 10 + ones
    }

    private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var text = text
        while let last = text.last, blanks.contains(last) { text.removeLast() }
        while let first = text.first, blanks.contains(first) { text.removeFirst() }
        return text
    }
}

private func string(of scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }
