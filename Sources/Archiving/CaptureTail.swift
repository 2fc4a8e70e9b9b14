/// The end of a WARC file at some time.
package struct CaptureTail: Hashable, Sendable {
    /// The file's, in its folder.
    package let name: String
    /// Bytes in the file.
    package let length: Int

    package init(name: String, length: Int) {
        self.name = name
        self.length = length
    }

    /// Reads what `line` writes; nil for anything else.
    init?(line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "warc", let length = Int(words[1]), length >= 0, !words[2].isEmpty,
            !words[2].utf8.contains(UInt8(ascii: "/"))
        else { return nil }
        self.init(name: String(words[2]), length: length)
    }

    /// `warc 4711 dibao-20230616010203-00000-host-4711.warc.gz`.
    var line: String { "warc \(length) \(name)" }
}
