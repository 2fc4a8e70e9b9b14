import Glibc

/// The text in a charset by iconv's name; the tests' own way there, so that they do not test a decoder by itself.
func encoded(_ text: String, as charset: String) -> [UInt8] {
    let converter = iconv_open(charset, "UTF-8")
    precondition(converter != iconv_t(bitPattern: -1), "iconv knows no \(charset)")
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var written = 0
    input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var next = input.baseAddress
            var left = input.count
            var end = output.baseAddress
            var room = output.count
            let result = iconv(converter, &next, &left, &end, &room)
            precondition(result != -1, "\(text) is not in \(charset)")
            iconv(converter, nil, nil, &end, &room)  // what leads back to ASCII
            written = output.count - room
        }
    }
    return output.prefix(written).map { UInt8(bitPattern: $0) }
}
