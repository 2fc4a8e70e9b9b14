internal import Glibc

/// The beginning of an answer's body as UTF-8, to be looked over before anybody parses it.
struct PageBytes {
    /// More is not looked at. Real pages have been seen that begin with 600 KB of styles and scripts.
    static let limitBytes = 4 << 20

    /// Valid UTF-8.
    let utf8: [UInt8]
    /// Whether that is all.
    let isWhole: Bool

    /// Nil where it is no page: JSON, a feed, a picture, …
    init?(_ body: [UInt8]) {
        let start = body.prefix(PageBytes.limitBytes)
        guard PageBytes.isPage(start) else { return nil }
        isWhole = body.count <= PageBytes.limitBytes
        utf8 = PageBytes.isUTF8(start) ? Array(start) : PageBytes.decoded(start)
    }

    private static func isPage(_ body: ArraySlice<UInt8>) -> Bool {
        let text = body.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard let first = text.first else { return true }
        guard first != UInt8(ascii: "{"), first != UInt8(ascii: "["), !body.prefix(1024).contains(0),
            !text.starts(with: "%PDF".utf8)
        else { return false }
        return !text.starts(with: "<?xml".utf8) || text.prefix(2048).firstRange(of: "<html".utf8) != nil
    }

    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil  // the error only says where
    }

    /// As UTF-8 where only the end is cut, else as GB18030, which Chinese pages are that are not UTF-8; what cannot be
    /// read becomes U+FFFD.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let whole = bytes.dropLast(4)
        if bytes.count == limitBytes, let cut = whole.lastIndex(where: { $0 < 0x80 }),
            isUTF8(bytes[...cut])
        {
            return Array(bytes[...cut])
        }
        let converter = iconv_open("UTF-8", "GB18030")
        guard converter != iconv_t(bitPattern: -1) else {
            return Array(String(decoding: bytes, as: UTF8.self).utf8)  // glibc without its converters: ASCII is left
        }
        defer { iconv_close(converter) }
        var output = [UInt8](repeating: 0, count: bytes.count * 3)
        var written = 0
        var input = Array(bytes)
        input.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { output in
                var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = input.count
                var end = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = output.count
                while left > 0, room >= 8, iconv(converter, &next, &left, &end, &room) == -1, left > 0, room >= 8 {
                    for byte in "\u{FFFD}".utf8 {
                        end?.pointee = CChar(bitPattern: byte)
                        end = end?.advanced(by: 1)
                    }
                    room -= 3
                    next = next?.advanced(by: 1)
                    left -= 1
                }
                written = output.count - room
            }
        }
        return Array(String(decoding: output[..<written], as: UTF8.self).utf8)
    }
}
