internal import Model
internal import Storage

/// Where a text comes from, as its record tells.
struct Provenance: Sendable {
    let article: StoredArticle
    /// Of sources, by their ids.
    let names: [String: String]
    let reader: Reader

    var markup: Markup {
        """
        <section class="side" aria-labelledby="provenance">
        <h2 id="provenance">\(reader.words("出处", "Provenance"))</h2>
        <dl>\(page)\(document)\(offers)\(kept)</dl>
        </section>
        """
    }

    private func row(_ chinese: String, _ english: String, _ value: Markup?) -> Markup {
        value.map { "<div><dt>\(reader.words(chinese, english))</dt><dd>\($0)</dd></div>\n" } ?? .empty
    }

    private func row(_ chinese: String, _ english: String, text: String?) -> Markup {
        row(chinese, english, text.map { "<span lang=\"zh\">\($0)</span>" })
    }

    private var page: [Markup] {
        let event = article.entry.event
        let metadata = article.record.metadata
        let topics = article.record.topics?.joined(separator: reader.words("、", ", "))
        return [
            row(
                "来源站", "Source",
                "<a href=\"/source/\(PercentEncoding.encoded(event.source))\">\(names[event.source] ?? event.source)</a>"
            ),
            row("网址", "Address", Markup.outward(event.url, event.url)),
            row("署名来源", "Publisher", text: metadata.publisher),
            row("作者", "Authors", text: metadata.authors?.joined(separator: "、")),
            row("通讯员", "Contributors", text: metadata.contributors?.joined(separator: "、")),
            row("责任编辑", "Editor", text: metadata.editor),
            row("网站", "Site", text: metadata.site),
            row("栏目", "Column", text: metadata.column),
            row("版次", "Page", text: metadata.page),
            row("发布", "Published", text: metadata.published ?? metadata.date?.description),
            row("日期依据", "Date from", text: metadata.dateFrom.map(name)),
            row("专题", "Topics", text: topics),
        ]
    }

    private func name(_ origin: DateOrigin) -> String {
        switch origin {
        case .meta: reader.words("页面元数据", "the page's metadata")
        case .text: reader.words("页面文字", "the page's text")
        case .url: reader.words("网址", "the address")
        case .list: reader.words("列表页", "the list")
        case .fetched: reader.words("抓取时间", "the visit")
        }
    }

    private var document: [Markup] {
        let document = article.record.metadata.document
        return [
            row("发文字号", "Number", text: document?.number),
            row("索引号", "Index", text: document?.indexNumber),
            row("发布机构", "Agency", text: document?.agency),
            row("成文日期", "Written", text: document?.written?.description),
            row("有效性", "Validity", text: document?.validity),
            row("分类", "Category", text: document?.category),
        ]
    }

    private var offers: [Markup] {
        let metadata = article.record.metadata
        let attachments: [Markup] = (metadata.attachments ?? []).prefix(50).map {
            "<li>\(Markup.outward($0.url, $0.name ?? $0.url))</li>"
        }
        let images: [Markup] = (metadata.images ?? []).prefix(50).map {
            "<li>\(Markup.outward($0.url, $0.caption ?? $0.url))</li>"
        }
        return [
            row("附件", "Attachments", attachments.isEmpty ? nil : "<ul lang=\"zh\">\(attachments)</ul>"),
            row("图片", "Pictures", images.isEmpty ? nil : "<ul lang=\"zh\">\(images)</ul>"),
        ]
    }

    private var kept: [Markup] {
        let record = article.record
        let id = article.entry.event.id.description
        let flags = (record.metadata.flags ?? []).map { reader.name(of: $0) }.joined(separator: reader.words("、", ", "))
        let capture = ([record.capture].compactMap(\.self) + (record.furtherCaptures ?? [])).prefix(20).map {
            "<code>\($0.file)</code> \(reader.words("第", "at")) \($0.offset)\(reader.words(" 字节起", "")), \(reader.size($0.length))<br>"
                as Markup
        }
        return [
            row("抓取", "Fetched", reader.moment(article.entry.event.at)),
            row("原始响应", "Capture", capture.isEmpty ? nil : "\(Array(capture))"),
            row("字数", "Characters", "\(record.chars)"),
            row("可信度", "Confidence", text: record.metadata.confidence.map(reader.percent)),
            row(
                "读法", "Reading",
                record.capture == nil
                    ? nil
                    : "<a href=\"/article/\(id)/explain\">\(reader.words("为何这样读 →", "Why it reads so →"))</a>"),
            row("标记", "Flags", text: flags.isEmpty ? nil : flags),
            row(
                "近似", "Near to",
                record.near.map { "<a href=\"/article/\($0.description)\"><code>\($0.description)</code></a>" }),
            row("字符集", "Charset", text: record.metadata.charset),
            row("文件", "File", "<a href=\"/api/v1/articles/\(id)/text\"><code>\(record.file)</code></a>"),
            row("SHA-256", "SHA-256", "<code>\(record.sha256.description)</code>"),
            row("编号", "Id", "<a href=\"/api/v1/articles/\(id)\"><code>\(id)</code></a>"),
            row("读取程序", "Read by", text: record.extractor),
        ]
    }
}
