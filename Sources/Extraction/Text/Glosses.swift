/// Text that a mirror has mangled by writing pinyin behind Traditional characters: `工程萬(wàn)`.
///
/// Such a mirror converts Simplified text to Traditional characters, one for one, and glosses each that it changed.
/// Taking the glosses out and converting back restores the original, but for characters that the mirror lost.
enum Glosses {
    /// Glosses in so many lines' text make a page a mangled one.
    static let minimumCount = 3

    /// Without tone marks, letters in brackets may be anything: so many make such a page.
    static let minimumToneless = 5

    /// How often a bracket opens before a small letter; each gloss without a tone mark is one of these.
    static func bracketedLetters(in text: [UInt8]) -> Int {
        text.indices.dropLast().count { index in
            (text[index] == 0x28 || text[index] == 0x88) && (0x61...0x7A).contains(text[index + 1])
        }
    }

    /// Number of glosses in the text.
    static func count(in line: String) -> Int {
        var count = 0
        _ = remove(from: scalars(of: line), isMangled: false) { count += 1 }
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
    ///
    /// - Parameter isToneless: the page is full of glosses without tone marks.
    static func removed(from line: String, isToneless: Bool = false) -> String {
        string(of: remove(from: scalars(of: line), isMangled: isToneless) {})
    }

    /// Removes `(wàn)` behind a Han character: Latin letters with at least one tone mark or of a pinyin syllable's
    /// form, with a space at the most, in brackets of either width.
    ///
    /// - Parameter isMangled: the page is, so that a syllable behind any Han character is a gloss.
    private static func remove(from text: [UInt32], isMangled: Bool, onGloss: () -> Void) -> [UInt32] {
        var kept: [UInt32] = []
        kept.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == 0x28 || text[index] == 0xFF08, let last = kept.last, last.isHan,
                let end = glossEnd(
                    in: text, from: index + 1, mayBeToneless: isMangled || TraditionalTable.isTraditional(last))
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
                guard index > start else { return nil }
                let isGloss = hasTone || mayBeToneless && isSyllable(text[start..<index])
                return isGloss ? index + 1 : nil
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

    /// A syllable of pinyin without its tone mark.
    private static func isSyllable(_ letters: ArraySlice<UInt32>) -> Bool {
        let syllable = string(of: letters.filter { $0 != 0x20 })
        if finals.contains(syllable) { return true }
        let length = ["zh", "ch", "sh"].contains { syllable.hasPrefix($0) } ? 2 : 1
        return syllable.first.map { "bpmfdtnlgkhjqxzcsrwy".contains($0) } == true
            && finals.contains(String(syllable.dropFirst(length)))
    }

    private static let finals: Set<String> = [
        "a", "o", "e", "i", "u", "v", "ü", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve", "er", "an", "en", "in",
        "un", "ang", "eng", "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan", "uang",
    ]

    private static let toned = Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêế".unicodeScalars.map(\.value))
}
