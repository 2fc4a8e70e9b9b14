internal import Model

/// Writes down what a page reading found.
struct ArticleAssembly {
    let page: PageReading
    let address: WebAddress?
    let today: Day
    let utcOffset: Int
    let finisher: TextFinisher

    func article() -> Article {
        let bodyLines = page.blocks.blocks.indices.filter {
            if case .body = page.verdicts[$0] { return true }
            return false
        }.map { page.blocks.string(of: $0) }
        let treatment = finisher.treatment(of: bodyLines, hasRuby: page.blocks.hasRuby)
        let body = bodyLines.map { finisher.finished($0, treatment) }.filter { !$0.isEmpty }
        let headline = page.headline
        var metadata = ArticleMetadata()
        metadata.title = joined(headline.title, treatment)
        metadata.introtitle = joined(headline.introtitle, treatment)
        metadata.subtitle = joined(headline.subtitle, treatment)
        let info = PublicationFinder(page: page, today: today).find()
        if let date = info.date {
            metadata.date = date.date.day
            metadata.dateFrom = date.origin
            if let time = date.date.timeOfDay {
                metadata.published = Timestamp(
                    date.date.day, hour: time / 3600, minute: time / 60 % 60, second: time % 60, offset: utcOffset
                ).formatted(offset: utcOffset)
            }
        }
        metadata.publisher = info.source.map { finisher.finished($0, treatment) }
        if !info.authors.isEmpty { metadata.authors = info.authors.map { finisher.finished($0, treatment) } }
        metadata.editor = info.editor.map { finisher.finished($0, treatment) }
        metadata.site = page.head.first(of: HeadMetadata.site)
        metadata.column = page.head.first(of: HeadMetadata.column)
        metadata.charset = page.decoded.charset.name
        var flags: [Flag] = []
        if treatment.isGlossed { flags.append(.glossed) }
        if page.decoded.isGuessed { flags.append(.charsetGuessed) }
        if metadata.date == nil { flags.append(.noDate) }
        if page.tree.maximumDepth > 255 { flags.append(.deepHTML) }
        if page.tree.isCutOff { flags.append(.truncated) }
        metadata.flags = flags.isEmpty ? nil : flags
        return Article(
            headline: headline.lines.map { finisher.finished($0, treatment) }.filter { !$0.isEmpty }, body: body,
            metadata: metadata,
            fingerprint: DedupKey.fingerprint(body: body, title: metadata.title, attachments: []))
    }

    private func joined(_ lines: [String], _ treatment: TextFinisher.Treatment) -> String? {
        let text = lines.map { finisher.finished($0, treatment) }.filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }
}
