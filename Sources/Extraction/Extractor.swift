package import Model

/// How the text is to be written.
package struct TextOptions: Hashable, Sendable {
    package enum Width: String, Hashable, Sendable { case half, keep }
    package enum Script: String, Hashable, Sendable { case keep, simplified }

    package var width: Width
    package var script: Script

    package init(width: Width = .half, script: Script = .keep) {
        self.width = width
        self.script = script
    }
}

/// Reads pages: bytes in, article out. Pure: no network, no disk, no clock but the processor time that it spends.
package struct Extractor: Sendable {
    /// The version written into records; rises when results change.
    package static let version = "dibao/1.0"
    /// The most bytes that a page may have.
    package static let limitBytes = 512 << 20

    /// The most processor time that an ordinary page may take; the largest real ones take a twentieth.
    package static let timeLimit = Duration.seconds(10)

    private let options: TextOptions
    private let finisher: TextFinisher
    private let timeLimit: Duration

    /// - Parameter timeLimit: of processor time, for one page; half a second more is given for each MiB of it.
    package init(options: TextOptions = TextOptions(), timeLimit: Duration = Extractor.timeLimit) {
        self.options = options
        self.timeLimit = timeLimit
        finisher = TextFinisher(options: options)
    }

    /// The file of OpenCC's data that texts are converted by.
    package static let conversion = SimplifiedConverter.configuration

    /// What is missing for texts to be written so, and what to install; nil where nothing is.
    ///
    /// - Parameter openCC: the file that OpenCC is to open.
    package static func missing(
        for options: TextOptions, openCC: String = Extractor.conversion
    ) -> String? {
        guard options.script == .simplified, SimplifiedConverter(configuration: openCC) == nil else { return nil }
        return "OpenCC cannot read its data (\(openCC)), so no text can be converted to Simplified characters; "
            + "install the package libopencc-data"
    }

    /// An article whose further pages have been read: their bodies follow the first one's, in order.
    package func joining(_ first: Article, with further: [Article]) -> Article {
        guard !further.isEmpty else { return first }
        var joined = first
        // Each page repeats the headline; none of its lines belongs to the body.
        let headline = Set(first.headline)
        joined.body += further.flatMap(\.body).filter { !headline.contains($0) }
        for article in further {
            joined.metadata.attachments = combined(joined.metadata.attachments, article.metadata.attachments)
            joined.metadata.interpretations = combined(
                joined.metadata.interpretations, article.metadata.interpretations)
            joined.metadata.interprets = combined(joined.metadata.interprets, article.metadata.interprets)
            joined.metadata.images = combined(joined.metadata.images, article.metadata.images)
            if let use = article.metadata.memory {
                let known = joined.metadata.memory ?? MemoryUse()
                joined.metadata.memory = MemoryUse(
                    container: known.container ?? use.container, dropped: combined(known.dropped, use.dropped))
            }
        }
        joined.fingerprint = DedupKey.fingerprint(body: joined.body, joined.metadata)
        return joined
    }

    private func combined<Value: Hashable>(_ first: [Value]?, _ second: [Value]?) -> [Value]? {
        guard let second else { return first }
        return (first ?? []) + second.filter { first?.contains($0) != true }
    }

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - bytes: the page as it came, decoded from transfer and content codings.
    ///   - address: where it came from; relative links stay out of the result without it.
    ///   - headerCharset: the charset of the HTTP header.
    ///   - today: no date after this one is believed.
    ///   - utcOffset: seconds that the site's clock is ahead of UTC.
    ///   - rules: the source's own, which overrule what the page would be read as.
    ///   - knowledge: of the site; the page alone decides without it.
    package func read(
        _ bytes: [UInt8], at address: WebAddress?, headerCharset: String?, today: Day, utcOffset: Int,
        rules: ExtractionRules = ExtractionRules(), knowing knowledge: SiteKnowledge = .nothing
    ) throws(ExtractionFailure) -> Article {
        try study(
            bytes, at: address, headerCharset: headerCharset, today: today, utcOffset: utcOffset, rules: rules,
            knowing: knowledge
        ).article
    }

    /// Reads one page, and what it teaches about its site: nil unless a memory was given. The parameters are those of
    /// `read`.
    package func study(
        _ bytes: [UInt8], at address: WebAddress?, headerCharset: String?, today: Day, utcOffset: Int,
        rules: ExtractionRules = ExtractionRules(), knowing knowledge: SiteKnowledge
    ) throws(ExtractionFailure) -> (article: Article, lesson: PageObservation?) {
        let page = try reading(bytes, headerCharset: headerCharset, rules: rules, knowing: knowledge)
        let item = page.hasText ? nil : MediaItem(page, at: address)
        if item == nil, let other = NonArticle(page) { throw .noArticle(other) }
        let assembly = ArticleAssembly(
            page: page, address: address, today: today, utcOffset: Extractor.clock(utcOffset), finisher: finisher)
        let article = assembly.article()
        try page.tree.budget.check()
        guard let item else { return (article, page.lesson) }
        if let shown = item.article(from: article) { return (shown, nil) }
        guard page.hasArticle else { throw .noArticle(.unclear) }
        return (article, page.lesson)
    }

    /// The record of an item that is a file itself, as lists of gazettes link to them.
    ///
    /// - Parameters:
    ///   - kind: what `ExtractionFailure.binary` says of its bytes.
    ///   - title: what its list says.
    /// - Returns: nil for what is no document, picture or film: a program, a font.
    package func item(file kind: String, at address: WebAddress, title: String) -> Article? {
        let title = finisher.finished(title, isGlossed: false)
        guard !title.allSatisfy(\.isWhitespace), let flag = FileKind.flag(of: kind, at: address) else { return nil }
        var metadata = ArticleMetadata()
        metadata.title = title
        metadata.confidence = Extractor.confidenceInFiles
        metadata.flags = [flag, .noDate]
        if flag == .imageOnly {
            metadata.images = [Image(url: address.description, caption: nil)]
        } else {
            metadata.attachments = [Attachment(url: address.description, name: title)]
        }
        return Article(
            headline: [title], body: [], metadata: metadata,
            fingerprint: DedupKey.fingerprint(
                body: [], title: title, names: [DedupKey.fileName(in: address.description)]))
    }

    /// What a list says of a file is hardly ever wrong.
    private static let confidenceInFiles = 0.9

    func reading(
        _ bytes: [UInt8], headerCharset: String?, rules: ExtractionRules,
        knowing knowledge: SiteKnowledge
    ) throws(ExtractionFailure) -> PageReading {
        try PageReading(
            bytes, headerCharset: headerCharset, rules: rules, knowing: knowledge,
            budget: ReadingBudget(timeLimit, bytes: bytes.count))
    }

    /// No clock is further from UTC than a day.
    static func clock(_ utcOffset: Int) -> Int { min(max(utcOffset, -86_400), 86_400) }
}
