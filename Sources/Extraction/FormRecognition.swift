/// Tells pages that only ask for something, a password or a word to search for, from pages that show an article: these
/// have such forms beside it.
struct FormRecognition {
    let page: PageReading

    /// Tokens of a text that says how to use a form, at the most.
    private static let instructions = Float(60)

    /// Whether the page asks for a password, and its title says so.
    var isNamedLogin: Bool { asksForPassword && isNamed(FormWords.standard.isLogin) }

    /// Whether the page asks for a password, and has neither a headline nor much text.
    var isBareLogin: Bool {
        asksForPassword && page.headline.blocks == nil && page.prose < FormRecognition.instructions
    }

    /// Whether the page has a field to write in, and its title says that it searches or has searched.
    var isNamedSearch: Bool {
        page.choice?.opinion != .rule && (has("text") || has("search")) && isNamed(FormWords.standard.isSearch)
    }

    private var asksForPassword: Bool {
        page.choice?.opinion != .rule && has("password") && !page.hasDateUnderHeadline
    }

    /// Whether there is a field of a type; one without a type is for text (HTML Living Standard, 4.10.5).
    private func has(_ type: String) -> Bool {
        page.tree.indices.contains { node in
            guard page.tree.nodes[node].tag == .input else { return false }
            let written = page.tree.attribute(.type, of: node)?.lowercased() ?? ""
            return (written.isEmpty ? "text" : written) == type
        }
    }

    /// Whether the page's title, or its headline, names what it does.
    private func isNamed(_ names: (Substring) -> Bool) -> Bool {
        let titles = [page.head.title, page.headline.title.joined()]
        return titles.contains { title in
            title.split { "_|-—－–·".contains($0) }.first.map { names($0) } ?? false
        }
    }
}
