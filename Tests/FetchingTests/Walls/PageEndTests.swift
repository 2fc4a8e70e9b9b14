import PropertyTesting
import Testing

@testable import Fetching

struct PageEndTests {
    @Test(
        "A document that is begun and not ended breaks off; fragments, other files and stray ends do not",
        arguments: [
            ("<html><body><p>春耕</p></body></html>", false), ("<html><body><p>春耕", true),
            ("<!DOCTYPE html>\n<HTML lang=zh><BODY class=a><P>春", true), ("<HTML><BODY><P>春</BoDy>", false),
            ("<html><head><title>x</title>", true), ("<body><p>a</html >", false), ("<html></html><p>a", false),
            ("<p>春耕</p>", false), ("", false), ("{\"a\":\"<html>\"}", false),
            ("<?xml version='1.0'?><rss><channel>", false),
            ("<html><body><p>a</p><script>document.write('<\\/body>')</script>", true),
        ])
    func ends(_ page: String, _ isMissing: Bool) {
        #expect(PageEnd.isMissing(in: Array(page.utf8)) == isMissing)
    }

    @Test("A page is whole at its end and at no place before, behind its head")
    func prefixes() {
        let page = Array("<!doctype html><html><head><title>t</title></head><body><p>春耕</p></body></html>".utf8)
        let begun = 20
        let ended = page.count - 8
        for count in begun..<page.count { #expect(PageEnd.isMissing(in: Array(page.prefix(count))) == (count < ended)) }
    }
}
