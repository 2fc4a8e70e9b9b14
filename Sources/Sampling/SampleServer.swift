internal import Hummingbird
internal import Logging

/// One site behind its own loopback address.
struct SampleServer: Sendable {
    let site: SampleSite
    /// 127.0.0.1 to 127.0.0.5: politeness is by host, so every site has its own.
    let host: String
    /// 0 lets the system choose.
    let port: Int

    /// Serves until cancelled or told to shut down gracefully.
    ///
    /// - Parameter whenListening: called once, with the port that the system gave.
    /// - Throws: what the system says where the address cannot be had.
    func run(whenListening: @escaping @Sendable (Int) async -> Void) async throws {
        let site = site
        let authority = host
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let answer = site.answer(SampleRequest(request, host: authority))
            let response = Response(answer)
            return request.method == .head ? response.createHeadResponse() : response
        }
        var logger = Logger(label: "sample.\(site.id)")
        logger.logLevel = .critical  // what goes wrong is thrown; a cancelled connection is not news
        let application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "SampleWeb"),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? port) },
            logger: logger)
        try await application.run()
    }
}

extension SampleRequest {
    fileprivate init(_ request: Request, host: String) {
        self.init(
            isRead: request.method == .get || request.method == .head,
            path: request.uri.path,
            origin: "http://" + (request.head.authority ?? host),
            ifNoneMatch: request.headers[.ifNoneMatch],
            ifModifiedSince: request.headers[.ifModifiedSince])
    }
}

extension Response {
    fileprivate init(_ answer: SampleAnswer) {
        var fields = HTTPFields()
        for header in answer.headers {
            guard let name = HTTPFields.Element.Name(header.name) else { continue }  // none of ours is no token
            fields.append(HTTPFields.Element(name: name, value: header.value))
        }
        self.init(
            status: HTTPResponse.Status(code: answer.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
