internal import Hummingbird
internal import NIOCore

/// A request as an endpoint sees it: every parameter is declared, and reads as what it was declared to be.
struct ValidatedRequest: Sendable {
    let headers: HTTPFields
    let path: String
    /// What the client calls this server, with scheme: `http://127.0.0.1:8420`.
    let origin: String
    /// As it was sent, still escaped.
    let query: String
    /// The client's connection.
    let channel: any Channel
    private let values: [String: [String]]

    /// - Throws: `Problem` for a query that is no UTF-8, or says something that the endpoint does not take.
    init(_ request: Request, _ context: VisitorContext, taking parameters: [ParameterDeclaration]) throws(Problem) {
        headers = request.headers
        path = request.uri.path
        // A proxy before it may be spoken to more safely.
        let isSecure =
            HTTPFields.Element.Name("X-Forwarded-Proto").flatMap { request.headers[$0] }?.lowercased() == "https"
        origin = (isSecure ? "https://" : "http://") + (request.head.authority ?? "localhost")
        channel = context.channel
        query = request.uri.query ?? ""
        var values = try ValidatedRequest.pairs(query)
        for parameter in parameters where parameter.place == .path {
            values.append((parameter.name, context.parameters.get(parameter.name) ?? ""))
        }
        let declared = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
        for (name, value) in values {
            guard let parameter = declared[name] else {
                let names = parameters.filter { $0.place == .query }.map(\.name)
                throw Problem(
                    400, "unknown-parameter",
                    "The parameter \(ValidatedRequest.quoted(name)) is not known here; "
                        + (names.isEmpty ? "none is." : "known: \(names.joined(separator: ", "))."))
            }
            guard parameter.accepts(value) else {
                throw Problem(
                    400, "bad-parameter",
                    "\(name): expected \(parameter.words), found \(ValidatedRequest.quoted(value)).")
            }
        }
        for parameter in parameters where parameter.isRequired && !values.contains(where: { $0.0 == parameter.name }) {
            throw Problem(
                400, "missing-parameter", "\(parameter.name) is missing: \(parameter.help) Expected \(parameter.words)."
            )
        }
        self.values = Dictionary(grouping: values, by: \.0).mapValues { $0.map(\.1) }
        for (name, values) in self.values {
            let limit = declared[name]?.isRepeated == true ? 20 : 1
            guard values.count > limit else { continue }
            throw Problem(400, "bad-parameter", "\(name) is given \(values.count) times; \(limit) at most.")
        }
    }

    /// Where a reader of the event stream stood when its connection broke.
    var lastEventID: String? { HTTPFields.Element.Name("Last-Event-ID").flatMap { headers[$0] } }

    /// The value that was given; nil where none was.
    func value<Value>(_ parameter: Parameter<Value>) -> Value? { list(parameter).first }

    /// Every value that was given, in order.
    func list<Value>(_ parameter: Parameter<Value>) -> [Value] {
        values[parameter.declaration.name, default: []].compactMap { parameter.read($0) }
    }

    /// Names and values of a query, decoded: `+` and `%20` are spaces.
    ///
    /// - Throws: `Problem` for a half escape, or for bytes that are no UTF-8.
    static func pairs(_ query: String) throws(Problem) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for piece in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append((try decoded(parts[0]), parts.count > 1 ? try decoded(parts[1]) : ""))
        }
        return pairs
    }

    private static func decoded(_ text: Substring.UTF8View) throws(Problem) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                let pair = String(decoding: rest.prefix(2), as: UTF8.self)
                guard pair.utf8.count == 2, pair.first != "+", let octet = UInt8(pair, radix: 16) else {
                    throw Problem(400, "bad-query", "The query has a % without two hex digits after it.")
                }
                bytes.append(octet)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(400, "bad-query", "The query is not UTF-8 behind its escapes.")
        }
        return text
    }

    /// What a client wrote, short enough to be told back.
    private static func quoted(_ text: String) -> String {
        "\"" + String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "\""
    }
}
