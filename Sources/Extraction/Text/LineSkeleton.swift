/// A line reduced to what its wording is: letters, digits and Han characters, in Simplified, half width and lower case.
///
/// Rules about wording match skeletons, so that 【打 印】, [打印] and 打印 are one.
struct LineSkeleton {
    /// Unicode scalar values.
    private(set) var scalars: [UInt32] = []
    /// How many of them stand before the line's first colon; nil without one.
    private(set) var firstColon: Int?
    /// Plus and minus signs, which are no part of the skeleton.
    private(set) var signs = 0
    /// Signs that lead on: > » › →.
    private(set) var arrows = 0

    /// - Parameter limit: scalars to keep at the most; a longer line is cut.
    init(_ bytes: some Sequence<UInt8>, limit: Int = 400) {
        scalars.reserveCapacity(32)
        var pending: UInt32 = 0
        var missing = 0
        for byte in bytes {
            if missing > 0 {
                pending = pending << 6 | UInt32(byte & 0x3F)
                missing -= 1
                if missing == 0 { append(pending) }
            } else if byte < 0x80 {
                append(UInt32(byte))
            } else if byte < 0xE0 {
                (pending, missing) = (UInt32(byte & 0x1F), 1)
            } else if byte < 0xF0 {
                (pending, missing) = (UInt32(byte & 0x0F), 2)
            } else {
                (pending, missing) = (UInt32(byte & 0x07), 3)
            }
            if scalars.count >= limit { return }
        }
    }

    init(_ text: String) { self.init(text.utf8) }

    @inline(__always)
    private mutating func append(_ scalar: UInt32) {
        switch scalar {
        case 0x3A, 0xFF1A: firstColon = firstColon ?? scalars.count
        case 0x2B, 0x2D, 0x2212, 0xFF0B, 0xFF0D: signs += 1
        case 0x3E, 0xBB, 0x203A, 0x2192, 0xFF1E: arrows += 1
        case 0x30...0x39, 0x61...0x7A: scalars.append(scalar)
        case 0x41...0x5A: scalars.append(scalar + 0x20)
        case 0..<0xC0, 0x2000...0x2FFF, 0x3000...0x303F, 0xFE00...0xFF0F, 0xE000...0xF8FF: return
        case 0xFF10...0xFF19, 0xFF41...0xFF5A: scalars.append(scalar - 0xFEE0)
        case 0xFF21...0xFF3A: scalars.append(scalar - 0xFEE0 + 0x20)
        case 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFFEF: return
        default: scalars.append(TraditionalTable.simplified(scalar))
        }
    }

    func hasPrefix(_ prefix: [UInt32]) -> Bool { scalars.starts(with: prefix) }

    func hasSuffix(_ suffix: [UInt32]) -> Bool { scalars.suffix(suffix.count).elementsEqual(suffix) }

    func contains(_ part: [UInt32]) -> Bool { LineSkeleton.contains(part, in: scalars) }

    static func contains(_ part: [UInt32], in scalars: [UInt32]) -> Bool {
        guard let first = part.first, scalars.count >= part.count else { return false }
        for index in 0...(scalars.count - part.count) where scalars[index] == first {
            if scalars[index..<(index + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}
