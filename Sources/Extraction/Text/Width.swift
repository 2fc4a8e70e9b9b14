/// Full-width variants of ASCII characters.
enum Width {
    /// ，→, （→( ：→: １→1; 。、“”《》—… stay, as does everything that is no variant of an ASCII character.
    @inline(__always)
    static func half(_ scalar: UInt32) -> UInt32 {
        (0xFF01...0xFF5E).contains(scalar) ? scalar - 0xFEE0 : scalar
    }

    /// The line with full-width ASCII variants made ASCII, byte by byte.
    static func half(_ line: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(line.utf8.count)
        var rest = line.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == 0xEF, let second = rest.next(), let third = rest.next() else {
                bytes.append(byte)
                continue
            }
            if second == 0xBC, (0x81...0xBF).contains(third) {
                bytes.append(third - 0x81 + 0x21)
            } else if second == 0xBD, (0x80...0x9E).contains(third) {
                bytes.append(third - 0x80 + 0x60)
            } else {
                bytes.append(contentsOf: [byte, second, third])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
