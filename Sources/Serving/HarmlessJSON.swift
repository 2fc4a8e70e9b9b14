/// The same JSON, with what steers a terminal or reorders what a reader sees written as `\uXXXX`: DEL, C1 controls,
/// bidirectional marks and overrides, invisible format characters, line separators. Control characters below U+0020
/// are so in all JSON.
///
/// A text's characters are all still there; only the bytes are others.
func harmless(json bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.indices.first(where: { steering(bytes, at: $0) != nil }) else { return bytes }
    var result = Array(bytes[..<first])
    var index = first
    while index < bytes.count {
        if let (scalar, length) = steering(bytes, at: index) {
            let hex = String(scalar, radix: 16)
            result += Array(("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8)
            index += length
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return result
}

/// The steering character that begins here, and its length in bytes.
private func steering(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int)? {
    func byte(_ offset: Int) -> UInt32 { index + offset < bytes.count ? UInt32(bytes[index + offset]) : 0 }
    switch bytes[index] {
    case 0x7F: return (0x7F, 1)
    case 0xC2:
        let scalar = 0x80 | byte(1) & 0x3F
        return scalar < 0xA0 || scalar == 0xAD ? (scalar, 2) : nil
    case 0xD8 where byte(1) == 0x9C: return (0x61C, 2)
    case 0xE2 where byte(1) == 0x80 || byte(1) == 0x81:
        let scalar = 0x2000 | (byte(1) & 0x3F) << 6 | byte(2) & 0x3F
        let isSteering = (0x200B...0x200F).contains(scalar) || (0x2028...0x202E).contains(scalar) || scalar >= 0x2060
        return isSteering ? (scalar, 3) : nil
    case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: return (0xFEFF, 3)
    case 0xEF where byte(1) == 0xBF && (0xB9...0xBB).contains(byte(2)): return (0xFFC0 | byte(2) & 0x3F, 3)
    default: return nil
    }
}
