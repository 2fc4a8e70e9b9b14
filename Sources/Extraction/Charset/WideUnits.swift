/// Recognises UTF-16 and UTF-32 by their byte order mark, or by the zeros that their markup is full of.
enum WideUnits {
    /// Bytes that are looked at.
    private static let sampledBytes = 4096

    /// The charset of a byte order mark, and the mark's length.
    static func marked(_ bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        // UTF-32's first: the mark of UTF-16 is a part of it.
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 { return (.utf32LE, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BE, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
        return nil
    }

    /// The charset of a text without a mark; nil for text of bytes, and for what is no text.
    ///
    /// Tags are ASCII: in UTF-16 every second byte of them is zero, in UTF-32 three of four, and always the same ones.
    static func unmarked(_ bytes: [UInt8]) -> Charset? {
        let sample = bytes.prefix(sampledBytes)
        guard sample.count >= 8, sample.contains(0) else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 4] += 1 }
        let units = sample.count / 4
        // Some Han characters have a zero too, 一 and 开 among them.
        if zeros[3] == units, zeros[2] * 10 > units * 9, zeros[0] * 10 < units { return .utf32LE }
        if zeros[0] == units, zeros[1] * 10 > units * 9, zeros[3] * 10 < units { return .utf32BE }
        let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
        guard max(even, odd) * 10 >= units * 2, min(even, odd) * 10 <= max(even, odd) else {
            return nil
        }
        return isText(sample, zeroAt: odd > even ? 1 : 0) ? odd > even ? .utf16LE : .utf16BE : nil
    }

    /// Whether what stands beside the zeros is printable ASCII, markup among it.
    private static func isText(_ sample: ArraySlice<UInt8>, zeroAt offset: Int) -> Bool {
        var (printable, others, brackets) = (0, 0, 0)
        for index in stride(from: 0, to: sample.count - 1, by: 2) where sample[index + offset] == 0 {
            let byte = sample[index + 1 - offset]
            if (0x20..<0x7F).contains(byte) || (0x09...0x0D).contains(byte) {
                printable += 1
            } else {
                others += 1
            }
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { brackets += 1 }
        }
        return brackets >= 2 && others * 20 <= printable
    }
}
