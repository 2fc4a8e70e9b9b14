internal import Glibc

/// An IPv4 or IPv6 address.
struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes, most significant first.
    let bytes: [UInt8]

    /// Nil unless it is one address as `inet_pton` reads it; IPv6 also in brackets.
    init?(_ text: String) {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let plain = isBracketed ? String(text.dropFirst().dropLast()) : text
        var buffer = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, plain, &buffer) == 1 {
            bytes = Array(buffer[..<4])
        } else if inet_pton(AF_INET6, plain, &buffer) == 1 {
            bytes = buffer
        } else {
            return nil
        }
    }

    /// Nil for families other than IPv4 and IPv6, and where `length` is too short for its family.
    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            let offset = MemoryLayout<sockaddr_in>.offset(of: \.sin_addr) ?? 4
            bytes = Array(UnsafeRawBufferPointer(start: raw + offset, count: 4))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            let offset = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr) ?? 8
            bytes = Array(UnsafeRawBufferPointer(start: raw + offset, count: 16))
        default: return nil
        }
    }

    /// Whether the first `length` bits are those of `prefix`.
    func isIn(_ prefix: IPAddress, length: Int) -> Bool {
        guard bytes.count == prefix.bytes.count else { return false }
        let whole = length / 8
        guard bytes[..<whole] == prefix.bytes[..<whole] else { return false }
        let rest = length % 8
        return rest == 0 || (bytes[whole] ^ prefix.bytes[whole]) >> (8 - rest) == 0
    }
}

extension IPAddress: CustomStringConvertible {
    var description: String {
        var text = [CChar](repeating: 0, count: 46)  // INET6_ADDRSTRLEN
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
            return "unknown"
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
