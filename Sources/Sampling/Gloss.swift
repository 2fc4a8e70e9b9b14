/// Writes Simplified text as a mirror does: in Traditional characters, each with its pinyin behind it.
struct Gloss: Sendable {
    private let glosses: [Character: String]

    init() {
        let entries = glossEntries.split { $0 == " " || $0 == "\n" }
        glosses = Dictionary(
            entries.map { entry in
                let traditional = entry.dropFirst().prefix(1)
                return (entry[entry.startIndex], "\(traditional)(\(entry.dropFirst(2)))")
            }, uniquingKeysWith: { first, _ in first })
    }

    /// `工程万元` becomes `工程萬(wàn)元`; characters that are the same in both scripts stay bare.
    func callAsFunction(_ text: String) -> String {
        text.reduce(into: "") { $0 += glosses[$1] ?? String($1) }
    }
}
