internal import Hummingbird

/// The sites whose scripts may read what is served here: none unless the configuration names them.
///
/// Source: Fetch Standard, section 3.2, CORS protocol.
struct CORSPolicy: Sendable {
    /// Scheme, host and port, in lower case: `https://news.example.org`.
    private let origins: Set<String>
    private let isForAll: Bool

    init(_ origins: [String]) {
        self.origins = Set(origins.map { $0.lowercased() })
        isForAll = origins.contains("*")
    }

    /// The answer to the question that a browser asks before it sends a token or a cursor of the event stream; nil for
    /// any other request.
    func preflight(_ request: Request) -> Response? {
        guard request.method == .options, request.headers[.accessControlRequestMethod] != nil,
            allowed(request.headers) != nil
        else { return nil }
        var fields = HTTPFields()
        fields[.accessControlAllowMethods] = "GET, HEAD"
        fields[.accessControlAllowHeaders] = "Authorization, If-None-Match, Last-Event-ID, Range"
        fields[.accessControlMaxAge] = "86400"
        return marked(Response(status: .noContent, headers: fields), for: request)
    }

    /// The answer with what lets the asking site read it.
    func marked(_ response: Response, for request: Request) -> Response {
        guard !origins.isEmpty else { return response }
        var response = response
        response.headers.append(HTTPFields.Element(name: .vary, value: "Origin"))
        guard let origin = allowed(request.headers) else { return response }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "Content-Range, ETag, Retry-After"
        return response
    }

    /// Who may read, as it is said; nil for a request that names no site, or another.
    private func allowed(_ headers: HTTPFields) -> String? {
        guard let origin = headers[.origin] else { return nil }
        if isForAll { return "*" }
        return origins.contains(origin.lowercased()) ? origin : nil
    }
}
