import Glibc

/// Text that was read in a wrong charset once and stored so: `鍏ㄥ競` and `å…¨å¸‚` for 全市.
enum Mojibake {
    /// What went wrong when the text was stored.
    enum Kind: Sendable {
        /// UTF-8 was read as GBK.
        case utf8AsGBK
        /// UTF-8 or GBK was read as Latin-1 or Windows-1252.
        case asLatin
        /// Unreadable bytes became U+FFFD, or `锟斤拷`: nothing brings them back.
        case lost
    }

    /// What the text looks like, by marks that hardly any other text has; nil for text that is sound.
    ///
    /// - Parameter text: UTF-8, of lines rather than of markup: one look at each byte.
    static func kind(of text: [UInt8]) -> Kind? {
        var marks = Marks()
        text.withUnsafeBufferPointer { marks.count(in: $0) }
        if marks.gbk >= 3, marks.gbk * 150 > marks.wide { return .utf8AsGBK }
        if marks.latin >= 5, marks.latin * 20 > marks.wide { return .asLatin }
        if marks.latinRuns >= 2, marks.latinRuns * 40 > marks.wide { return .asLatin }
        if marks.lost >= 2, marks.lost * 100 > marks.wide { return .lost }
        return nil
    }

    private struct Marks {
        /// `锛`, `紝`, `銆`, `鐨` and `殑`: what `，`, `。` and `的` become, as their bytes happen to pair up; no text is
        /// without them, and none has theirs.
        var gbk = 0
        /// The beginning of a Han character's three bytes as Western letters.
        var latin = 0
        /// Eight letters with marks, one behind the other.
        var latinRuns = 0
        /// `锟斤拷` and U+FFFD.
        var lost = 0
        /// Characters of three bytes.
        var wide = 0

        mutating func count(in text: UnsafeBufferPointer<UInt8>) {
            var run = 0
            var index = 0
            while index + 2 < text.count {
                let byte = text[index]
                if byte < 0xC2 {
                    run = 0
                    index += 1
                    continue
                }
                let (second, third) = (text[index + 1], text[index + 2])
                if byte < 0xE0 {
                    if byte == 0xC3, (0xA4...0xA9).contains(second), [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(third) {
                        latin += 1
                    }
                    run = byte <= 0xC3 ? run + 1 : 0
                    if run > 0, run % 8 == 0 { latinRuns += 1 }
                    index += 2
                    continue
                }
                run = 0
                wide += 1
                switch (byte, second, third) {
                case (0xE9, 0x94, 0x9B), (0xE9, 0x8A, 0x86), (0xE9, 0x90, 0xA8), (0xE7, 0xB4, 0x9D), (0xE6, 0xAE, 0x91):
                    gbk += 1
                case (0xE9, 0x94, 0x9F), (0xEF, 0xBF, 0xBD): lost += 1
                default: break
                }
                index += byte < 0xF0 ? 3 : 4
            }
        }
    }

    /// Goes back the way that the text came, piece by piece between tags and quotes. Pieces that cannot go back stay as
    /// they are; what was lost in others remains U+FFFD.
    ///
    /// - Parameter page: valid UTF-8.
    /// - Returns: nil where no piece could be repaired.
    static func repaired(_ page: [UInt8], _ kind: Kind) -> [UInt8]? {
        guard kind != .lost else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(page.count)
        var hasRepaired = false
        var start = 0
        for end in 0...page.count {
            guard end == page.count || isDivider(page[end]) else { continue }
            let piece = page[start..<end]
            if let mended = mended(piece, kind) {
                output += mended
                hasRepaired = true
            } else {
                output += piece
            }
            if end < page.count { output.append(page[end]) }
            start = end + 1
        }
        return hasRepaired ? output : nil
    }

    private static func isDivider(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") || byte == 0x0A
    }

    private static func mended(_ piece: ArraySlice<UInt8>, _ kind: Kind) -> [UInt8]? {
        guard piece.contains(where: { $0 >= 0x80 }) else { return nil }
        switch kind {
        case .lost: return nil
        case .utf8AsGBK: return bytesOfGBK(piece).flatMap { text(in: $0.bytes, lost: $0.lost) }
        case .asLatin:
            guard let bytes = latinBytes(piece) else { return nil }
            if let text = text(in: bytes, lost: 0) { return text }
            let decoded = CharsetDecoder.decode(bytes[...], as: .gb18030)
            return decoded.invalidSequences == 0 && isChinese(decoded.utf8) ? decoded.utf8 : nil
        }
    }

    /// The bytes as UTF-8, where they are that throughout but for so many that were lost.
    private static func text(in bytes: [UInt8], lost: Int) -> [UInt8]? {
        let decoded = CharsetDecoder.decode(bytes[...], as: .utf8)
        return decoded.invalidSequences <= lost * 3 && isChinese(decoded.utf8) ? decoded.utf8 : nil
    }

    /// Sound text turned back by mistake gives letters of far scripts, never Han and its marks alone.
    private static func isChinese(_ text: [UInt8]) -> Bool {
        let beyond = String(decoding: text, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x80 }
        let chinese = beyond.count {
            $0.value >= 0x2E80 && $0.value < 0xA000 || $0.value >= 0xFF00 && $0.value < 0xFFE0
        }
        let far = beyond.count { (0x100..<0x2000).contains($0.value) || (0xE000..<0xF900).contains($0.value) }
        return chinese > 0 && far == 0
    }

    /// The bytes of Windows-1252 that the text stands for; bytes that it leaves undefined are taken as they are.
    private static func latinBytes(_ piece: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x100 {
                bytes.append(UInt8(scalar.value))
            } else if let index = CharacterReference.windows1252.firstIndex(of: scalar.value) {
                bytes.append(UInt8(0x80 + index))
            } else {
                return nil
            }
        }
        return bytes
    }

    /// The bytes of GBK that the text stands for, with a byte that UTF-8 does not have wherever one was lost.
    private static func bytesOfGBK(_ piece: ArraySlice<UInt8>) -> (bytes: [UInt8], lost: Int)? {
        var bytes: [UInt8] = []
        var lost = 0
        var start = piece.startIndex
        for index in piece.indices where piece[index...].starts(with: [0xEF, 0xBF, 0xBD]) {
            guard let part = gbkBytes(piece[start..<index]) else { return nil }
            bytes += part + [0xFF]
            lost += 1
            start = index + 3
        }
        guard let rest = gbkBytes(piece[start...]) else { return nil }
        return (bytes + rest, lost)
    }

    /// The euro sign is Windows' single byte.
    private static func gbkBytes(_ piece: ArraySlice<UInt8>) -> [UInt8]? {
        let converter = iconv_open("GB18030", "UTF-8")
        // glibc without its converters: nothing can be repaired, and the text is flagged.
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var output = [UInt8](repeating: 0, count: piece.count * 2 + 8)
        var input = Array(piece)
        for index in input.indices where input[index...].starts(with: [0xE2, 0x82, 0xAC]) {
            // A character that GB18030 writes as a pair which no text has: a stand-in for the byte 0x80.
            input.replaceSubrange(index..<index + 3, with: standIn.utf8)
        }
        let written = input.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { output -> Int? in
                var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = input.count
                var end = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = output.count
                guard iconv(converter, &next, &left, &end, &room) == 0, left == 0 else { return nil }
                return output.count - room
            }
        }
        guard let written else { return nil }
        return withoutStandIns(output[..<written])
    }

    /// U+E000, the first of the private characters: AA A1 in GB18030.
    private static let standIn = "\u{E000}"

    private static func withoutStandIns(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let isPair = bytes[index] >= 0x81 && index + 1 < bytes.endIndex
            if isPair, bytes[index] == 0xAA, bytes[index + 1] == 0xA1 {
                result.append(0x80)
            } else {
                result.append(contentsOf: bytes[index..<(isPair ? index + 2 : index + 1)])
            }
            index += isPair ? 2 : 1
        }
        return result
    }
}
