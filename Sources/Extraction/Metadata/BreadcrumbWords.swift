/// The words and marks of `Breadcrumb`.
struct BreadcrumbWords: Sendable {
    static let standard = BreadcrumbWords(lines: RuleText.lines(PackageResources.breadcrumb_words_txt))

    private let labels: [[Unicode.Scalar]]
    private let homes: Set<String>
    private let ends: Set<String>
    private let elementNames: Set<String>

    init(lines: [String]) {
        let words = RuleWords(lines, kinds: ["label", "home", "end", "name"])
        labels = words["label"].map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
        (homes, ends, elementNames) = (Set(words["home"]), Set(words["end"]), Set(words["name"]))
    }

    /// > ＞ › » → ⟩
    private static let dividers: Set<Unicode.Scalar> = [">", "＞", "›", "»", "→", "〉"]
    private static let edges: Set<Unicode.Scalar> = [
        " ", ":", "：", "·", "|", "｜", "-", "—", "[", "]", "【", "】", "(", ")", "（", "）", "◇", "●", "■", "▪", "※",
    ]

    /// A quick look: short, and with a divider, or one of the words.
    func mayMark(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 200 else { return false }
        if text.contains(0x3E) { return true }
        let marks = ["位置", "首页", "首頁", "正文", "＞", "›", "»", "→", "主页", "栏目", "Home"]
        let line = WhiteSpace.collapse(text)
        return line == "/" || marks.contains { line.contains($0) }
    }

    /// What follows the label that a piece begins with; nil where it begins with none.
    func withoutLabel(_ piece: String) -> String? {
        let scalars = Array(piece.unicodeScalars)
        for label in labels where scalars.starts(with: label) {
            let rest = scalars.dropFirst(label.count)
            let isAlone = rest.isEmpty
            guard isAlone || [":", "：", " ", "是"].contains(rest.first) else { continue }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: rest.dropFirst())
            return trimmed(String(text))
        }
        return nil
    }

    func isHome(_ name: String) -> Bool {
        homes.contains(name.lowercased()) || name.hasSuffix("首页") && name.unicodeScalars.count <= 14
    }

    func isEnd(_ name: String) -> Bool { ends.contains(name) }

    /// Whether a name is that of a whole site.
    func isSite(_ name: String) -> Bool { ["网", "网站", "門戶網站", "门户网站", "政府网", "在线"].contains { name.hasSuffix($0) } }

    /// Whether one of the element's class or id words is a name of such lines.
    func names(in value: ArraySlice<UInt8>) -> Bool { NameWords(value).contains { elementNames.contains($0) } }

    /// A text cut at its dividers, each of which is nil.
    func parts(of text: ArraySlice<UInt8>) -> [String?] {
        let scalars = Array(WhiteSpace.collapse(text).unicodeScalars)
        // A stroke alone divides; within a name it does not.
        if scalars.count == 1, ["/", "-", "\\", "|"].contains(scalars[0]) { return [nil] }
        var parts: [String?] = []
        var name = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            let isFree =
                (place == 0 || scalars[place - 1] == " ") && (place + 1 == scalars.count || scalars[place + 1] == " ")
            if BreadcrumbWords.dividers.contains(scalar) || isFree && (scalar == "/" || scalar == "-") {
                parts += [String(name), nil]
                name = String.UnicodeScalarView()
            } else {
                name.append(scalar)
            }
        }
        return parts + [String(name)]
    }

    /// Without the white space and marks at its edges.
    func trimmed(_ piece: String) -> String {
        var scalars = Array(piece.unicodeScalars)[...]
        while let first = scalars.first, BreadcrumbWords.edges.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, BreadcrumbWords.edges.contains(last) { scalars.removeLast() }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
