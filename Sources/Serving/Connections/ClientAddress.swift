internal import Glibc
internal import NIOCore

/// Who a client is, as far as limits go: its IPv4 address, or the network of its IPv6 address, in which one client may
/// have any number.
struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
    /// `192.0.2.7`, or `2001:db8:0:1::/64`; empty where the system does not say.
    let description: String

    init(_ address: SocketAddress?) {
        let text = address?.ipAddress ?? ""
        // Sixteen, in network order.
        var bytes = [UInt8](repeating: 0, count: MemoryLayout<in6_addr>.size)
        description = inet_pton(AF_INET6, text, &bytes) == 1 ? ClientAddress.network(bytes) : text
    }

    private static func network(_ bytes: [UInt8]) -> String {
        // Source: RFC 4291, section 2.5.5.2, IPv4-mapped addresses.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10...11].allSatisfy({ $0 == 0xFF }) {
            return bytes[12...].map { "\($0)" }.joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map { index in
            String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}
