import Model
import Testing

@testable import Daemon

@Suite struct ConsoleLogTests {
    private let data = ["url": "http://a.example/?q=1", "source": "jiangmen", "reason": "say \"\u{1B}no\"\n"]

    @Test func textLinesAreWordsWithTheirData() {
        let line = ConsoleLog.line(
            at: Timestamp(secondsSinceEpoch: 0), level: "warning", message: "a source\nis failing", data: data,
            format: .text)
        #expect(
            line == #"1970-01-01T00:00:00Z warning: a source is failing reason="say \"no\"" source=jiangmen "#
                + #"url="http://a.example/?q=1""#)
    }

    @Test func jsonLinesAreObjects() {
        let line = ConsoleLog.line(
            at: Timestamp(secondsSinceEpoch: 0), level: "warning", message: "a source\nis failing", data: data,
            format: .json)
        #expect(
            line == #"{"at":"1970-01-01T00:00:00Z","level":"warning","message":"a source is failing","#
                + #""reason":"say \"no\"","source":"jiangmen","url":"http://a.example/?q=1"}"#)
    }

    @Test func jsonStringsEscapeWhatJSONForbids() {
        #expect(jsonString("a\"\\\n\t\u{1}\u{1F}江") == #""a\"\\\n\t\u0001\u001f江""#)
    }
}
