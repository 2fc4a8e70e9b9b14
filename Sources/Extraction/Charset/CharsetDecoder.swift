import Glibc

/// Bytes in one charset made into UTF-8.
struct DecodedText {
    /// Valid UTF-8.
    let utf8: [UInt8]
    /// Sequences that the charset does not have; each stands as U+FFFD in `utf8`.
    let invalidSequences: Int
    /// The bytes end inside a character.
    var breaksOff = false
}

/// Decoding as browsers do it: never fails, marks what it cannot read by U+FFFD and goes on.
enum CharsetDecoder {
    /// - Parameter limit: invalid sequences after which the charset is not the text's, and the rest is not decoded.
    static func decode(
        _ bytes: ArraySlice<UInt8>, as charset: Charset, givingUpAfter limit: Int = .max
    ) -> DecodedText {
        switch charset {
        case .utf8: decodeUTF8(bytes)
        case .hz: decodeHZ(bytes, limit)
        default: decodeThroughIconv(bytes, charset, limit)
        }
    }

    /// Escapes that are none, and halves of pairs, are invalid.
    private static func decodeHZ(_ bytes: ArraySlice<UInt8>, _ limit: Int) -> DecodedText {
        let (bytes, invalid) = HZ.unescaped(bytes)
        let decoded = decodeThroughIconv(bytes[...], .gb18030, limit)
        return DecodedText(
            utf8: decoded.utf8, invalidSequences: decoded.invalidSequences + invalid,
            breaksOff: decoded.breaksOff)
    }

    /// Whether the bytes are UTF-8 throughout.
    static func isValidUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil  // the error only says where
    }

    private static func decodeUTF8(_ bytes: ArraySlice<UInt8>) -> DecodedText {
        if isValidUTF8(bytes) { return DecodedText(utf8: Array(bytes), invalidSequences: 0) }
        let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
        return DecodedText(
            utf8: repaired, invalidSequences: max(1, replacements(in: repaired[...]) - replacements(in: bytes)),
            breaksOff: endsInsideUTF8(bytes))
    }

    /// Whether the last character lacks some of its bytes.
    private static func endsInsideUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        let tail = bytes.suffix(3)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
        let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : bytes[lead] >= 0xC2 ? 2 : 1
        return bytes[lead] < 0xF5 && tail.endIndex - lead < length
    }

    private static func replacements(in bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + 2 < bytes.count {
                if bytes[index] == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { count += 1 }
                index += 1
            }
        }
        return count
    }

    private static func decodeThroughIconv(
        _ bytes: ArraySlice<UInt8>, _ charset: Charset, _ limit: Int
    ) -> DecodedText {
        let converter = iconv_open("UTF-8", charset.iconvName)
        // glibc without its converters (gconv modules): every non-ASCII byte is then unreadable, which the caller sees.
        guard converter != iconv_t(bitPattern: -1) else { return decodeUTF8(bytes) }
        defer { iconv_close(converter) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2 + 16)
        var invalid = 0
        var breaksOff = false
        var input = Array(bytes)
        input.withUnsafeMutableBytes { input in
            var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = input.count
            withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { chunk in
                while left > 0, invalid <= limit {
                    var room = chunk.count
                    var end = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
                    let result = iconv(converter, &next, &left, &end, &room)
                    let reason = errno
                    output.append(contentsOf: chunk[..<(chunk.count - room)])
                    guard result == -1, reason != E2BIG else { continue }
                    // EILSEQ, or EINVAL for a sequence that the end cuts: one unit is unreadable, the next may be fine.
                    breaksOff = reason == EINVAL
                    let byte = next.map { UInt8(bitPattern: $0.pointee) }
                    let unit = min(left, charset.unitBytes)
                    next = next.map { $0 + unit }
                    left -= unit
                    if byte == 0x80, charset == .gb18030 {
                        output.append(contentsOf: [0xE2, 0x82, 0xAC])  // the euro sign of Windows' code page 936
                    } else {
                        invalid += 1
                        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    }
                }
            }
        }
        if charset == .gb18030 { restoreIdeographicSpaces(&output) }
        return DecodedText(utf8: output, invalidSequences: invalid, breaksOff: breaksOff)
    }

    /// A3 A0 is the ideographic space for browsers and U+E5E5, a private character, for glibc.
    private static func restoreIdeographicSpaces(_ utf8: inout [UInt8]) {
        var index = 0
        while index + 2 < utf8.count {
            if utf8[index] == 0xEE, utf8[index + 1] == 0x97, utf8[index + 2] == 0xA5 {
                (utf8[index], utf8[index + 1], utf8[index + 2]) = (0xE3, 0x80, 0x80)
                index += 2
            }
            index += 1
        }
    }
}
