import Model

@testable import Extraction

/// A pretend site whose pages repeat everything but the article, and that changes its template one day.
struct TemplateSite {
    enum Template { case old, new }

    var template = Template.old
    /// Behind the article's paragraphs, inside the container, as the site's editors leave it.
    var tail = #"<div class="ywts"><span>青砚发布客户端</span></div><div class="ywts"><span>欢迎下载砚边</span></div>"#
    var head = ""
    /// The last lines of the article.
    var ending = ""

    static let chrome = ["青砚发布客户端", "欢迎下载砚边"]

    func page(_ number: Int, paragraphs: [String]? = nil) -> [UInt8] {
        let body = (paragraphs ?? TemplateSite.paragraphs(number)).map { "<p>\($0)</p>" }.joined(separator: "\n")
        let date = "2026-05-\(number % 18 + 10) 09:30"
        let title = "青砚市第\(number)座口袋公园建成开放"
        let article =
            switch template {
            case .old:
                """
                <h1>\(title)</h1><div class="info">发布时间：\(date) 来源：青砚日报</div>
                <div class="article-body">\(head)\(body)\(ending)\(tail)</div>
                """
            case .new:
                """
                <section class="news"><h2 class="headline">\(title)</h2>
                <p class="meta">\(date)　来源：青砚日报</p>
                <div class="prose">\(head)\(body)\(ending)\(tail)</div></section>
                """
            }
        return Array(
            """
            <html><head><meta charset="utf-8"><title>\(title)_青砚市人民政府</title></head><body>
            <div class="nav"><a href="/">首页</a><a href="/zw/">政务公开</a></div>
            \(article)
            <div class="footer">主办：青砚市人民政府办公室</div></body></html>
            """.utf8)
    }

    static func paragraphs(_ number: Int) -> [String] {
        [
            "第\(number)座口袋公园位于青砚市砚河路\(number * 7 + 3)号，占地\(number * 110 + 400)平方米，利用街角空地改建而成，昨日起向市民开放。",
            "公园里种植了\(number + 12)种乡土植物，设有健身步道、儿童沙坑和遮阳长廊，附近\(number * 31 + 900)户居民步行五分钟即可到达。",
            "市园林部门介绍，编号\(number * 4421)的养护协议已经签订，市民可以通过热线提出意见，负责人将在两个工作日内答复。",
        ]
    }
}

/// Reads a page of a site and lets the memory learn from it.
func study(_ page: [UInt8], _ memory: inout PageMemory, isNews: Bool = true) throws -> Article {
    let (article, lesson) = try Extractor().study(
        page, at: nil, headerCharset: nil, today: today, utcOffset: 8 * 3600, knowing: .memory(memory))
    if let lesson { memory.learn(lesson, isNews: isNews) }
    return article
}

/// Reads a page of a site as it is read with this knowledge.
func read(_ page: [UInt8], knowing knowledge: SiteKnowledge) throws -> Article {
    try Extractor().read(
        page, at: nil, headerCharset: nil, today: today, utcOffset: 8 * 3600, knowing: knowledge)
}

extension PageMemory {
    /// What these pages teach, in their order.
    init(taughtBy pages: [[UInt8]]) throws {
        self.init()
        for page in pages { _ = try study(page, &self) }
    }
}
