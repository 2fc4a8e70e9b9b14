import Glibc

/// Text in a page's own charset, as browsers encode the queries of its links.
enum CharsetEncoder {
    /// Nil where the charset lacks one of the characters.
    static func encode(_ text: String, as charset: Charset) -> [UInt8]? {
        // GB18030 has every character, pages in GB2312 and GBK do not: browsers write theirs.
        let name = charset == .gb18030 ? "GBK" : charset.iconvName
        let converter = iconv_open(name, "UTF-8")
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = Array(text.utf8)
        var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
        let used = input.withUnsafeMutableBytes { input -> Int? in
            output.withUnsafeMutableBytes { output -> Int? in
                var next = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var end = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (input.count, output.count)
                guard iconv(converter, &next, &left, &end, &room) != -1, left == 0 else { return nil }
                return output.count - room
            }
        }
        return used.map { Array(output.prefix($0)) }
    }
}
