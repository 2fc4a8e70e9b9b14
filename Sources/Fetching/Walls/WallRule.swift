/// One line of the list of marks: which wall a page is if it carries them all.
struct WallRule: Sendable {
    /// Where a mark is looked for.
    enum Mark: Hashable, Sendable {
        /// Anywhere in the source, ASCII, in any case.
        case body([UInt8])
        /// In what is shown, `noscript` included, letters and digits only.
        case text(WordingSkeleton)
        case title(WordingSkeleton)
        /// In a `Set-Cookie` field.
        case cookie(String)
    }

    let kind: Wall.Kind
    /// Empty: any.
    let statuses: Set<Int>
    /// Pages that show more letters than this are real, whatever marks they carry.
    let limit: Int
    let marks: [Mark]
    /// The marks as written, for the evidence.
    let text: String

    /// Reads `kind | statuses or * | limit | mark & mark`, `-` for no mark; nil where the line is no rule.
    init?(_ line: String) {
        let parts = line.split(separator: "|", maxSplits: 3).map(WallRule.trimmed)
        guard parts.count == 4, let kind = Wall.Kind(rawValue: parts[0]), let limit = Int(parts[2]) else { return nil }
        let statuses = parts[1] == "*" ? [] : parts[1].split(separator: " ").map { Int($0) }
        let marks = parts[3] == "-" ? [] : parts[3].split(separator: "&").map { WallRule.mark(WallRule.trimmed($0)) }
        guard statuses.allSatisfy({ $0 != nil }), marks.allSatisfy({ $0 != nil }) else { return nil }
        guard !marks.isEmpty || !statuses.isEmpty else { return nil }
        self.kind = kind
        self.statuses = Set(statuses.compactMap(\.self))
        self.limit = limit
        self.marks = marks.compactMap(\.self)
        text = marks.isEmpty ? "" : parts[3]
    }

    private static func mark(_ text: String) -> Mark? {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "body": return .body(Array(parts[1].lowercased().utf8))
        case "text": return .text(WordingSkeleton(parts[1]))
        case "title": return .title(WordingSkeleton(parts[1]))
        case "cookie": return .cookie(parts[1].lowercased())
        default: return nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop { $0 == " " }
        while rest.last == " " { rest = rest.dropLast() }
        return String(rest)
    }
}
