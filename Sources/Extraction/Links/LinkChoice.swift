internal import Model

/// Decides which links of a page are articles: by address, words and date of each, and by what its list is like.
struct LinkChoice {
    private let rules = ChromeRules.standard
    private let links: [PageLink]
    private let base: WebAddress
    private let tree: PageTree
    private let next: [WebAddress]

    /// Links of one shape on the page.
    private struct Group {
        var total = 0.0
        var count = 0
        var dated = 0
        /// Those that may be articles' by themselves.
        var likely = 0
        /// Characters of all titles.
        var words = 0

        /// A list whose items carry dates; tags and comments beside a date are none.
        var isDatedList: Bool { count >= 5 && dated * 5 >= count * 3 && words >= count * LinkChoice.leastOfTitles }
        var mean: Double { total / Double(count) }
    }

    /// Characters of a list's titles, on an average, at least.
    private static let leastOfTitles = 6

    /// What a link needs to count as an article's.
    private static let threshold = 2.2

    /// - Parameter next: the pages that continue the list.
    init(links: [PageLink], base: WebAddress, tree: PageTree, next: [WebAddress]) {
        self.links = links
        self.base = base
        self.tree = tree
        self.next = next
    }

    /// The articles' links, each address once with the best of its titles, in the order of the page.
    func articles() -> [LinkedArticle] {
        let own = links.map(score)
        var groups: [UInt64: Group] = [:]
        for (index, link) in links.enumerated() {
            groups[link.shape, default: Group()].total += own[index]
            groups[link.shape, default: Group()].count += 1
            groups[link.shape, default: Group()].likely += own[index] >= LinkChoice.threshold ? 1 : 0
            groups[link.shape, default: Group()].dated += link.hasDate ? 1 : 0
            groups[link.shape, default: Group()].words += LineSkeleton(link.title).scalars.count
        }
        let rows = DatedRows(links.filter { groups[$0.shape]?.isDatedList == true }, tree)
        let listFolders = Set(links.filter { groups[$0.shape]?.isDatedList == true }.map { folder(of: $0.address) })
        let accepted = links.indices.filter { index in
            let link = links[index]
            guard let group = groups[link.shape], !link.isInFooter || link.hasDate else { return false }
            var score = group.count >= 3 ? own[index] * 0.5 + group.mean * 0.5 : own[index] * 0.8
            // 获奖名单, 最新答题 beside a picture: a part of the site, whatever its address looks like.
            if group.count < 3, !link.hasDate, (1...4).contains(LineSkeleton(link.title).scalars.count) { score -= 3 }
            // Beside a list with dates, links without one into other parts of the site are a menu or a link farm.
            if !listFolders.isEmpty, !link.hasDate, !group.isDatedList, !listFolders.contains(folder(of: link.address)),
                !rows.stand(around: link.item)
            {
                score -= 5
            }
            return score >= LinkChoice.threshold && own[index] > -2
        }
        let addresses = addressesByShape(accepted)
        let main = mainList(of: accepted, addresses)
        let datedShapes = Set(groups.filter { $0.value.isDatedList }.keys)
        let otherParts = OtherParts(
            links: accepted.map { links[$0] }, base: base, datedShapes: datedShapes,
            sizes: groups.mapValues(\.likely))
        let otherLists = OtherLists(
            accepted: accepted.map { links[$0] }, links: links, next: next, base: base, tree: tree,
            datedShapes: datedShapes, isPicture: hasPicture)
        var positions: [String: Int] = [:]
        var articles: [LinkedArticle] = []
        for link in accepted.map({ links[$0] }) where !otherLists.contains(link) {
            // Headlines above a list are one or two, and pictures are news; rankings and other parts' blocks are more.
            let isBlock = (addresses[link.shape]?.count ?? 0) >= LinkChoice.leastOfBlock && !hasPicture(link)
            guard link.hasDate || !isBlock || main.map({ tree.isInside(link.item, $0) }) ?? true else { continue }
            guard
                !otherParts.contains(link, isPicture: hasPicture(link))
                    || !link.hasDate && rows.stand(around: link.item)
            else {
                continue
            }
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

    private func hasPicture(_ link: PageLink) -> Bool {
        tree.subtree(of: link.item).prefix(200).contains { tree.nodes[$0].tag == .img }
    }

    private func addressesByShape(_ accepted: [Int]) -> [UInt64: Set<WebAddress>] {
        var addresses: [UInt64: Set<WebAddress>] = [:]
        for index in accepted { addresses[links[index].shape, default: []].insert(links[index].address) }
        return addresses
    }

    /// So many links of one shape are a block of their own.
    private static let leastOfBlock = 4

    /// The element around the list that a page is about: one list of so many items that what stands elsewhere without
    /// a date is a ranking or a block of another part of the site. Nil for a home page, and where no list is so large.
    private func mainList(of accepted: [Int], _ addresses: [UInt64: Set<WebAddress>]) -> Int? {
        guard base.path.dropFirst().contains("/") else { return nil }
        let total = Set(accepted.map { links[$0].address }).count
        guard let largest = addresses.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }),
            largest.value.count >= LinkChoice.mainList.least,
            largest.value.count * LinkChoice.mainList.of >= total * LinkChoice.mainList.parts
        else { return nil }
        let items = accepted.filter { links[$0].shape == largest.key }.map { links[$0].item }
        guard let first = items.first, let last = items.last else { return nil }
        var around = first
        while around > 0, !tree.isInside(last, around) { around = Int(tree.nodes[around].parent) }
        // A headline or picture may stand above the list: the element around both counts, as long as little else is
        // in it.
        let few = max(2, largest.value.count / LinkChoice.fewBeside)
        for _ in 0..<6 {
            let outer = Int(tree.nodes[max(around, 0)].parent)
            guard outer > 0 else { return around > 0 ? around : nil }
            let beside = accepted.count {
                tree.isInside(links[$0].item, outer) && !tree.isInside(links[$0].item, around)
            }
            guard beside <= few else { break }
            around = outer
        }
        return around > 0 ? around : nil
    }

    /// A list of so many items that are so many parts of all links.
    private static let mainList = (least: 10, parts: 2, of: 3)
    /// One link in so many may stand around the list.
    private static let fewBeside = 20

    /// Host and the first three folders, up to one that is a day or an article's own: the part of a site that a list is
    /// about.
    private func folder(of address: WebAddress) -> String {
        let folders = address.path.split(separator: "/").dropLast().prefix(3).prefix { folder in
            let digits = folder.utf8.count { (0x30...0x39).contains($0) }
            return digits < 4 || digits * 2 < folder.utf8.count
        }
        return address.host + "/" + folders.joined(separator: "/")
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
