import Model
import PropertyTesting
import Testing

@testable import Extraction

/// Requests that a page's scripts make for their lists.
@Suite struct ScriptRequestsTests {
    @Test(arguments: [
        ("$.post(\"/a/load\", {type: 3, pageIndex: page}, f)", "/a/load?type=3&pageIndex=1"),
        ("$.post('/a/load',{'type':'x y','page':1})", "/a/load?type=x%20y&page=1"),
        (
            "var kind = 7; $.ajax({type: 'post', url: '/a', data: {kind: kind, pageNo: n, pageSize: size}})",
            "/a?kind=7&pageNo=1&pageSize=20"
        ),
        ("jQuery.ajax({data: {title: '', page: 1}, url: '/a?x=1'})", "/a?x=1&title=&page=1"),
        ("axios.get('/a', { params: { page: 2, q: '，' } })", "/a?page=2&q=%EF%BC%8C"),
        ("axios({url: '/a', params: {current: 1, ids: [1, 2]}})", nil), ("$.get('/a', {id: 3}, f)", nil),
        ("$.get('/a', f)", nil), ("$.post(url, {page: 1})", nil), ("$.post('/a b', {page: 1})", nil),
        ("$.ajax({url: '/a'})", nil),
        ("$.ajax({", nil), ("$.post(", nil), ("$.post('/a', {page", nil), ("$.post('/a', {page:", "/a?page=1"),
    ])
    func onlyRequestsThatCountPagesAreLists(script: String, reference: String?) {
        let found = ScriptRequests(Array(script.utf8)[...]).references()
        #expect(found == (reference.map { [$0] } ?? []))
    }

    @Test func anyScriptIsReadToItsEnd() async {
        let parts = [
            "$.post(", "$.ajax({", "'/a'", ",", "{", "}", "page", ":", "1", "\"", "\\", "[", ")", "url", "data", " ",
            "`", "中",
        ]
        await checkProperty { choices in
            choices.array(0...24) { $0.word(of: parts) }.joined()
        } claim: { script in
            let found = ScriptRequests(Array(script.utf8)[...]).references()
            return found.contains("") ? "an empty address" : nil
        }
    }

    @Test(arguments: [
        ("L3p3Z2svaW5kZXhfMi5odG1s", "/zwgk/index_2.html"), ("aW5kZXhfMi5odG1s", "index_2.html"),
        ("Li9pbmRleF8yLmh0bQ==", "./index_2.htm"),
        ("/zwgk/index_2.html", nil), ("====", nil), ("AAAA", nil), ("", nil), ("5Lit5paH5Lit5paH", nil),
        ("d29yZHdvcmR3b3Jk", nil),
    ])
    func aHiddenAddressIsFound(text: String, address: String?) {
        #expect(ScriptedAddress.decoded(Array(text.utf8)) == address)
    }
}
