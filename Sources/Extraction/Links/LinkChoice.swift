internal import Model

/// Decides which links of a page are articles: by address, words and date of each, and by what its list is like.
struct LinkChoice {
    private let rules = ChromeRules.standard
    private let links: [PageLink]
    private let base: WebAddress

    /// Links of one shape on the page.
    private struct Group {
        var total = 0.0
        var count = 0
        var dated = 0

        /// A list whose items carry dates.
        var isDatedList: Bool { count >= 5 && dated * 5 >= count * 3 }
        var mean: Double { total / Double(count) }
    }

    /// What a link needs to count as an article's.
    private static let threshold = 2.2

    init(links: [PageLink], base: WebAddress) {
        self.links = links
        self.base = base
    }

    /// The articles' links, each address once with the best of its titles, in the order of the page.
    func articles() -> [LinkedArticle] {
        let own = links.map(score)
        var groups: [UInt64: Group] = [:]
        for (index, link) in links.enumerated() {
            groups[link.shape, default: Group()].total += own[index]
            groups[link.shape, default: Group()].count += 1
            groups[link.shape, default: Group()].dated += link.hasDate ? 1 : 0
        }
        let listFolders = Set(links.filter { groups[$0.shape]?.isDatedList == true }.map { folder(of: $0.address) })
        var positions: [String: Int] = [:]
        var articles: [LinkedArticle] = []
        for (index, link) in links.enumerated() {
            guard let group = groups[link.shape] else { continue }
            var score = group.count >= 3 ? own[index] * 0.5 + group.mean * 0.5 : own[index] * 0.8
            // Beside a list with dates, links without one into other parts of the site are a menu or a link farm.
            if !listFolders.isEmpty, !link.hasDate, !group.isDatedList, !listFolders.contains(folder(of: link.address))
            {
                score -= 5
            }
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
        // A bare picture or icon is an article's only where other words lead to the same place.
        return articles.filter { $0.title != nil }
    }

    /// Host and the first three folders: the part of a site that a list is about.
    private func folder(of address: WebAddress) -> String {
        address.host + "/" + address.path.split(separator: "/").dropLast().prefix(3).joined(separator: "/")
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
