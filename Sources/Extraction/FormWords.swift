/// What pages are called that ask for something: the words of `FormRecognition`.
struct FormWords: Sendable {
    static let standard = FormWords(lines: RuleText.lines(PackageResources.form_words_txt))

    private let words: RuleWords

    init(lines: [String]) { words = RuleWords(lines, kinds: ["login", "found", "search"]) }

    /// Whether a title is that of a login page: it ends with one of the words, and hardly says more.
    func isLogin(_ title: Substring) -> Bool { ends(title, with: "login") }

    /// Whether a title is that of a page that searches, or has searched.
    func isSearch(_ title: Substring) -> Bool {
        ends(title, with: "found") || words["search"].contains(FormWords.letters(of: title))
    }

    /// Characters that a name has before such a word, at the most: `统一身份认证平台`, `政务服务网`.
    private static let before = 12

    private static func letters(of title: Substring) -> String { title.filter { !$0.isWhitespace }.lowercased() }

    private func ends(_ title: Substring, with kind: String) -> Bool {
        let letters = FormWords.letters(of: title)
        return words[kind].contains { letters.hasSuffix($0) && letters.count - $0.count <= FormWords.before }
    }
}
