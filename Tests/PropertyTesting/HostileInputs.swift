/// Inputs as the outside sends them: mostly plausible, now and then absurd.
extension Choices {
    /// Any bytes.
    package mutating func bytes(_ count: ClosedRange<Int>) -> [UInt8] {
        array(count) { UInt8(truncatingIfNeeded: $0.int(0...255)) }
    }

    /// A number as it is written where a small one is expected: also none, too long, signed, at the ends of 32 and 64 bits.
    package mutating func numeral() -> String {
        switch int(0...7) {
        case 0: "\(int(0...12))"
        case 1: "\(int(0...99_999_999))"
        case 2: "\(int(Int.min...Int.max))"
        case 3:
            pick([
                "-9223372036854775808", "9223372036854775807", "9223372036854775808", "-1", "2147483648", "4294967296",
            ])
        case 4: pick(["", "-", "+", "+7", "00", "1e9", "0x10", "１２", "²", "٣", "NaN", "1.5"])
        case 5: String(repeating: "9", count: int(1...40))
        case 6: "\(int(1900...2100))"
        default: "20\(int(10...99))\(int(10...99))\(int(10...99))"
        }
    }

    /// A scalar of any plane, with those that programs trip over more often than by chance.
    package mutating func scalar() -> Unicode.Scalar {
        switch int(0...4) {
        case 0: return Unicode.Scalar(UInt8(int(0x20...0x7E)))
        case 1: return Unicode.Scalar(UInt32(int(0x4E00...0x9FFF))) ?? "一"
        case 2: return pick(["\0", "\u{9}", "\u{A}", "\u{D}", "\u{7F}", "\u{85}", "\u{A0}", "\u{AD}", "\u{3000}"])
        case 3:
            return pick([
                "\u{200B}", "\u{200E}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}",
                "\u{10FFFF}",
                "\u{0301}", "\u{FE0F}", "\u{1F600}", "\u{1F1E8}", "\u{D7B0}", "\u{0130}", "\u{1E9E}",
            ])
        default: return Unicode.Scalar(UInt32(int(0...0x10FFFF))) ?? "\u{FFFD}"
        }
    }

    package mutating func text(_ count: ClosedRange<Int>) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<int(count) { text.append(scalar()) }
        return String(text)
    }

    /// One of the words, now and then something else: what most inputs of a kind are made of.
    package mutating func word(of words: [String]) -> String { oneIn(8) ? text(0...6) : pick(words) }

    /// Something well formed with one to `edits` places spoilt: bytes dropped, doubled, changed, swapped or put in.
    package mutating func spoilt(_ bytes: [UInt8], edits: Int = 4) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<int(0...edits) where !bytes.isEmpty {
            let start = int(0...bytes.count - 1)
            let end = min(bytes.count, start + int(1...8))
            switch int(0...4) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2: bytes[start] = UInt8(truncatingIfNeeded: int(0...255))
            case 3: bytes.insert(contentsOf: Array(numeral().utf8), at: start)
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }
}
