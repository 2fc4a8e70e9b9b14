import Model
import PropertyTesting
import Testing

@testable import Extraction

/// List pages come from outside: none may end the process, and what is read is bounded and whole.
struct LinkPropertyTests {
    @Test func everyPageIsReadForItsLinks() async throws {
        let address = try WebAddress(parsing: "http://a.example/xw/index_2.html")
        await checkProperty(count: 5_000, generate: LinkPropertyTests.page) { bytes in
            let page: ListPage
            do throws(ExtractionFailure) {
                page = try LinkReader().read(bytes, at: address, headerCharset: nil, today: today)
            } catch {
                return nil
            }
            if Set(page.articles.map(\.address)).count != page.articles.count { return "an address twice" }
            if page.next.count > Pager.limit + 10 { return "\(page.next.count) next pages" }
            if page.articles.contains(where: { $0.title == "" }) { return "an empty title" }
            return page.articles.isEmpty && page.next.isEmpty && page.fault == nil ? "an empty list in silence" : nil
        }
    }

    @Test func everyScriptInAnAttributeIsRead() async {
        let words = [
            "window.open(", "location", ".href", "=", "'", "\"", "`", "/a/1.html", "+", ")", ";", "\\", "javascript:",
            "%27", "%", "goTo(", ",", "1",
        ]
        await checkProperty { choices in
            choices.array(0...12) { $0.word(of: words) }.joined()
        } claim: { script in
            guard let reference = ScriptedAddress.reference(in: script) else { return nil }
            return reference.isEmpty || reference.utf8.count > script.utf8.count ? "no address: \(reference)" : nil
        }
    }

    @Test func everyScriptOfAPageIsReadForSettings() async {
        let words = [
            "columnid", "unitid", "perPage", "totalRecord", ":", "=", "\"", "'", ",", "{", "}", "dataproxy.jsp", "?",
            "<record>",
        ]
        await checkProperty { choices in
            choices.array(0...30) { $0.oneIn(3) ? $0.numeral() : $0.word(of: words) }.joined(separator: " ")
        } claim: { script in
            let settings = ScriptSettings(Array(script.utf8)[...])
            for name in ["columnid", "perPage"] { _ = settings.number(of: name) }
            let tree = PageTree(parsing: Array("<script>'dataproxy.jsp'\(script)</script>".utf8))
            guard let base = try? WebAddress(parsing: "http://a.example/col/") else { return nil }
            let next = ProxyPager(tree: tree, base: base).next()
            return next.count > Pager.limit ? "\(next.count) pages" : nil
        }
    }

    private static func page(_ choices: inout Choices) -> [UInt8] {
        let parts = [
            "<ul>", "<li>", "</li>", "<a href=", "/a/1.html", "'", "\"", ">", "</a>", "春耕生产工作会议召开", "2023-02-15",
            "02-15", "2月1日",
            "<script>", "</script>", "createPageHTML(", ")", "var countPage=", "currentPage=", ",",
            "document.write(\"<a href='/x/1.html'>春耕生产</a>\")",
            "[{\"title\":\"春耕生产工作会议\",\"url\":\"/a/2.html\"},", "{", "}", "<select onchange=x>",
            "<option value=index_2.html>2</option>",
            "<frame src=a.html>", "<iframe src='/b'>", "<base href=", "<link rel=next href=?page=", "下一页", "尾页", "&gt;",
            "<a onclick=\"open('/c/",
            ".html')\">", "<record><![CDATA[", "]]></record>", "<datastore>", "<area href=", "<table><tr><td>",
            "<div class=next>", "index_", ".html",
        ]
        let body = choices.array(0...40) { $0.oneIn(6) ? $0.numeral() : $0.word(of: parts) }.joined()
        return choices.spoilt(Array("<html>\(body)</html>".utf8))
    }
}
