package import Model

/// What an edit did to a text, sentence by sentence.
///
/// | kind | between `before` and `after` |
/// |---|---|
/// | `punctuation` | letters, digits and Han characters are the same |
/// | `number` | only numbers differ: digits, Chinese numerals, dates, amounts, per cent |
/// | `name` | only personal names differ |
/// | `wording` | anything else, or several kinds at once |
/// | `added`, `removed` | a sentence that the other text has no counterpart of |
///
/// Sentences end at 。！？； and at line ends. One that was split in two, or two that were joined, are one change. A
/// sentence that was moved is removed in one place and added in another. Line breaks and white space alone are no change.
/// Cost is bounded: texts that differ in more than 1,000 sentences, or in runs of sentences too long to be compared with
/// one another, give what was removed and what was added.
package struct RevisionDiff: Hashable, Sendable {
    /// In reading order.
    package let changes: [Change]
    /// False where the texts say the same in the same words: punctuation, width, white space. Such an edit is no revision.
    package let isMeaningful: Bool

    /// - Parameters: the lines of both texts, headline first.
    package init(before: [String], after: [String]) {
        guard before != after else {
            (changes, isMeaningful) = ([], false)
            return
        }
        let old = Sentence.split(before)
        let new = Sentence.split(after)
        let isSameWording = old.lazy.flatMap(\.wording.letters).elementsEqual(new.lazy.flatMap(\.wording.letters))
        let groups = SentenceAlignment(before: old, after: new).groups(isSameWording: isSameWording)
        changes = groups.map { RevisionDiff.change(from: old[$0.before], to: new[$0.after]) }
        isMeaningful = !isSameWording
    }

    private static func change(from before: ArraySlice<Sentence>, to after: ArraySlice<Sentence>) -> Change {
        let old = Wording(joining: before.lazy.map(\.wording))
        let new = Wording(joining: after.lazy.map(\.wording))
        let kind: Change.Kind
        if old.letters == new.letters {
            kind = .punctuation
        } else if before.isEmpty {
            kind = .added
        } else if after.isEmpty {
            kind = .removed
        } else {
            kind = Change.Kind(from: old, to: new, names: .standard)
        }
        return Change(
            kind: kind, before: before.isEmpty ? nil : Sentence.joined(before),
            after: after.isEmpty ? nil : Sentence.joined(after))
    }
}
