/// How many connections are open at once, and how long one may stand still.
package struct ConnectionLimits: Hashable, Sendable {
    /// Of all clients together.
    package var total = 512
    /// Of one address. A proxy before the server is one, and its clients share this.
    package var perClient = 128
    /// Beyond these: answered about health, then closed.
    package var reserve = 32
    /// A client that has read nothing of its answer for so long is hung up on.
    package var stall = Duration.seconds(30)

    package init() {}
}
