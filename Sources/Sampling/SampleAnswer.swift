internal import Model

/// What a site needs to know of a request.
package struct SampleRequest: Hashable, Sendable {
    /// GET or HEAD.
    package var isRead: Bool
    /// Starts with "/"; no query.
    package var path: String
    /// `http://127.0.0.1:8421`, as the client called it.
    package var origin: String
    package var ifNoneMatch: String?
    package var ifModifiedSince: String?

    package init(
        isRead: Bool = true, path: String, origin: String, ifNoneMatch: String? = nil, ifModifiedSince: String? = nil
    ) {
        self.isRead = isRead
        self.path = path
        self.origin = origin
        self.ifNoneMatch = ifNoneMatch
        self.ifModifiedSince = ifModifiedSince
    }
}

/// A whole HTTP response, before any network.
package struct SampleAnswer: Hashable, Sendable {
    package var status: Int
    package var headers: [Header]
    package var body: [UInt8]

    /// A name and its value.
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// - Complexity: O(headers).
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// One address of a site: a text with its type, or a move.
struct SampleResource: Hashable, Sendable {
    /// Stands for the site's own origin in feeds and sitemaps, which need absolute addresses.
    static let originMark = "{origin}"

    enum Content: Hashable, Sendable {
        case text(String, type: String, charset: SampleCharset)
        /// Gzip around a text: `sitemap.xml.gz`.
        case gzip(String)
        /// 301 to a path of the same site.
        case moved(to: String)
    }

    var content: Content
    /// Midnight of this day, Shanghai time, is the Last-Modified.
    var modified: Day
    /// 404 pages have a body too.
    var status = 200

    static func html(_ text: String, charset: SampleCharset = .utf8, modified: Day, status: Int = 200) -> Self {
        Self(content: .text(text, type: "text/html", charset: charset), modified: modified, status: status)
    }

    static func xml(_ text: String, type: String = "application/xml", modified: Day) -> Self {
        Self(content: .text(text, type: type, charset: .utf8), modified: modified)
    }

    /// The response, or 304 where the client has it already.
    func answer(_ request: SampleRequest) -> SampleAnswer {
        let body: [UInt8]
        var headers: [SampleAnswer.Header] = []
        switch content {
        case .moved(let path):
            return SampleAnswer(
                status: 301, headers: [.init(name: "Location", value: request.origin + path)], body: [])
        case .text(let text, let type, let charset):
            body = charset.encode(text.replacing(Self.originMark, with: request.origin))
            let type = charset.isTold ? "\(type); charset=\(charset.name)" : type
            headers.append(.init(name: "Content-Type", value: type))
        case .gzip(let text):
            body = storedGzip(Array(text.replacing(Self.originMark, with: request.origin).utf8))
            headers.append(.init(name: "Content-Type", value: "application/gzip"))
        }
        guard status == 200 else { return SampleAnswer(status: status, headers: headers, body: body) }
        let tag = "\"\(entityTag(body))\""
        let date = httpDate(of: modified)
        headers.append(.init(name: "ETag", value: tag))
        headers.append(.init(name: "Last-Modified", value: date))
        if request.ifNoneMatch.map({ $0 == tag }) ?? (request.ifModifiedSince == date) {
            return SampleAnswer(status: 304, headers: headers.filter { $0.name != "Content-Type" }, body: [])
        }
        return SampleAnswer(status: 200, headers: headers, body: body)
    }
}
