internal import Compressing
internal import Hashing
internal import Hummingbird
internal import Model

/// An answer before it is fitted to what the client has already and can read.
struct Reply: Sendable {
    var status = 200
    var mediaType: String
    var body: Body
    var caching: Caching
    var headers: [(name: String, value: String)] = []
    /// Without quotes; nil: drawn from the bytes.
    var entityTag: String?
    /// Whether pieces of it may be asked for.
    var takesRanges = false

    enum Body: Sendable {
        case bytes([UInt8])
        /// Written as it comes; never compressed, never cached.
        case stream(@Sendable (inout any ResponseBodyWriter) async throws -> Void)
    }

    /// How long an answer stays good.
    enum Caching: String, Sendable {
        /// It may change any time: asked for again, with its tag.
        case revalidated = "no-cache"
        /// It never changes.
        case immutable = "private, max-age=31536000, immutable"
        case never = "no-store"
    }

    init(status: Int = 200, mediaType: String, bytes: [UInt8], caching: Caching = .revalidated) {
        self.status = status
        self.mediaType = mediaType
        self.caching = caching
        body = .bytes(bytes)
    }

    init(mediaType: String, stream: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void) {
        self.mediaType = mediaType
        caching = .never
        body = .stream(stream)
    }

    /// - Throws: `EncodingError`.
    static func json(_ value: some Encodable, caching: Caching = .revalidated) throws -> Reply {
        Reply(mediaType: "application/json", bytes: try jsonBytes(value), caching: caching)
    }

    /// A page for people. Everything from outside in it must have gone through `HTML.escaped`.
    static func page(_ html: String) -> Reply {
        var reply = Reply(mediaType: "text/html", bytes: Array(html.utf8))
        reply.headers.append(
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ))
        return reply
    }

    /// Text types are UTF-8, and say so.
    private var contentType: String {
        mediaType.hasPrefix("text/") && !mediaType.contains(";") ? mediaType + "; charset=utf-8" : mediaType
    }

    /// The answer as it is sent: not modified where the client has it, a piece where it wants one.
    func response(to inquiry: ValidatedRequest?) -> Response {
        var fields = HTTPFields()
        func add(_ name: String, _ value: String) {
            guard let name = HTTPFields.Element.Name(name) else { return }  // none of ours is no token
            fields.append(HTTPFields.Element(name: name, value: value))
        }
        add("Content-Type", contentType)
        add("Cache-Control", caching.rawValue)
        add("X-Content-Type-Options", "nosniff")
        add("Referrer-Policy", "no-referrer")
        for (name, value) in headers { add(name, value) }
        guard case .bytes(let bytes) = body else {
            guard case .stream(let write) = body else { preconditionFailure("two cases") }
            return Response(status: .init(code: status), headers: fields, body: ResponseBody(write))
        }
        guard status == 200, caching != .never, let inquiry else {
            return Response(
                status: .init(code: status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        let name = entityTag ?? String(Digest(sha256Of: bytes).description.prefix(32))
        add("Vary", "Accept-Encoding")
        if takesRanges { add("Accept-Ranges", "bytes") }
        let isCompressed = bytes.count >= Reply.worthCompressing && Conditions.takesGzip(inquiry.headers)
        add("ETag", isCompressed ? "\"\(name)-gzip\"" : "\"\(name)\"")
        if Conditions.isKnown(["\"\(name)\"", "\"\(name)-gzip\""], inquiry.headers) {
            return Response(status: .notModified, headers: fields)
        }
        if isCompressed {
            add("Content-Encoding", "gzip")
            let small = Gzip.compress(bytes)
            return Response(status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: small)))
        }
        let piece =
            takesRanges ? Conditions.range(inquiry.headers, tag: "\"\(name)\"", length: bytes.count) : .whole
        switch piece {
        case .whole:
            return Response(status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .piece(let range):
            add("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)")
            return Response(
                status: .partialContent, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: bytes[range])))
        case .outside:
            var reply = Problem(416, "range-outside", "The text has \(bytes.count) bytes; ask for a piece of these.")
                .reply
            reply.headers.append(("Content-Range", "bytes */\(bytes.count)"))
            return reply.response(to: nil)
        }
    }

    /// Below so many bytes an answer fits one packet anyway.
    private static let worthCompressing = 1200
}
