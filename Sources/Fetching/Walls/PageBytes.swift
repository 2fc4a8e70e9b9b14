internal import Glibc

/// An answer's body as a page, to be looked over before anybody parses it.
struct PageBytes {
    /// More is not looked at. Real pages have been seen that begin with 600 KB of styles and scripts.
    static let limitBytes = 4 << 20

    /// In UTF-8 or GB18030. Both keep `<` and `>` apart from all other characters.
    let bytes: ArraySlice<UInt8>
    /// Whether that is all.
    let isWhole: Bool
    /// Else GB18030, which Chinese pages are that are not UTF-8.
    let isUTF8: Bool

    /// Nil where it is no page: JSON, a feed, a PDF, …
    init?(_ body: [UInt8]) {
        bytes = body.prefix(PageBytes.limitBytes)
        guard PageBytes.isPage(bytes) else { return nil }
        isWhole = body.count <= PageBytes.limitBytes
        // A cut may go through a character.
        let cuts = body.count <= PageBytes.limitBytes ? 0...0 : 0...3
        let bytes = bytes
        isUTF8 = cuts.contains { PageBytes.isUTF8(bytes.dropLast($0)) }
    }

    /// A part of the bytes as UTF-8; what cannot be read is left out or becomes U+FFFD.
    func utf8(_ part: [UInt8]) -> [UInt8] {
        isUTF8 || part.allSatisfy { $0 < 0x80 } ? part : PageBytes.fromGB18030(part)
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil  // the error only says where
    }

    private static func isPage(_ body: ArraySlice<UInt8>) -> Bool {
        let text = body.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard let first = text.first else { return true }
        guard first != UInt8(ascii: "{"), first != UInt8(ascii: "["), !body.prefix(1024).contains(0),
            !text.starts(with: "%PDF".utf8)
        else { return false }
        return !text.starts(with: "<?xml".utf8) || ByteSearch.range(of: "<html", in: text.prefix(2048)) != nil
    }

    private static func fromGB18030(_ part: [UInt8]) -> [UInt8] {
        let converter = iconv_open("UTF-8", "GB18030")
        guard converter != iconv_t(bitPattern: -1) else {
            return part.filter { $0 < 0x80 }  // glibc without its converters
        }
        defer { iconv_close(converter) }
        var input = part
        var output = [UInt8](repeating: 0, count: part.count * 3 + 8)
        var room = output.count
        input.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { output in
                var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = input.count
                var end = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                // Room is enough: three bytes for each of the input's.
                while left > 0, iconv(converter, &next, &left, &end, &room) == -1, left > 0 {
                    next = next?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return Array(output.dropLast(room))
    }
}
