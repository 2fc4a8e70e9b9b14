/// The word lists of `Rules`, built into the binary: words parted by white space, `#` begins a line of comment.
struct WordList: Sendable {
    private let words: Set<[UInt32]>
    /// Scalars of the longest word.
    private let longest: Int

    init(_ resource: [UInt8]) {
        let lines = String(decoding: resource, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        words = Set(lines.flatMap { $0.split(separator: " ") }.map { $0.unicodeScalars.map(\.value) })
        longest = words.lazy.map(\.count).max() ?? 0
    }

    func contains(_ letters: ArraySlice<UInt32>) -> Bool {
        letters.count <= longest && words.contains(Array(letters))
    }

    /// Whether some word begins there.
    func begins(at start: Int, in letters: [UInt32]) -> Bool {
        guard start < letters.count else { return false }
        return (1...max(1, longest)).contains { start + $0 <= letters.count && contains(letters[start..<start + $0]) }
    }

    /// Whether some word ends right before there.
    func ends(at end: Int, in letters: [UInt32]) -> Bool {
        (1...max(1, longest)).contains { $0 <= end && contains(letters[end - $0..<end]) }
    }
}
