/// Text that a mirror has mangled by writing pinyin behind Traditional characters: `工程萬(wàn)`.
///
/// Such a mirror converts Simplified text to Traditional characters, one for one, and glosses each that it changed.
/// Taking the glosses out and converting back restores the original, but for characters that the mirror lost.
enum Glosses {
    /// Glosses in so many lines' text make a page a mangled one.
    static let minimumCount = 3

    /// Number of glosses in the text.
    static func count(in line: String) -> Int {
        var count = 0
        _ = remove(from: scalars(of: line)) { count += 1 }
        return count
    }

    /// Whether the text is one gloss, with or without its brackets.
    static func isGloss(_ text: String) -> Bool {
        var inner = scalars(of: text)
        if inner.first == 0x28 || inner.first == 0xFF08 { inner.removeFirst() }
        if inner.last != 0x29, inner.last != 0xFF09 { inner.append(0x29) }
        return glossEnd(in: inner, from: 0) == inner.count
    }

    /// The line without its glosses.
    static func removed(from line: String) -> String { string(of: remove(from: scalars(of: line)) {}) }

    /// Removes `(wàn)` behind a Han character: Latin letters with at least one tone mark or of a pinyin syllable's
    /// form, with a space at the most, in brackets of either width.
    private static func remove(from text: [UInt32], onGloss: () -> Void) -> [UInt32] {
        var kept: [UInt32] = []
        kept.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == 0x28 || text[index] == 0xFF08, let last = kept.last, last.isHan,
                let end = glossEnd(in: text, from: index + 1, mayBeToneless: TraditionalTable.isTraditional(last))
            {
                onGloss()
                index = end
            } else {
                kept.append(text[index])
                index += 1
            }
        }
        return kept
    }

    /// - Parameter mayBeToneless: the character before is one that such a mirror glosses: 麼(me) has no tone.
    private static func glossEnd(in text: [UInt32], from start: Int, mayBeToneless: Bool = false) -> Int? {
        var index = start
        var hasTone = false
        while index < text.count, index - start <= 8 {
            let scalar = text[index]
            if scalar == 0x29 || scalar == 0xFF09 {
                return index > start && (hasTone || mayBeToneless) ? index + 1 : nil
            }
            if toned.contains(scalar) {
                hasTone = true
            } else if !(0x61...0x7A).contains(scalar), scalar != 0x20, scalar != 0xFC {
                return nil
            }
            index += 1
        }
        return nil
    }

    private static let toned = Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêế".unicodeScalars.map(\.value))
}
