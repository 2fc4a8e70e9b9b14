/// Makes compressed bodies without a compression library.
enum Encodings {
    /// Gzip around one stored block: at most 65 535 bytes.
    /// Source: RFC 1952, section 2.3; RFC 1951, section 3.2.4.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(bytes.count)
        return gzipHead + [1] + littleEndian(length) + littleEndian(~length) + bytes + littleEndian(crc32(bytes))
            + littleEndian(UInt32(bytes.count))
    }

    /// Gzip that decodes to 1 + 258 · `repeats` bytes from 13 bits each, without an end.
    /// Source: RFC 1951, section 3.2.6: the fixed codes of literal 0, length 258 and distance 1.
    static func bomb(repeats: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b0, count: 1)
        bits.append(0b01, count: 2)
        bits.appendCode(0b0011_0000, count: 8)
        for _ in 0..<repeats {
            bits.appendCode(0b1100_0101, count: 8)
            bits.appendCode(0b00000, count: 5)
        }
        return gzipHead + bits.bytes
    }

    /// Brotli with one uncompressed meta-block: at most 65 536 bytes.
    /// Source: RFC 7932, section 9.2.
    static func brotli(_ bytes: [UInt8]) -> [UInt8] {
        littleEndian(UInt32((bytes.count - 1) << 4 | 1 << 20)).prefix(3) + bytes + [0x03]
    }

    /// What ends a zlib frame.
    /// Source: RFC 1950, section 8.2.
    static func adler32(_ bytes: [UInt8]) -> [UInt8] {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return littleEndian(high << 16 | low).reversed()
    }

    private static let gzipHead: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        /// Least significant bit first, as numbers are written.
        mutating func append(_ value: Int, count: Int) {
            for index in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(value >> index & 1) << used
                used += 1
            }
        }

        /// Most significant bit first, as codes are written.
        mutating func appendCode(_ code: Int, count: Int) {
            for index in (0..<count).reversed() { append(code >> index & 1, count: 1) }
        }
    }
}
