/// How much a text says: what `WordingSkeleton` would keep, counted without making it.
struct TextMeasure: Hashable {
    /// Letters, digits and Han characters; of other scripts every character.
    private(set) var characters = 0
    /// 。 and ，, the former counted twice.
    private(set) var sentenceMarks = 0

    /// - Parameter text: UTF-8, else GB18030; bytes that are neither are counted somehow.
    init(_ text: [UInt8], isUTF8: Bool) {
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte == UInt8(ascii: "&") {
                    index += TextMeasure.referenceLength(text, at: index)
                } else if byte < 0x80 {
                    if TextMeasure.isLetterOrDigit(byte) { characters += 1 }
                    index += 1
                } else {
                    index += isUTF8 ? addUTF8(text, at: index) : addGB18030(text, at: index)
                }
            }
        }
    }

    /// Bytes of the character.
    private mutating func addUTF8(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let length = text[index] >= 0xF0 ? 4 : text[index] >= 0xE0 ? 3 : 2
        guard index + length <= text.count else { return length }
        guard length == 3 else {
            characters += text[index] == 0xC2 ? 0 : 1
            return length
        }
        let value =
            Int(text[index] & 0x0F) << 12 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
        switch value {
        case 0x3002: sentenceMarks += 2
        case 0xFF0C: sentenceMarks += 1
        case 0x2000...0x33FF, 0xA000...0xF8FF, 0xFB00...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFFFF: break
        default: characters += 1
        }
        return length
    }

    /// Bytes of the character; rows A1 to A9 are signs, but for the full-width letters and digits of row A3.
    private mutating func addGB18030(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        guard index + 1 < text.count else { return 1 }
        switch (text[index], text[index + 1]) {
        case (0xA1, 0xA3): sentenceMarks += 2
        case (0xA3, 0xAC): sentenceMarks += 1
        case (0xA3, 0xB0...0xB9), (0xA3, 0xC1...0xDA), (0xA3, 0xE1...0xFA): characters += 1
        case (0xA1...0xA9, _): break
        default: characters += 1
        }
        return 2
    }

    /// Of `&…;`, or 1 where the `&` stands for itself. What it stands for is not counted.
    private static func referenceLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        for length in 2..<10 where index + length < text.count {
            let byte = text[index + length]
            if byte == UInt8(ascii: ";") { return length + 1 }
            if !isLetterOrDigit(byte) { return 1 }
        }
        return 1
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
}
