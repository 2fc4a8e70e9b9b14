internal import NIOCore

/// Hangs up on a client that sends what is no HTTP, soon after it was told so. Its answer says that the connection
/// closes; one that goes on sending all the same would else be kept until it idles out.
final class Parting: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    /// Long enough for an honest client to read why.
    private static let linger = TimeAmount.seconds(2)

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let channel = context.channel
        context.eventLoop.scheduleTask(in: Parting.linger) { channel.close(promise: nil) }
        context.fireErrorCaught(error)
    }
}
