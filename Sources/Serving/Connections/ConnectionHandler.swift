internal import NIOCore
internal import NIOHTTP1

/// Watches one connection: tells the table whether it is idle, hangs up on a client that does not read its answers, and
/// sees that each request names one host.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let table: ConnectionTable
    private let stall: TimeAmount
    private var isOpen = false
    private var isReserve = false
    /// Requests that were read and not answered.
    private var unanswered = 0
    private var stallCheck: Scheduled<Void>?

    init(_ table: ConnectionTable, limits: ConnectionLimits) {
        self.table = table
        stall = TimeAmount(limits.stall)
    }

    func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { open(context) } }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard !isOpen else { return }
        isOpen = true
        let channel = context.channel
        isReserve = table.open(ObjectIdentifier(channel), of: ClientAddress(channel.remoteAddress)) {
            channel.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stallCheck?.cancel()
        table.close(ObjectIdentifier(context.channel))
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        unanswered += 1
        if unanswered == 1 { table.beginAnswering(ObjectIdentifier(context.channel)) }
        head.nameOneHost()
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isReserve:
            head.headers.replaceOrAdd(name: "Connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            unanswered = max(0, unanswered - 1)
            if unanswered == 0 { table.endAnswering(ObjectIdentifier(context.channel)) }
            guard isReserve else { return context.write(data, promise: promise) }
            context.writeAndFlush(data, promise: promise)
            context.close(promise: nil)
        default: context.write(data, promise: promise)
        }
    }

    /// An answer that the client does not read leaves the connection unwritable. What it reads makes the rest smaller.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallCheck?.cancel()
        stallCheck = nil
        if !context.channel.isWritable { awaitProgress(context, past: ConnectionHandler.unsent(context.channel)) }
        context.fireChannelWritabilityChanged()
    }

    private func awaitProgress(_ context: ChannelHandlerContext, past before: Int) {
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        stallCheck = context.value.eventLoop.scheduleTask(in: stall) {
            let (handler, context) = (handler.value, context.value)
            let now = ConnectionHandler.unsent(context.channel)
            if now < before { handler.awaitProgress(context, past: now) } else { context.close(promise: nil) }
        }
    }

    /// Bytes that the system has not taken yet.
    private static func unsent(_ channel: any Channel) -> Int {
        // Every channel of the server is a socket's, which knows.
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}

extension HTTPRequestHead {
    /// Makes `Host` what the request is for: the host of a whole address, where the target is one; nothing at all where
    /// HTTP/1.1 names none or any version names several, so that it is refused as no host's name.
    ///
    /// Source: RFC 9112, section 3.2.
    fileprivate mutating func nameOneHost() {
        let said = headers["Host"]
        if said.count > 1 || said.isEmpty && (version.major, version.minor) >= (1, 1) {
            headers.replaceOrAdd(name: "Host", value: "")
        } else if let scheme = ["http://", "https://"].first(where: { uri.lowercased().hasPrefix($0) }) {
            let authority = uri.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
            headers.replaceOrAdd(name: "Host", value: String(Substring(authority)))
        }
    }
}
