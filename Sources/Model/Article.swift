/// What a page turned out to say: headline, paragraphs and what is known about them. No file, no URL, no clock.
package struct Article: Hashable, Sendable {
    /// Headline lines in reading order: 引题, title, 副题. Empty where the page shows none.
    package var headline: [String]
    /// One paragraph, caption or table row a line; no line is empty or holds a line break.
    package var body: [String]
    package var metadata: ArticleMetadata
    package var fingerprint: Fingerprint
    /// The further pages of an article that its site has cut into several, in order; `body` is of the first only.
    package var furtherPages: [WebAddress]
    /// What the page says its own address is, the surest first; not checked against where it was found.
    package var declaredAddresses: [WebAddress]

    package init(
        headline: [String], body: [String], metadata: ArticleMetadata, fingerprint: Fingerprint,
        furtherPages: [WebAddress] = [], declaredAddresses: [WebAddress] = []
    ) {
        self.headline = headline
        self.body = body
        self.metadata = metadata
        self.fingerprint = fingerprint
        self.furtherPages = furtherPages
        self.declaredAddresses = declaredAddresses
    }

    /// The whole file: every line followed by LF.
    package var text: String {
        (headline + body).map { $0 + "\n" }.joined()
    }
}

/// Two marks of a text: equal ids are the same article, close simhashes are near-duplicates.
package struct Fingerprint: Hashable, Sendable {
    package let id: ArticleID
    package let simhash: Simhash

    package init(id: ArticleID, simhash: Simhash) {
        self.id = id
        self.simhash = simhash
    }
}

/// What a page says about its article. Nil and empty mean unknown; the JSON names are the contract's.
package struct ArticleMetadata: Hashable, Sendable, Codable {
    package var title: String?
    /// 引题, the line above the title.
    package var introtitle: String?
    /// 副题, the lines below the title, joined by a space.
    package var subtitle: String?
    package var date: Day?
    /// RFC 3339 with the site's offset, present where the page gives at least hour and minute.
    package var published: String?
    package var dateFrom: DateOrigin?
    /// 来源.
    package var publisher: String?
    /// 记者, 作者.
    package var authors: [String]?
    /// 通讯员.
    package var contributors: [String]?
    /// 责任编辑.
    package var editor: String?
    package var site: String?
    package var column: String?
    /// 版次, of e-papers.
    package var page: String?
    package var script: Script?
    package var document: OfficialDocument?
    /// 解读: the pages that explain this document.
    package var interpretations: [RelatedPage]?
    /// 政策原文: the documents that this page explains.
    package var interprets: [RelatedPage]?
    package var attachments: [Attachment]?
    package var images: [Image]?
    /// 0 to 1: how far the independent opinions about the article's place agree.
    package var confidence: Double?
    package var flags: [Flag]?
    /// The charset that the bytes were read in, by its WHATWG name.
    package var charset: String?
    /// What the memory of its site left out; nil where it made no difference.
    package var memory: MemoryUse?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case title, introtitle, subtitle, date, published
        case dateFrom = "date_from"
        case publisher, authors, contributors, editor, site, column, page, script, document
        case interpretations, interprets, attachments, images, confidence, flags, charset, memory
    }
}

/// Where the date was found; `fetched` when the page has none.
package enum DateOrigin: String, Hashable, Sendable, Codable {
    case meta, text, url, list, fetched
}

/// The writing system of the body.
package enum Script: String, Hashable, Sendable, Codable {
    /// Simplified Chinese.
    case hans
    /// Traditional Chinese.
    case hant
    case other
}

/// What a reader of the text ought to know about how it came to be.
package enum Flag: String, Hashable, Sendable, Codable, CaseIterable {
    /// Pinyin glosses were removed and the text converted to Simplified.
    case glossed
    /// No declaration of the charset held; it was guessed from the bytes.
    case charsetGuessed = "charset-guessed"
    case noDate = "no-date"
    /// Elements nest deeper than 255.
    case deepHTML = "deep-html"
    /// The page was cut off: by its server or by a limit.
    case truncated
    /// The article continues on other pages.
    case paged
    /// The independent opinions disagree about where the article is.
    case lowConfidence = "low-confidence"
    /// The text was stored in a wrong charset, and could be turned back without loss.
    case mojibakeRepaired = "mojibake-repaired"
    /// The text was stored in a wrong charset, and some of it is beyond repair.
    case mojibake
    /// One of the source's own rules for reading its pages matched nothing here.
    case ruleUnmatched = "rule-unmatched"
    /// The page itself states another headline, or another text, than the one that was found.
    case pageDisagrees = "page-disagrees"
    /// The page shows further whole articles, which were left out: each has an address of its own.
    case furtherArticles = "further-articles"
    /// The item is shown as pictures: its text is the headline and the captions.
    case imageOnly = "image-only"
    /// The item is a PDF file, or shown in a viewer of such.
    case pdfOnly = "pdf-only"
    /// The item is a file of another kind: of Word or Excel, an archive, OFD, …
    case fileOnly = "file-only"
    /// The item is a video.
    case videoOnly = "video-only"

    /// Somebody ought to look at texts with one of these, and mend the source's rules.
    package static let worthALook: [Flag] = [.lowConfidence, .ruleUnmatched, .mojibake]
}

/// 公文: the head of an official document.
package struct OfficialDocument: Hashable, Sendable, Codable {
    /// 索引号.
    package var indexNumber: String?
    /// 发文字号.
    package var number: String?
    /// 发布机构.
    package var agency: String?
    /// 成文日期.
    package var written: Day?
    /// 有效性.
    package var validity: String?
    package var category: String?

    package init() {}

    enum CodingKeys: String, CodingKey {
        case indexNumber = "index_no"
        case number, agency, written, validity, category
    }
}

/// A file that the article offers.
package struct Attachment: Hashable, Sendable, Codable {
    package var url: String
    package var name: String?
    /// The kept copy, relative to the archive.
    package var file: String?
    package var sha256: Digest?

    package init(url: String, name: String?) {
        self.url = url
        self.name = name
    }
}

/// A page that belongs to the article: a document's interpretation, an interpretation's document.
package struct RelatedPage: Hashable, Sendable, Codable {
    package var url: String
    package var title: String

    package init(url: String, title: String) {
        self.url = url
        self.title = title
    }
}

/// A picture inside the article.
package struct Image: Hashable, Sendable, Codable {
    package var url: String
    package var caption: String?

    package init(url: String, caption: String?) {
        self.url = url
        self.caption = caption
    }
}
