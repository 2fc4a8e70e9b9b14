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

/// Why a page gave no article.
package enum ExtractionFailure: Error, Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// The bytes are not a page: `PDF`, `ZIP`, `JPEG`, …
    case binary(kind: String)
    /// A page without anything that reads like an article.
    case noArticle
    /// More bytes than a page may have.
    case tooLarge(limitBytes: Int)
}

/// Reads pages: bytes in, article out. Pure: no network, no disk, no clock.
package struct Extractor: Sendable {
    /// The version written into records; rises when results change.
    package static let version = "dibao/1.0"
    /// The most bytes that a page may have.
    package static let limitBytes = 512 << 20

    private let options: TextOptions
    private let finisher: TextFinisher

    package init(options: TextOptions = TextOptions()) {
        self.options = options
        finisher = TextFinisher(options: options)
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
            joined.metadata.images = combined(joined.metadata.images, article.metadata.images)
        }
        joined.fingerprint = DedupKey.fingerprint(
            body: joined.body, title: joined.metadata.title,
            attachments: joined.metadata.attachments?.map(\.url) ?? [])
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
    package func read(
        _ bytes: [UInt8], at address: WebAddress?, headerCharset: String?, today: Day, utcOffset: Int,
        rules: ExtractionRules = ExtractionRules()
    ) throws(ExtractionFailure) -> Article {
        let page = try PageReading(bytes, headerCharset: headerCharset, rules: rules)
        guard page.hasArticle else { throw .noArticle }
        return ArticleAssembly(page: page, address: address, today: today, utcOffset: utcOffset, finisher: finisher)
            .article()
    }
}
