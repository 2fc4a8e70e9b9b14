/// Recognises personal names by their form and by what stands around them: a surname and one or two more characters,
/// after a title (市长王某某, 记者/王某) or before a title or a verb that people do (王某同志, 王某某出席), also in a list.
struct NameReading: Sendable {
    private let surnames: WordList
    private let titles: WordList
    private let marks: WordList
    private let notNames: WordList
    private let notGiven: WordList

    /// By the lists of `Rules`.
    static let standard = NameReading(
        surnames: WordList(PackageResources.surnames_txt), titles: WordList(PackageResources.titles_txt),
        marks: WordList(PackageResources.name_marks_txt), notNames: WordList(PackageResources.not_names_txt),
        notGiven: WordList(PackageResources.not_given_txt))

    /// Names that one list may hold.
    private static let mostInList = 12
    /// Letters of the longest transcribed name.
    private static let longestTranscribed = 15

    /// Whether a difference lies within somebody's name: the letters at `place`, or the gap there if it is empty.
    func isName(_ place: Range<Int>, in wording: Wording) -> Bool {
        let letters = wording.letters
        for start in max(0, place.lowerBound - NameReading.longestTranscribed)...place.lowerBound {
            // A gap is within a name only behind its first letter.
            guard start < letters.count, !place.isEmpty || start < place.lowerBound else { continue }
            let least = max(start + 1, place.upperBound)
            for end in least...max(least, start + NameReading.longestTranscribed)
            where end <= letters.count && isFormed(start..<end, in: wording) {
                if follows(start, in: letters) || precedes(end, in: letters, isSurname: end - start == 1) {
                    return true
                }
            }
        }
        return false
    }

    private func isFormed(_ span: Range<Int>, in wording: Wording) -> Bool {
        let joints = wording.joints[span.lowerBound + 1..<span.upperBound]
        guard wording.letters[span].allSatisfy(NameReading.isHan), !joints.contains(.punctuation) else { return false }
        if joints.contains(.dot) { return span.count <= NameReading.longestTranscribed }
        return isChineseName(wording.letters[span])
    }

    /// One letter is taken for a surname alone.
    private func isChineseName(_ letters: ArraySlice<UInt32>) -> Bool {
        guard letters.count <= 4, !notNames.contains(letters.prefix(2)) else { return false }
        let surname = letters.count > 2 && surnames.contains(letters.prefix(2)) ? 2 : 1
        let given = letters.dropFirst(surname)
        return surnames.contains(letters.prefix(surname)) && given.count <= 2
            && given.allSatisfy { !notGiven.contains([$0]) }
    }

    /// Whether a title stands before, or names one after the other and a title before them.
    private func follows(_ start: Int, in letters: [UInt32]) -> Bool {
        reaches(start, step: -1, in: letters) { titles.ends(at: $0, in: letters) }
    }

    /// Whether a title or a verb stands behind, or names one after the other and such a word behind them.
    private func precedes(_ end: Int, in letters: [UInt32], isSurname: Bool) -> Bool {
        if isSurname { return titles.begins(at: end, in: letters) }
        return reaches(end, step: 1, in: letters) {
            titles.begins(at: $0, in: letters) || marks.begins(at: $0, in: letters)
        }
    }

    /// Goes from name to name until `isMark` holds; names run together are parted in every way that is possible.
    private func reaches(_ start: Int, step: Int, in letters: [UInt32], isMark: (Int) -> Bool) -> Bool {
        var places: Set<Int> = [start]
        for _ in 0..<NameReading.mostInList where !places.isEmpty {
            if places.contains(where: isMark) { return true }
            var next: Set<Int> = []
            for place in places {
                for length in 2...3 {
                    let other = place + step * length
                    guard other >= 0, other <= letters.count else { continue }
                    let span = letters[min(place, other)..<max(place, other)]
                    if span.allSatisfy(NameReading.isHan), isChineseName(span) { next.insert(other) }
                }
            }
            places = next
        }
        return false
    }

    private static func isHan(_ letter: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(letter) || (0x20000...0x3FFFF).contains(letter)
    }
}
