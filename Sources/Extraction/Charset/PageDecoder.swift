internal import CUchardet

/// A page's bytes as UTF-8, and how its charset was found.
struct DecodedPage {
    /// Valid UTF-8 without a byte order mark.
    let utf8: [UInt8]
    let charset: Charset
    /// Nothing declared the charset, or no declaration held.
    let isGuessed: Bool
    /// Every candidate in the order of trust, the winner among them.
    let candidates: [CharsetCandidate]
    /// The bytes end inside a character.
    var breaksOff = false
    /// No charset fits: what stands in `utf8` is no text.
    var isUndecodable = false
}

/// One opinion about a page's charset.
struct CharsetCandidate: Sendable {
    enum Origin: String, Sendable {
        case byteOrderMark = "byte order mark"
        case validUTF8 = "valid as UTF-8"
        case mostlyUTF8 = "UTF-8 but for a few bytes"
        case escapes = "escape sequences"
        case zeros = "zeros of its markup"
        case header = "HTTP header"
        case meta = "meta"
        case detector = "detector"
        case fallback = "fallback"
    }
    let origin: Origin
    /// As it was written.
    let label: String
    /// Nil for a label that names no known charset.
    let charset: Charset?
    /// Sequences that the charset does not have; nil where it was not tried.
    var invalidSequences: Int?
    var isWinner = false
}

/// Finds a page's charset and decodes it.
///
/// A byte order mark decides, and the marks of charsets of seven bits or of wide units. Then text that is valid UTF-8
/// throughout, or but for a few bytes, is UTF-8, whatever the labels say: no other charset's text passes by accident.
/// Then the HTTP header, `meta` and the detector in this order, where one that
/// yields invalid sequences loses to one that does not.
enum PageDecoder {
    /// Bytes that are searched for a declaration; browsers search 1,024, editors put comments before it.
    static let declarationBytes = 8192
    /// Bytes that the detector is shown.
    static let detectorBytes = 64 << 10
    /// One invalid sequence in so many bytes does not make a declaration wrong.
    static let toleratedBytesPerInvalidSequence = 500
    /// Where there is one in so few bytes, the charset is another.
    static let readableBytesPerInvalidSequence = 20

    static func decode(_ bytes: [UInt8], headerCharset: String?) -> DecodedPage {
        if let (charset, length) = byteOrderMark(bytes) {
            let decoded = CharsetDecoder.decode(bytes[length...], as: charset)
            let candidate = CharsetCandidate(
                origin: .byteOrderMark, label: charset.name, charset: charset,
                invalidSequences: decoded.invalidSequences, isWinner: true)
            return DecodedPage(
                utf8: decoded.utf8, charset: charset, isGuessed: false, candidates: [candidate],
                breaksOff: decoded.breaksOff, isUndecodable: isUnreadable(decoded, of: bytes))
        }
        var declared = declared(bytes, headerCharset: headerCharset)
        let labels = declared.compactMap(\.charset)
        let recognised =
            WideUnits.unmarked(bytes).map { ($0, CharsetCandidate.Origin.zeros) }
            ?? SevenBitText.charset(of: bytes, declared: labels).map { ($0, .escapes) }
        if let (charset, origin) = recognised {
            if labels.first != charset {
                declared.insert(.init(origin: origin, label: charset.name, charset: charset), at: 0)
            }
        } else if CharsetDecoder.isValidUTF8(bytes[...]) {
            return keepingUTF8(bytes, declared)
        } else if let text = MostlyUTF8(bytes)?.decoded() {
            return mostlyUTF8(text, declared)
        }
        return best(of: declared, for: bytes)
    }

    private static func mostlyUTF8(_ text: DecodedText, _ declared: [CharsetCandidate]) -> DecodedPage {
        var candidates = declared
        let known = candidates.firstIndex { $0.charset == .utf8 }
        let index = known ?? candidates.endIndex
        if known == nil {
            candidates.append(.init(origin: .mostlyUTF8, label: "utf-8", charset: .utf8))
        }
        candidates[index].isWinner = true
        candidates[index].invalidSequences = text.invalidSequences
        return DecodedPage(
            utf8: text.utf8, charset: .utf8, isGuessed: known == nil, candidates: candidates,
            breaksOff: text.breaksOff)
    }

    private static func isUnreadable(_ decoded: DecodedText, of bytes: [UInt8]) -> Bool {
        decoded.invalidSequences > 8 + bytes.count / readableBytesPerInvalidSequence
    }

    /// Valid UTF-8 throughout: declarations of other charsets have lost.
    private static func keepingUTF8(_ bytes: [UInt8], _ declared: [CharsetCandidate]) -> DecodedPage {
        var candidates = declared
        let isGuessed: Bool
        if let index = candidates.firstIndex(where: { $0.charset == .utf8 }) {
            candidates[index].isWinner = true
            candidates[index].invalidSequences = 0
            isGuessed = false
        } else {
            candidates.append(
                .init(origin: .validUTF8, label: "utf-8", charset: .utf8, invalidSequences: 0, isWinner: true))
            isGuessed = bytes.contains { $0 >= 0x80 }
        }
        return DecodedPage(utf8: bytes, charset: .utf8, isGuessed: isGuessed, candidates: candidates)
    }

    /// The detector is asked only where no declaration holds throughout.
    private static func best(of declared: [CharsetCandidate], for bytes: [UInt8]) -> DecodedPage {
        var candidates = declared
        var winner: (index: Int, decoded: DecodedText)?
        var index = 0
        while true {
            if index == declared.count { candidates += guesses(bytes) }
            guard index < candidates.count else { break }
            defer { index += 1 }
            guard let charset = candidates[index].charset else { continue }
            let decoded = CharsetDecoder.decode(
                bytes[...], as: charset, givingUpAfter: 9 + bytes.count / readableBytesPerInvalidSequence)
            candidates[index].invalidSequences = decoded.invalidSequences
            if winner.map({ decoded.invalidSequences < $0.decoded.invalidSequences }) ?? true {
                // A guess takes over from a declaration only where the declaration fails badly.
                let isGuess = candidates[index].origin == .detector || candidates[index].origin == .fallback
                if isGuess, let winner, isTolerable(winner.decoded, of: bytes) { continue }
                winner = (index, decoded)
            }
            if decoded.invalidSequences == 0 { break }
        }
        guard let winner, let charset = candidates[winner.index].charset else {
            let decoded = CharsetDecoder.decode(bytes[...], as: .utf8)
            return DecodedPage(
                utf8: decoded.utf8, charset: .utf8, isGuessed: true, candidates: candidates,
                isUndecodable: true)
        }
        candidates[winner.index].isWinner = true
        let origin = candidates[winner.index].origin
        let isDeclared = origin == .header || origin == .meta
        return DecodedPage(
            utf8: winner.decoded.utf8, charset: charset,
            isGuessed: !isDeclared || !isTolerable(winner.decoded, of: bytes),
            candidates: candidates,
            breaksOff: winner.decoded.breaksOff, isUndecodable: isUnreadable(winner.decoded, of: bytes))
    }

    private static func isTolerable(_ decoded: DecodedText, of bytes: [UInt8]) -> Bool {
        decoded.invalidSequences * toleratedBytesPerInvalidSequence <= bytes.count
    }

    private static func byteOrderMark(_ bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? (.utf8, 3) : WideUnits.marked(bytes)
    }

    private static func declared(_ bytes: [UInt8], headerCharset: String?) -> [CharsetCandidate] {
        var candidates: [CharsetCandidate] = []
        if let headerCharset {
            candidates.append(.init(origin: .header, label: headerCharset, charset: Charset(label: headerCharset)))
        }
        if let label = CharsetDeclaration.find(in: bytes.prefix(declarationBytes)) {
            var charset = Charset(label: label)
            // A declaration that could be read as ASCII is not UTF-16. Source: HTML Living Standard, 13.2.3.2.
            if charset.map({ $0.unitBytes > 1 }) == true { charset = .utf8 }
            candidates.append(.init(origin: .meta, label: label, charset: charset))
        }
        return candidates
    }

    private static func guesses(_ bytes: [UInt8]) -> [CharsetCandidate] {
        var candidates: [CharsetCandidate] = []
        if let label = detect(bytes.prefix(detectorBytes)), let charset = Charset(label: label) {
            // The detector takes a few Han characters for Western letters; a text of Western letters is hardly ever
            // pairs of bytes that are common Han characters.
            if charset.isWestern, looksChinese(bytes) {
                candidates.append(.init(origin: .fallback, label: Charset.gb18030.name, charset: .gb18030))
            }
            candidates.append(.init(origin: .detector, label: label, charset: charset))
        }
        for charset in [Charset.utf8, .gb18030] {
            candidates.append(.init(origin: .fallback, label: charset.name, charset: charset))
        }
        return candidates
    }

    /// Whether nearly all bytes beyond ASCII pair up to characters of GB 2312.
    private static func looksChinese(_ bytes: [UInt8]) -> Bool {
        var pairs = 0
        var others = 0
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            guard bytes[index] >= 0x80 else { continue }
            if (0xA1...0xF7).contains(bytes[index]), index + 1 < bytes.count, bytes[index + 1] >= 0xA1 {
                pairs += 1
                index += 1
            } else {
                others += 1
            }
        }
        return pairs > 1 && others * 20 <= pairs
    }

    private static func detect(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let detector = uchardet_new() else { return nil }
        defer { uchardet_delete(detector) }
        let code = bytes.withUnsafeBytes {
            uchardet_handle_data(detector, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        guard code == 0 else { return nil }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector) else { return nil }
        let label = String(cString: name)
        return label.isEmpty ? nil : label
    }
}

/// `<meta charset=…>`, `<meta http-equiv=content-type content="…charset=…">` and `<?xml encoding="…"?>`.
enum CharsetDeclaration {
    /// The first label that is declared in these bytes.
    static func find(in bytes: ArraySlice<UInt8>) -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "<") {
                let key: StaticString
                if bytes.startsIgnoringCase(with: "<meta", at: index) {
                    key = "charset"
                } else if bytes.startsIgnoringCase(with: "<?xml", at: index) {
                    key = "encoding"
                } else {
                    continue
                }
                let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex
                if let label = label(after: key, in: bytes, index..<end) { return label }
            }
            return nil
        }
    }

    private static func label(
        after key: StaticString, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> String? {
        for index in range where bytes.startsIgnoringCase(with: key, at: index) {
            var rest = bytes[(index + key.utf8CodeUnitCount)..<max(range.upperBound, index + key.utf8CodeUnitCount)]
            rest = rest.drop { $0 <= 0x20 }
            guard rest.first == UInt8(ascii: "=") else { continue }
            let label = rest.dropFirst().drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
                .prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B && $0 != 0x2F && $0 < 0x7F }
            if !label.isEmpty, label.count <= 32 { return String(decoding: label, as: UTF8.self) }
        }
        return nil
    }
}
