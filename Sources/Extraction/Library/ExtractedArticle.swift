internal import Model

/// What a page turned out to say. Nil and empty mean that the page does not tell.
public struct ExtractedArticle: Hashable, Sendable {
    /// Headline lines in reading order: the line above the title (引题), the title, the lines below it (副题).
    public let headline: [String]
    /// A paragraph, caption or table row a line, the cells of a row divided by TAB. No line is empty or holds a line
    /// break.
    public let body: [String]

    /// The headline without 引题 and 副题.
    public let title: String?
    /// 引题.
    public let introtitle: String?
    /// 副题, its lines joined by a space.
    public let subtitle: String?
    /// The day of publication, at the site.
    public let date: CalendarDay?
    /// RFC 3339 with the site's offset, where the page tells at least hour and minute.
    public let published: String?
    /// 来源: whom the page names as its source.
    public let publisher: String?
    /// 记者, 作者.
    public let authors: [String]
    /// 通讯员.
    public let contributors: [String]
    /// 责任编辑.
    public let editor: String?
    /// The site's name, as the page gives it.
    public let site: String?
    /// 栏目.
    public let column: String?
    /// 版次, of newspapers.
    public let page: String?
    /// The writing system of the body.
    public let script: WritingSystem?
    /// The head of an official document (公文), where the page shows one.
    public let document: DocumentHeading?
    /// 解读: the pages that explain this document; none without the page's address.
    public let interpretations: [LinkedPage]
    /// 政策原文: the documents that this page explains; none without the page's address.
    public let interprets: [LinkedPage]
    /// Files that the article offers; none without the page's address.
    public let attachments: [LinkedFile]
    /// Pictures inside the article; none without the page's address.
    public let pictures: [Picture]
    /// The further pages of an article that its site has cut into several, in order; `body` is of the first only. None
    /// without the page's address.
    public let furtherPages: [String]
    /// 0 to 1: how far the independent opinions about the article's place agree.
    public let confidence: Double
    /// What a reader of the text ought to know about how it came to be.
    public let remarks: Set<Remark>
    /// The charset that the bytes were read in, by its WHATWG name, such as `gb18030`.
    public let charset: String
    /// 16 hex digits, drawn from the words alone: reprints in other widths, spacings or scripts have the same.
    public let identity: String
    /// Near-duplicates differ in few bits.
    public let similarityHash: UInt64

    /// Headline and body, every line followed by LF.
    public var text: String { (headline + body).map { $0 + "\n" }.joined() }

    /// A writing system.
    public enum WritingSystem: String, Hashable, Sendable {
        case simplified, traditional, other
    }

    /// The head of an official document. Nil means that it does not tell.
    public struct DocumentHeading: Hashable, Sendable {
        /// 索引号.
        public let indexNumber: String?
        /// 发文字号.
        public let number: String?
        /// 发布机构.
        public let agency: String?
        /// 成文日期.
        public let written: CalendarDay?
        /// 有效性.
        public let validity: String?
        /// 主题分类.
        public let category: String?
    }

    /// A page that belongs to the article.
    public struct LinkedPage: Hashable, Sendable {
        /// Absolute.
        public let url: String
        /// As the link calls it.
        public let title: String
    }

    /// A file that the article offers.
    public struct LinkedFile: Hashable, Sendable {
        /// Absolute.
        public let url: String
        /// As the article calls it.
        public let name: String?
    }

    /// A picture inside the article.
    public struct Picture: Hashable, Sendable {
        /// Absolute.
        public let url: String
        /// The line that belongs to it.
        public let caption: String?
    }

    /// One thing to know about how the text came to be.
    public enum Remark: String, Hashable, Sendable, CaseIterable {
        /// Pinyin glosses were removed and the text converted to Simplified.
        case glossed
        /// No declaration of the charset held; it was guessed from the bytes.
        case charsetGuessed = "charset-guessed"
        /// The page tells no date that can be believed.
        case noDate = "no-date"
        /// Elements nest deeper than 255.
        case deepHTML = "deep-html"
        /// The page was cut off.
        case truncated
        /// The article continues on other pages.
        case paged
        /// The independent opinions disagree about where the article is.
        case lowConfidence = "low-confidence"
        /// The text was stored in a wrong charset, and could be turned back without loss.
        case mojibakeRepaired = "mojibake-repaired"
        /// The text was stored in a wrong charset, and some of it is beyond repair.
        case mojibake
    }
}

extension ExtractedArticle {
    init(_ article: Article) {
        let known = article.metadata
        headline = article.headline
        body = article.body
        title = known.title
        introtitle = known.introtitle
        subtitle = known.subtitle
        date = known.date.map { CalendarDay($0) }
        published = known.published
        publisher = known.publisher
        authors = known.authors ?? []
        contributors = known.contributors ?? []
        editor = known.editor
        site = known.site
        column = known.column
        page = known.page
        script = known.script.map { WritingSystem($0) }
        document = known.document.map { DocumentHeading($0) }
        interpretations = (known.interpretations ?? []).map { LinkedPage(url: $0.url, title: $0.title) }
        interprets = (known.interprets ?? []).map { LinkedPage(url: $0.url, title: $0.title) }
        attachments = (known.attachments ?? []).map { LinkedFile(url: $0.url, name: $0.name) }
        pictures = (known.images ?? []).map { Picture(url: $0.url, caption: $0.caption) }
        furtherPages = article.furtherPages.map(\.description)
        confidence = known.confidence ?? 0
        // The other flags tell what a daemon did, or how its own rules fared.
        remarks = Set((known.flags ?? []).compactMap { Remark(rawValue: $0.rawValue) })
        charset = known.charset ?? ""
        identity = article.fingerprint.id.description
        similarityHash = article.fingerprint.simhash.bits
    }
}

extension ExtractedArticle.WritingSystem {
    init(_ script: Script) {
        self =
            switch script {
            case .hans: .simplified
            case .hant: .traditional
            case .other: .other
            }
    }
}

extension ExtractedArticle.DocumentHeading {
    init(_ document: OfficialDocument) {
        indexNumber = document.indexNumber
        number = document.number
        agency = document.agency
        written = document.written.map { CalendarDay($0) }
        validity = document.validity
        category = document.category
    }
}
