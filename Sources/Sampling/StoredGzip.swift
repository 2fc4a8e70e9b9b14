internal import Model

/// A gzip member whose blocks are stored, not compressed: every reader takes it, and no library is needed.
///
/// Source: RFC 1952 and RFC 1951, section 3.2.4.
func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
    var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
        let block = rest.prefix(65_535)
        rest = rest.dropFirst(block.count)
        member.append(rest.isEmpty ? 1 : 0)
        member += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count))
        member += block
    } while !rest.isEmpty
    return member + littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
}

/// FNV-1a, 64 bits, in hex: enough to tell one version of a page from another.
func entityTag(_ bytes: [UInt8]) -> String { String(FNV1a(bytes).value, radix: 16) }

/// CRC-32, bit by bit: sitemaps of a sample are small.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder = ~(0 as UInt32)
    for byte in bytes {
        remainder ^= UInt32(byte)
        for _ in 0..<8 { remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320 }
    }
    return ~remainder
}

private func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
}
