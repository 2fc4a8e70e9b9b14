internal import Model

/// Decides which links of a page are articles: by address, words and date of each, and by what its list is like.
struct LinkChoice {
    private let rules = ChromeRules.standard
    private let links: [PageLink]
    private let base: WebAddress

    /// What a link needs to count as an article's.
    private static let threshold = 2.2

    init(links: [PageLink], base: WebAddress) {
        self.links = links
        self.base = base
    }

    /// The articles' links, each address once with the best of its titles, in the order of the page.
    func articles() -> [LinkedArticle] {
        let own = links.map(score)
        var sums: [UInt64: (total: Double, count: Int)] = [:]
        for (index, link) in links.enumerated() {
            let old = sums[link.shape] ?? (0, 0)
            sums[link.shape] = (old.total + own[index], old.count + 1)
        }
        var positions: [String: Int] = [:]
        var articles: [LinkedArticle] = []
        for (index, link) in links.enumerated() {
            let group = sums[link.shape]!  // every link's shape was counted
            let mean = group.total / Double(group.count)
            let score = group.count >= 3 ? own[index] * 0.5 + mean * 0.5 : own[index] * 0.8
            guard score >= LinkChoice.threshold, own[index] > -2 else { continue }
            let key = link.address.description
            if let position = positions[key] {
                merge(link, into: &articles[position])
            } else {
                positions[key] = articles.count
                articles.append(
                    LinkedArticle(
                        address: link.address, title: link.title.isEmpty ? nil : link.title, date: link.date))
            }
        }
        return articles
    }

    /// Picture and text, headline and [更多] may link to one article.
    private func merge(_ link: PageLink, into article: inout LinkedArticle) {
        if link.title.utf8.count > article.title?.utf8.count ?? 0 { article.title = link.title }
        article.date = article.date ?? link.date
    }

    private func score(_ link: PageLink) -> Double {
        var score = AddressShape.score(link.address)
        let words = LineSkeleton(link.title)
        let length = words.scalars.count
        switch length {
        case 0: score += 0
        case 1...3: score -= 2
        case 4...5: score -= 0.5
        case 6...8: score += 0.5
        default: score += length >= 11 ? 2 : 1
        }
        if length > 0, rules.verdict(on: words) != nil || rules.isTailHeading(words) { score -= 5 }
        if link.hasDate { score += 2.5 }
        if link.isInJunk { score -= 2.5 }
        if link.address.host != base.host { score -= 0.7 }
        return score
    }
}
