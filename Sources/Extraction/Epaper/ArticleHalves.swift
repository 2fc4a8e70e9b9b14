package import Model

extension Article {
    /// Lines at the end, and at the beginning, among which a word about the other page is looked for: a byline or a
    /// caption may stand beyond it.
    private static let linesLooked = 3

    /// The page of the issue on which the article goes on (下转第三版), such as `3` or `A2`; nil where it is whole.
    package var goesOnOnPage: String? { onward?.jump.page }

    /// The page of the issue from which the article comes (上接第一版); nil where it begins here.
    package var comesFromPage: String? { back?.jump.page }

    /// Its own page in the same spelling; nil where it is not known.
    package var ownPage: String? { metadata.page.flatMap { PageJump.number($0) } }

    private var onward: (line: Int, jump: PageJump)? {
        for line in body.indices.suffix(Article.linesLooked).reversed() {
            if let jump = PageJump(body[line], .onward) { return (line, jump) }
        }
        return nil
    }

    private var back: (line: Int, jump: PageJump)? {
        for line in body.indices.prefix(Article.linesLooked) {
            if let jump = PageJump(body[line], .back) { return (line, jump) }
        }
        return nil
    }

    /// Whether the two have one headline, or one headline contains the other; what says 上接 in a title is no part of it.
    package func isHeaded(like title: String) -> Bool {
        let own = LineSkeleton(PageJump.title(metadata.title ?? "")).scalars
        let other = LineSkeleton(PageJump.title(title)).scalars
        let (short, long) = own.count < other.count ? (own, other) : (other, own)
        guard short.count >= 4 else { return false }
        return (0...long.count - short.count).contains { long[$0..<$0 + short.count].elementsEqual(short) }
    }

    /// Whether the two have one headline, and not one a part of the other's.
    package func isHeadedExactly(like title: String) -> Bool {
        let own = LineSkeleton(PageJump.title(metadata.title ?? "")).scalars
        return own.elementsEqual(LineSkeleton(PageJump.title(title)).scalars)
    }

    /// Whether a link's text says that what it leads to began on another page.
    package static func continues(title: String) -> Bool { PageJump(title, .back) != nil }

    /// Whether the other is the rest of this one: each names the other's page, as far as it is known,
    /// and their headlines are alike.
    package func isContinued(by other: Article) -> Bool {
        guard let onward = goesOnOnPage, let back = other.comesFromPage else { return false }
        let (here, there) = (ownPage, other.ownPage)
        guard there == nil || there == onward, here == nil || here == back else { return false }
        // Several articles of a page may go on on one page: that the numbers agree does not tell them apart.
        return other.metadata.title.map(isHeaded) ?? false
    }
}

extension PageJump {
    /// A title without what it says about another page.
    fileprivate static func title(_ text: String) -> String {
        PageJump(text, .back)?.rest ?? PageJump(text, .onward)?.rest ?? text
    }
}

extension Extractor {
    /// An article and its rest from another page of the issue as one: without the words about the pages, and with the
    /// sentence whole that the page's end has cut. Lines beyond these words, such as a byline or a caption, follow what
    /// they stood by. `isContinued` must hold.
    package func joining(_ first: Article, continuedBy rest: Article) -> Article {
        let (before, behind) = first.partedAtOnward
        let (ahead, after) = rest.partedAtBack
        var (start, end) = (before, after)
        if let last = start.last, let next = end.first, !last.isEnded {
            start[start.count - 1] = last + next
            end.removeFirst()
        }
        var (first, rest) = (first, rest)
        first.body = start
        rest.body = end + ahead + behind
        var whole = joining(first, with: [rest])
        let known = whole.metadata.flags ?? []
        if !known.contains(.paged) { whole.metadata.flags = known + [.paged] }
        return whole
    }
}

extension Article {
    /// The lines before the word that it goes on elsewhere, what is left of that line with them, and those behind.
    fileprivate var partedAtOnward: ([String], [String]) {
        guard let (line, jump) = onward else { return (body, []) }
        return (body[..<line] + [jump.rest].filter { !$0.isEmpty }, Array(body[(line + 1)...]))
    }

    /// The lines before the word that it comes from elsewhere, and those behind with what is left of that line.
    fileprivate var partedAtBack: ([String], [String]) {
        guard let (line, jump) = back else { return ([], body) }
        return (Array(body[..<line]), [jump.rest].filter { !$0.isEmpty } + body[(line + 1)...])
    }
}

extension String {
    /// Whether a sentence ends with it.
    fileprivate var isEnded: Bool {
        guard let last = unicodeScalars.last else { return true }
        return "。！？!?；;：:”’\"』」)）…".unicodeScalars.contains(last)
    }
}
