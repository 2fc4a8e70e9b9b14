/// Which IP addresses may be dialled: a page must not be able to make the daemon talk to its own network.
///
/// Every range that is not the public internet is refused, unless the configuration allows all. IPv6 addresses that
/// carry an IPv4 address (6to4, NAT64, ISATAP) are judged by that one as well.
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
struct AddressPolicy: Sendable {
    let allowsPrivate: Bool

    /// What kind of address makes it one that is not dialled; nil where it may be dialled.
    func refusal(of address: IPAddress) -> String? {
        allowsPrivate ? nil : AddressPolicy.specialKind(of: address)
    }

    private static func specialKind(of address: IPAddress) -> String? {
        if let range = ranges.first(where: { address.isIn($0.prefix, length: $0.length) }) { return range.kind }
        return embedded(in: address).flatMap(specialKind)
    }

    /// The IPv4 address that a gateway would dial for this one.
    /// Source: RFC 3056, section 2 (6to4); RFC 6052, section 2.1 (NAT64); RFC 5214, section 6.1 (ISATAP).
    private static func embedded(in address: IPAddress) -> IPAddress? {
        let bytes = address.bytes
        guard bytes.count == 16 else { return nil }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return IPAddress(bytes: Array(bytes[2..<6])) }
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) { return IPAddress(bytes: Array(bytes[12...])) }
        let interface = Array(bytes[8..<12])
        if interface == [0, 0, 0x5E, 0xFE] || interface == [2, 0, 0x5E, 0xFE] {
            return IPAddress(bytes: Array(bytes[12...]))
        }
        return nil
    }

    private struct Range {
        let prefix: IPAddress
        let length: Int
        let kind: String

        init?(_ prefix: String, _ length: Int, _ kind: String) {
            guard let prefix = IPAddress(prefix) else { return nil }
            self.prefix = prefix
            self.length = length
            self.kind = kind
        }
    }

    private static let ranges: [Range] = [
        Range("127.0.0.0", 8, "a loopback address"),
        Range("10.0.0.0", 8, "a private address"),
        Range("172.16.0.0", 12, "a private address"),
        Range("192.168.0.0", 16, "a private address"),
        Range("169.254.0.0", 16, "a link-local address"),
        Range("100.64.0.0", 10, "a carrier's internal address"),
        Range("0.0.0.0", 8, "an unspecified address"),
        Range("192.0.0.0", 24, "a protocol's own address"),
        Range("192.88.99.0", 24, "a protocol's own address"),
        Range("192.0.2.0", 24, "an address for documentation"),
        Range("198.51.100.0", 24, "an address for documentation"),
        Range("203.0.113.0", 24, "an address for documentation"),
        Range("198.18.0.0", 15, "an address for benchmarks"),
        Range("224.0.0.0", 4, "a multicast address"),
        Range("240.0.0.0", 4, "a reserved address"),
        Range("::1", 128, "a loopback address"),
        Range("::", 128, "an unspecified address"),
        Range("::ffff:0:0", 96, "an IPv4 address in IPv6 form"),
        Range("::ffff:0:0:0", 96, "an IPv4 address in IPv6 form"),
        Range("::", 96, "an IPv4 address in IPv6 form"),
        Range("64:ff9b:1::", 48, "a private address"),
        Range("100::", 64, "an address that discards"),
        Range("100:0:0:1::", 64, "a protocol's own address"),
        Range("2001::", 23, "a protocol's own address"),
        Range("2001:db8::", 32, "an address for documentation"),
        Range("3fff::", 20, "an address for documentation"),
        Range("5f00::", 16, "a protocol's own address"),
        Range("fc00::", 7, "a private address"),
        Range("fe80::", 10, "a link-local address"),
        Range("fec0::", 10, "a private address"),
        Range("ff00::", 8, "a multicast address"),
    ].compactMap(\.self)
}

extension IPAddress {
    /// - Parameter bytes: 4 or 16 of them.
    fileprivate init(bytes: [UInt8]) { self.bytes = bytes }
}
