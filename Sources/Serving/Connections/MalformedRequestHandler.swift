internal import NIOCore

/// Closes the connection shortly after answering a malformed request. A client that goes on sending would otherwise
/// keep it until it idles out.
final class MalformedRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    /// Long enough for an honest client to read why.
    private static let linger = TimeAmount.seconds(2)

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: MalformedRequestHandler.linger) { channel.close(promise: nil) }
        context.fireErrorCaught(error)
    }
}
