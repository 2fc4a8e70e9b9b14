internal import COpenCC

/// Text converted to Simplified characters through OpenCC (t2s: characters and phrases).
final class SimplifiedConverter: Sendable {
    /// OpenCC's conversion is const; one handle serves all threads.
    private nonisolated(unsafe) let handle: opencc_t

    /// The conversion's own file, in OpenCC's folder of data.
    static let configuration = "t2s.json"

    /// Nil where OpenCC's data files are missing.
    init?(configuration: String = SimplifiedConverter.configuration) {
        guard let handle = opencc_open(configuration), Int(bitPattern: handle) != -1 else { return nil }
        self.handle = handle
    }

    deinit { opencc_close(handle) }

    /// The text in Simplified characters; unchanged where OpenCC cannot read it.
    func simplified(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                guard let converted = opencc_convert_utf8(handle, $0.baseAddress, $0.count) else {
                    return String(decoding: bytes, as: UTF8.self)
                }
                defer { opencc_convert_utf8_free(converted) }
                return String(cString: converted)
            }
        }
    }
}
