import Testing

@testable import Fetching

struct HeaderFieldTests {
    @Test(
        "A field that would smuggle in another line cannot be made",
        arguments: [
            ("X", "a\r\nHost: b"), ("X", "a\nb"), ("X", "a\u{0}b"), ("", "a"), ("a b", "c"), ("a:", "c"), ("é", "c"),
        ])
    func refuses(_ name: String, _ value: String) {
        #expect(HeaderField(name, value) == nil)
    }

    @Test("Names are equal in any case, values lose their margin")
    func names() throws {
        let field = try #require(HeaderField("ETag", " \t\"abc\" \r\n"))
        #expect(field.value == "\"abc\"")
        #expect(field.isNamed("etag"))
        #expect(!field.isNamed("eta"))
        #expect([field].value(of: "ETAG") == "\"abc\"")
    }

    @Test(
        "Values are UTF-8, else Latin-1; a Location keeps its bytes percent-encoded",
        arguments: [
            ("Title: 江门\r\n".utf8.map(\.self), "江门"),
            (Array("Title: ".utf8) + [0xE9], "é"),
            (Array("location: /".utf8) + [0xBD, 0xAD, 0xC3, 0xC5], "/%BD%AD%C3%C5"),
        ])
    func decodes(_ line: [UInt8], _ expected: String) {
        #expect(line.withUnsafeBufferPointer { HeaderField(line: $0) }?.value == expected)
    }

    @Test(
        "The media type and the charset are read however they are written",
        arguments: [
            ("text/html", "text/html", nil), ("Text/HTML; Charset=GB2312", "text/html", "GB2312"),
            ("text/html;charset=\"utf-8\"", "text/html", "utf-8"),
            ("text/html ; a=b; charset = 'gbk' ", "text/html", "gbk"),
            ("text/html; charset=", "text/html", nil), ("text/html; charset=;charset=big5", "text/html", "big5"),
            ("application/xhtml+xml;xcharset=x", "application/xhtml+xml", nil),
        ])
    func contentType(_ value: String, _ type: String, _ charset: String?) throws {
        let contentType = try #require(ContentType(value))
        #expect(contentType.type == type)
        #expect(contentType.charset == charset)
    }

    @Test("What is no media type is none", arguments: ["", ";", "html", "charset=utf-8"])
    func noContentType(_ value: String) {
        #expect(ContentType(value) == nil)
    }
}
