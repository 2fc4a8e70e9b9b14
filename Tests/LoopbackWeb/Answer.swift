/// What the test server does with one request, byte by byte.
package struct Answer: Sendable {
    package enum Step: Sendable {
        case send([UInt8])
        /// The same bytes again and again until the client hangs up, at most a gibibyte.
        case sendForever([UInt8])
        /// Tells the test that the server got here.
        case open(Gate)
        /// Goes on when the test says so; ends when the client hangs up.
        case wait(Gate)
        /// Says nothing more until the client hangs up.
        case hang
        /// Ends the connection in an orderly way.
        case close
        /// Ends the connection with an RST.
        case reset
    }

    /// Without `close` or `reset` at the end the connection takes another request.
    package var steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    /// Bytes as they are, then the connection's end.
    package static func raw(_ text: String) -> Answer { Answer([.send(Array(text.utf8)), .close]) }

    /// A whole answer with `Content-Length`.
    package static func page(
        _ body: [UInt8], status: Int = 200, headers: [(String, String)] = [], type: String = "text/html; charset=utf-8"
    ) -> Answer {
        Answer([.send(head(status, headers + [("Content-Type", type), ("Content-Length", "\(body.count)")]) + body)])
    }

    /// A whole answer with `Content-Length`.
    package static func page(
        _ text: String, status: Int = 200, headers: [(String, String)] = [], type: String = "text/html; charset=utf-8"
    ) -> Answer {
        page(Array(text.utf8), status: status, headers: headers, type: type)
    }

    package static func redirect(to location: String, status: Int = 302, headers: [(String, String)] = []) -> Answer {
        page([], status: status, headers: headers + [("Location", location)])
    }

    /// Status line and fields, with the empty line after them.
    package static func head(_ status: Int, _ headers: [(String, String)]) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) Status"] + headers.map { "\($0.0): \($0.1)" } + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// One chunk of a chunked body; an empty one is the last.
    package static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [0x0D, 0x0A]
    }
}
