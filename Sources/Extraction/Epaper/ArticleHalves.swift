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

    /// Whether a link's text says that what it leads to began on another page.
    package static func continues(title: String) -> Bool { PageJump(title, .back) != nil }

    /// Whether the other is the rest of this one: each names the other's page, as far as it is known.
    package func isContinued(by other: Article) -> Bool {
        guard let onward = goesOnOnPage, let back = other.comesFromPage else { return false }
        let (here, there) = (ownPage, other.ownPage)
        guard there == nil || there == onward, here == nil || here == back else { return false }
        let bothKnown = here != nil && there != nil
        return bothKnown || other.metadata.title.map(isHeaded) ?? false
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
    /// sentence whole that the page's end has cut. `isContinued` must hold.
    package func joining(_ first: Article, continuedBy rest: Article) -> Article {
        var (first, rest) = (first, rest)
        first.endBeforeJump()
        rest.beginBehindJump()
        if let last = first.body.last, let next = rest.body.first, !last.isEnded {
            first.body[first.body.count - 1] = last + next
            rest.body.removeFirst()
        }
        // What stands beyond the word, such as a byline, is at the end of the whole.
        var whole = joining(first, with: [rest])
        let known = whole.metadata.flags ?? []
        if !known.contains(.paged) { whole.metadata.flags = known + [.paged] }
        return whole
    }
}

extension Article {
    fileprivate mutating func endBeforeJump() {
        guard let (line, jump) = onward else { return }
        if jump.rest.isEmpty { body.remove(at: line) } else { body[line] = jump.rest }
    }

    fileprivate mutating func beginBehindJump() {
        guard let (line, jump) = back else { return }
        if jump.rest.isEmpty { body.remove(at: line) } else { body[line] = jump.rest }
    }
}

extension String {
    /// Whether a sentence ends with it.
    fileprivate var isEnded: Bool {
        guard let last = unicodeScalars.last else { return true }
        return "。！？!?；;：:”’\"』」)）…".unicodeScalars.contains(last)
    }
}
