import PropertyTesting
import Testing

@testable import Fetching

struct WallPropertyTests {
    private static let pieces = [
        "<html>", "<title>", "</title>", "<script", ">", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<noscript>",
        "<meta http-equiv=refresh content='0;url=", "/index.html'>", "location", ".href", "=", "'", "\"", "/a.html",
        "+",
        "页面不存在", "抱歉，", "您访问的", "&#24744;", "&nbsp;", "&", "404", "<a>", "<img ", "$_ts", "r='m'", "头(tóu)", "{",
        "%PDF",
        "location.replace('/b')", "<iframe", "\u{E4}",
    ]

    @Test func everyAnswerIsAWallOrNone() async {
        await checkProperty { choices in
            let text = choices.array(0...14) { $0.word(of: WallPropertyTests.pieces) }.joined()
            let bytes = choices.oneIn(3) ? choices.spoilt(Array(text.utf8)) : Array(text.utf8)
            return (choices.pick([200, 404, 412, 521, 468, 500, 304]), bytes)
        } claim: { status, body in
            let page = address("http://a.example/art/1.html")
            let answer = response(status: status, body: body, at: page)
            let wall = WallRecogniser.standard.wall(in: answer, asked: page)
            if let wall, wall.evidence.isEmpty { return "no evidence" }
            if let target = PageForward.target(in: body, at: page), target == page { return "leads to itself" }
            _ = WallRecogniser.standard.saysMissing(title: nil, body: String(decoding: body, as: UTF8.self))
            return status == 304 && wall != nil ? "a wall of 304" : nil
        }
    }

    @Test func bytesAreFoundWhereTheyAre() async {
        await checkProperty { choices in
            (
                choices.array(0...20) { UInt8($0.int(0x61...0x63)) },
                choices.array(0...4) { UInt8($0.int(0x61...0x63)) },
                choices.int(0...22)
            )
        } claim: { bytes, text, start in
            let found = bytes.withUnsafeBufferPointer { bytes in
                text.withUnsafeBufferPointer { ByteSearch.range(of: $0, in: bytes, from: start) }
            }
            let first = (min(start, bytes.count)...bytes.count).first { bytes[$0...].starts(with: text) }
            let expected = text.isEmpty || start >= bytes.count ? nil : first.map { $0..<$0 + text.count }
            return found == expected ? nil : "found at \(found.debugDescription), is at \(expected.debugDescription)"
        }
    }

    /// 4 MB of each: a page is looked over in one pass.
    @Test(arguments: [
        "<", "<a", "<!--", "<script>", "<noscript>x", "<title>", "&", "&#", "<![CDATA[", "</noscript>", "x<b>",
    ])
    func everyRepetitionIsLookedOver(_ piece: String) {
        let body = Array(String(repeating: piece, count: (1 << 20) / piece.utf8.count).utf8)
        let page = address("http://a.example/art/1.html")
        _ = WallRecogniser.standard.wall(in: response(body: body, at: page), asked: page)
    }
}
