import PropertyTesting

/// Markup as the outside sends it: mostly plausible, now and then absurd.
extension Choices {
    private static let elements = [
        "p", "div", "span", "a", "b", "h1", "h2", "ul", "ol", "li", "table", "tr", "td", "th", "br", "img", "figure",
        "figcaption", "ruby", "rt", "rp", "script", "style", "textarea", "template", "select", "option", "article",
        "section", "nav", "footer", "iframe", "noscript", "title", "meta", "link", "base", "pre", "form", "dl", "dt",
        "dd",
        "html", "body", "head", "o:p", "font", "center", "tbody", "caption", "button",
    ]
    private static let attributes = [
        "class", "id", "href", "src", "name", "content", "style", "title", "alt", "type", "datetime", "rel", "rowspan",
        "colspan", "start", "value", "reversed", "property", "itemprop", "charset", "http-equiv", "onclick", "data-x",
    ]
    private static let values = [
        "content", "zoom", "article-body", "share", "ad", "title", "bt", "info", "x.pdf", "/2024/t1.html", "#",
        "javascript:;",
        "http://a.example/1_2.html", "PubDate", "ArticleTitle", "ContentSource", "2024-01-02", "articleBody",
        "canonical",
        "list-style:lower-roman", "a", "I", "TRS_Editor", "images/1.jpg", "og:url", "text/template",
    ]
    private static let texts = [
        "会议要求，各镇各部门要抓紧抓实，确保完成任务。", "发布时间：2024-01-02 10:30", "来源：某市日报", "责任编辑：张三", "打印", "关闭",
        "相关阅读", "政策解读", "索引号：", "发文字号", "下转第3版", "上接第一版", "1.", "一、", "工程萬(wàn)", "21", "/2024年02月", "当前位置：首页",
        "附件：", "二〇二四年一月二日", "November 20, 2019 9:24 pm", "（记者 张三 通讯员 李四）", "《关于工作的通知》", "&nbsp;", "&#x4e2d;", "&amp",
        "锟斤拷", "鍏ㄥ競锛屼細", "{{a}}", "createPageHTML(25, 0, \"index\", \"html\")", "var content = \"会议\\u8981\";",
        "[{\"title\":\"甲\",\"content\":\"乙\"}]", "<!--enpproperty <title>甲</title>-->", "<![CDATA[<a href=1>甲</a>]]>",
        "<", ">", "\"", "'",
    ]

    /// A piece of a page: tags that mostly fit, text among them.
    mutating func markup(_ count: ClosedRange<Int> = 0...40) -> String {
        var open: [String] = []
        var page = ""
        for _ in 0..<int(count) {
            switch int(0...6) {
            case 0, 1:
                let element = word(of: Choices.elements)
                page += "<\(element)"
                for _ in 0..<int(0...3) where !oneIn(2) { page += attribute() }
                page += oneIn(12) ? "/>" : ">"
                open.append(element)
            case 2, 3:
                let element = oneIn(6) ? word(of: Choices.elements) : open.popLast() ?? "p"
                page += "</\(element)>"
            case 4: page += oneIn(3) ? numeral() : text(0...12)
            default: page += word(of: Choices.texts)
            }
        }
        return page
    }

    private mutating func attribute() -> String {
        let value = oneIn(4) ? numeral() : word(of: Choices.values)
        let quote = pick(["\"", "'", ""])
        return " \(word(of: Choices.attributes))=\(quote)\(value)\(quote)"
    }

    /// A line of what stands around articles.
    mutating func line(_ count: ClosedRange<Int> = 0...8) -> String {
        array(count) { $0.oneIn(4) ? $0.numeral() : $0.oneIn(4) ? $0.text(0...4) : $0.pick(Choices.texts) }.joined()
    }
}
