internal import Glibc

/// The charset that a site writes its pages in.
enum SampleCharset: Hashable, Sendable {
    case utf8
    /// GB18030 bytes that only the page's meta element names, as "gb2312": the habit of older sites.
    case gbk

    /// Whether the Content-Type header says it.
    var isTold: Bool { self == .utf8 }

    var name: String { self == .utf8 ? "utf-8" : "gb2312" }

    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .gbk: gb18030(text)
        }
    }
}

/// The text in GB18030, which has every character of Unicode.
private func gb18030(_ text: String) -> [UInt8] {
    guard let converter = iconv_open("GB18030", "UTF-8"), converter != iconv_t(bitPattern: -1) else {
        preconditionFailure("this C library cannot write GB18030")
    }
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 4)  // at most 4 bytes for 2 of UTF-8
    let written = input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
            var source = from.baseAddress
            var target = to.baseAddress
            var sourceLeft = from.count
            var targetLeft = to.count
            let result = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
            precondition(result == 0, "GB18030 has every character")
            return to.count - targetLeft
        }
    }
    return output[..<written].map { UInt8(bitPattern: $0) }
}
