/// What a client did wrong, or why it cannot be served, as it is told.
///
/// Source: RFC 9457. `type` is left out, so that the title is the status's own; `code` tells kinds apart.
struct Problem: Error, Hashable, Sendable {
    let status: Int
    /// A short word for programs: `cursor-ahead`.
    let code: String
    /// For people: what is wrong, and what to do.
    let detail: String
    /// Seconds after which another try is worth it.
    var retryAfter: Int?

    init(_ status: Int, _ code: String, _ detail: String, retryAfter: Int? = nil) {
        self.status = status
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The client asked for something that is not there.
    static func missing(_ what: String) -> Problem { Problem(404, "not-found", "There is no \(what) here.") }

    static let noSuchPage = Problem(
        404, "not-found", "Nothing is served here; /openapi.json lists every address.")

    static let tooManyConnections = Problem(
        503, "too-many-connections", "All connections are busy; close some, or try again later.", retryAfter: 10)

    static let searchTooSlow = Problem(
        503, "search-too-slow", "The search takes too long: look for rarer words, or only in some days or sources.")

    static let internalError = Problem(
        500, "internal-error", "The server could not answer; its log says why.")

    /// What its answer says beside its body.
    var headers: [(name: String, value: String)] {
        switch status {
        case 401: [("WWW-Authenticate", "Bearer"), ("WWW-Authenticate", "Basic realm=\"dibao\"")]
        case 405: [("Allow", "GET, HEAD")]
        default: retryAfter.map { [("Retry-After", "\($0)")] } ?? []
        }
    }

    var reply: Reply {
        let fields: [String: JSONValue] = [
            "title": .string(Problem.phrase(status)), "status": .integer(status), "code": .string(code),
            "detail": .string(detail),
        ]
        // Strings and numbers always fit JSON.
        let bytes = (try? jsonBytes(fields)) ?? []
        var reply = Reply(status: status, mediaType: "application/problem+json", bytes: bytes, caching: .never)
        reply.headers += headers
        return reply
    }

    /// Source: RFC 9110, section 15.
    private static func phrase(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 414: "URI Too Long"
        case 416: "Range Not Satisfiable"
        case 421: "Misdirected Request"
        case 429: "Too Many Requests"
        case 503: "Service Unavailable"
        default: "Internal Server Error"
        }
    }
}
