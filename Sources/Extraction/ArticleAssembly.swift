internal import Model

/// Writes down what a page reading found.
struct ArticleAssembly {
    let page: PageReading
    let address: WebAddress?
    let today: Day
    let utcOffset: Int
    let finisher: TextFinisher

    func article() -> Article {
        var numbers = ListNumbers(tree: page.tree)
        let tails = GluedTail(tree: page.tree, blocks: page.blocks)
        let bodyLines = page.blocks.blocks.indices.filter { page.verdicts[$0].isBody }
            .map { numbers.numbered(tails.cut(page.blocks.string(of: $0), of: $0), page.blocks.blocks[$0]) }
        var body: [String] = []
        for line in bodyLines where !page.tree.budget.isSpent {
            let line = finished(line)
            if !line.isEmpty { body.append(line) }
        }
        let headline = page.headline
        var metadata = ArticleMetadata()
        metadata.title = joined(headline.title)
        metadata.introtitle = joined(headline.introtitle)
        metadata.subtitle = joined(headline.subtitle)
        metadata.site = page.head.first(of: HeadMetadata.site)
        metadata.column = column(of: metadata)
        let info = PublicationFinder(
            page: page, address: address, today: today, utcOffset: utcOffset, body: body, column: metadata.column
        ).find()
        if let date = info.date {
            metadata.date = date.date.day
            metadata.dateFrom = date.origin
            if let time = date.date.timeOfDay {
                metadata.published = Timestamp(
                    date.date.day, hour: time / 3600, minute: time / 60 % 60, second: time % 60, offset: utcOffset
                ).formatted(offset: utcOffset)
            }
        }
        metadata.publisher = info.source.map { finished($0) }
        if !info.authors.isEmpty { metadata.authors = info.authors.map { finished($0) } }
        if !info.contributors.isEmpty { metadata.contributors = info.contributors.map { finished($0) } }
        metadata.page = info.page
        metadata.editor = info.editor.map { finished($0) }
        metadata.charset = page.decoded.charset.name
        metadata.document = document(body)
        metadata.script = ScriptRecognition.script(of: body)
        metadata.interpretations = related(.interpretation)
        metadata.interprets = related(.document)
        let files = LinkedFiles(page: page, address: address)
        let attachments = files.attachments()
        let images = files.images()
        if !attachments.isEmpty { metadata.attachments = attachments }
        if !images.isEmpty { metadata.images = images }
        metadata.confidence = page.confidence
        metadata.memory = page.memoryUse.isEmpty ? nil : page.memoryUse
        var flags: [Flag] = []
        if page.blocks.isGlossed { flags.append(.glossed) }
        if page.decoded.isGuessed { flags.append(.charsetGuessed) }
        if metadata.date == nil { flags.append(.noDate) }
        if page.isMojibakeRepaired { flags.append(.mojibakeRepaired) }
        let text = bodyLines.joined(separator: "\n")
        if page.isMojibakeRepaired && text.unicodeScalars.contains("\u{FFFD}")
            || Mojibake.kind(of: Array(text.utf8)) != nil
        {
            flags.append(.mojibake)
        }
        if page.tree.maximumDepth > 255 { flags.append(.deepHTML) }
        if page.tree.isCutOff || page.tree.breaksOff || page.decoded.breaksOff { flags.append(.truncated) }
        if page.confidence < PageReading.lowConfidence { flags.append(.lowConfidence) }
        if page.disagrees { flags.append(.pageDisagrees) }
        if page.showsFurtherArticles { flags.append(.furtherArticles) }
        if !page.ruled.unmatched.isEmpty { flags.append(.ruleUnmatched) }
        let furtherPages = furtherPages()
        if !furtherPages.isEmpty { flags.append(.paged) }
        metadata.flags = flags.isEmpty ? nil : flags
        return Article(
            headline: headline.lines.map { finished($0) }.filter { !$0.isEmpty }, body: body,
            metadata: metadata,
            fingerprint: DedupKey.fingerprint(body: body, metadata),
            furtherPages: furtherPages,
            declaredAddresses: address.map { DeclaredAddresses.find(in: page.tree, head: page.head, base: $0) } ?? [])
    }

    /// The table's fields; the number of a document may also be the first line of its text.
    private func document(_ body: [String]) -> OfficialDocument? {
        var document = page.document.document(finished: finished) ?? OfficialDocument()
        document.number = document.number ?? body.prefix(3).first(where: DocumentNumber.isNumber)
        return document == OfficialDocument() ? nil : document
    }

    /// From the line that says where the page is, else from the head, where some systems write the headline, or the
    /// site's name before the column's.
    private func column(of metadata: ArticleMetadata) -> String? {
        let first = page.verdicts.firstIndex(where: \.isBody).map { Int(page.blocks.blocks[$0].firstNode) }
        let title = page.headline.title.joined()
        if let shown = Breadcrumb(tree: page.tree, title: title).column(before: first ?? 0) { return finished(shown) }
        guard var named = page.head.first(of: HeadMetadata.column), named != metadata.title, named != metadata.site
        else { return nil }
        if let site = metadata.site, named.hasPrefix(site) { named.removeFirst(site.count) }
        return named
    }

    /// The pages that are linked to as such; nil for none. Without the page's address only absolute links count.
    private func related(_ relation: PolicyWording.Relation) -> [RelatedPage]? {
        let base = address.map(page.tree.declaredBase)
        var pages: [RelatedPage] = []
        for link in page.policy.links where link.relation == relation {
            guard let href = page.tree.attribute(.href, of: link.node) else { continue }
            // A relative link without a base leads nowhere.
            guard let target = base.map({ $0.resolving(href) }) ?? (try? WebAddress(parsing: href)) else { continue }
            let url = CanonicalAddress(target)
            let isOwn = address.map { CanonicalAddress($0) == url } ?? false
            guard !isOwn, !pages.contains(where: { $0.url == url.address.description }) else { continue }
            let title = String(Width.half(link.title).prefix(ArticleAssembly.longestTitle))
            pages.append(RelatedPage(url: url.address.description, title: title))
        }
        return pages.isEmpty ? nil : pages
    }

    /// Characters of a linked page's title.
    private static let longestTitle = 200

    private func furtherPages() -> [WebAddress] {
        address.map { ArticlePages(tree: page.tree, base: $0).following() } ?? []
    }

    private func finished(_ line: String) -> String { finisher.finished(line, isGlossed: page.blocks.isGlossed) }

    private func joined(_ lines: [String]) -> String? {
        let text = lines.map { finished($0) }.filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }
}
