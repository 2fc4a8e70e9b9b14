import Foundation
import Hummingbird
import Model
import PropertyTesting
import Storage
import Testing

@testable import Serving

/// Whatever a client writes into a request is read, or refused with words.
@Suite struct RequestPropertyTests {
    private static let words = [
        "2023-06-16.42", "2023-06-16", "f12", "article", "jiangmen", "0123456789abcdef", "zh", "9999-12-31.1",
        "0001-01-01.000000000000001", "2023-06-16.", ".", "f", "%", "0000-01-01",
    ]

    private static func word(_ choices: inout Choices) -> String {
        choices.oneIn(3) ? choices.numeral() : choices.word(of: words) + (choices.oneIn(4) ? choices.numeral() : "")
    }

    @Test func everyParameterOfEveryEndpointReadsOrRefusesEveryText() async throws {
        try await withServer { served in
            let holdings = ServerDependencies(
                catalogue: served.store, text: { _ in [] }, status: { standing }, trouble: { nil }, now: { time(0) })
            let parameters = ServerRouter.all(holdings, Meters()).flatMap(\.parameters)
            await checkProperty { choices in
                RequestPropertyTests.word(&choices)
            } claim: { text in
                for parameter in parameters { _ = parameter.accepts(text) }
                return nil
            }
        }
    }

    @Test func aCursorIsReadBack() async {
        await checkProperty {
            RequestPropertyTests.word(&$0)
        } claim: { text in
            guard let cursor = ArticleCursor(text) else { return nil }
            return ArticleCursor(cursor.text)?.text == cursor.text ? nil : "\(cursor.text) is another cursor"
        }
    }

    @Test func everyQueryIsPairsOrRefused() async {
        let pieces = ["q", "=", "&", "%", "%4", "%41", "%zz", "+", "%ff", "%E8%93%9D", "==", "&&", "%2", "% 1", "%+1"]
        await checkProperty { choices in
            choices.array(0...12) { $0.word(of: pieces) }.joined()
        } claim: { query in
            do throws(Problem) {
                _ = try ValidatedRequest.pairs(query)
            } catch {
                return error.status == 400 ? nil : "refused with \(error.status)"
            }
            return nil
        }
    }

    /// What is sent of a text of so many bytes lies within it.
    @Test func everyRangeIsAPieceOfTheText() async {
        let pieces = ["bytes=", "-", ",", "0-", "0-0", " ", "bytes=-", "=", "BYTES=", "9999999999999999"]
        await checkProperty { choices in
            (
                choices.array(0...5) { $0.oneIn(3) ? $0.numeral() : $0.word(of: pieces) }.joined(),
                choices.oneIn(3) ? choices.word(of: ["\"a\"", "W/\"a\"", "a", ""]) : nil, choices.int(0...20)
            )
        } claim: { range, condition, length in
            var fields = HTTPFields()
            fields[.range] = range
            fields[.ifRange] = condition
            guard case .piece(let piece) = Conditions.range(fields, tag: "\"a\"", length: length) else { return nil }
            return !piece.isEmpty && piece.lowerBound >= 0 && piece.upperBound <= length ? nil : "\(piece) of \(length)"
        }
    }

    @Test func everyHeaderIsRead() async {
        let pieces = [
            "text/html", ";", ",", "q=0", "q=0.0", "q=nan", "q=1e999", "*/*", "gzip", "W/", "\"a\"", "*", "zh", "-",
            "en",
            "dibao_lang=", "Bearer ", "Basic ", "eA==", "Og==", " ", "http://a.example", "=",
        ]
        await checkProperty { choices in
            choices.array(0...10) { $0.oneIn(6) ? $0.numeral() : $0.word(of: pieces) }.joined()
        } claim: { text in
            var fields = HTTPFields()
            for name in [HTTPFields.Element.Name.accept, .acceptEncoding, .ifNoneMatch, .authorization, .origin] {
                fields[name] = text
            }
            _ = Conditions.prefersHTML(fields)
            _ = Conditions.takesGzip(fields)
            _ = Conditions.isKnown(["\"a\""], fields)
            _ = Token("a").isSaid(by: fields)
            _ = Language(cookies: [text], accepted: [text])
            _ = CORSPolicy(["http://a.example"]).marked(
                Response(status: .ok),
                for: Request(
                    head: .init(method: .get, scheme: "http", authority: "a", path: "/"), body: .init(buffer: .init())))
            return nil
        }
    }

    @Test func everyHostIsANameOrNone() async {
        let pieces = [
            "localhost", "127.0.0.1", ":", "80", "[", "]", "::1", "%41", "%4", ".", "@", "/", " ", "[::1]", "A-b",
        ]
        await checkProperty { choices in
            choices.array(0...5) { $0.oneIn(4) ? $0.numeral() : $0.word(of: pieces) }.joined()
        } claim: { text in
            guard let name = HostNames.name(text) else { return nil }
            let isPlain = name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"/@?#[]\"<>\\".utf8.contains($0) }
            return isPlain && !name.isEmpty ? nil : "\(name) is no name"
        }
    }
}

/// The server lives through whatever bytes come over its port.
@Suite(.timeLimit(.minutes(30))) struct RequestBytesTests {
    private static let pieces = [
        "GET", " ", "/", "/api/v1/articles?", "limit=", "HTTP/1.1", "\r\n", "\r\n\r\n", "Host: localhost\r\n",
        "Range: bytes=",
        "Content-Length: 9223372036854775807\r\n", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n",
        "0\r\n\r\n",
        "http://localhost/healthz", "*", "CONNECT", "HEAD", "OPTIONS", "Last-Event-ID: ", "Connection: close\r\n",
        "Expect: 100-continue\r\n", "Upgrade: websocket\r\n", "?q=%", "/day/", "/calendar?year=", "//", "/..", "%2e%2e",
        "\0", ":",
    ]

    @Test func whateverBytesComeTheServerAnswersOnAndOn() async throws {
        try await withServer { served in
            let port = served.port
            try await blocking {
                var seeds = SplitMix64(state: 20_261_130)
                for _ in 0..<1_500 {
                    var choices = Choices(seed: seeds.next())
                    let line =
                        "GET /\(choices.word(of: ["", "healthz", "feed.atom", "search?q=a"])) HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    let bytes =
                        choices.oneIn(2)
                        ? choices.spoilt(Array(line.utf8), edits: 6)
                        : choices.array(1...14) { Array($0.word(of: RequestBytesTests.pieces).utf8) }.flatMap { $0 }
                    let wire = try Wire(port: port)
                    wire.send(bytes)
                    wire.close()
                }
            }
            #expect(try await served.get("/healthz").status == 200)
        }
    }
}
