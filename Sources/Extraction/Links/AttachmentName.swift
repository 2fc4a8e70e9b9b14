/// Links to files rather than to pages.
enum AttachmentName {
    private static let endings: Set<[UInt8]> = Set(
        [
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "zip", "rar", "7z", "txt",
            "rtf", "csv", "ceb", "cebx", "tif", "mp3", "mp4",
        ].map { Array($0.utf8) })
    private static let videoEndings: Set<[UInt8]> = Set(
        ["mp4", "flv", "m3u8", "webm", "wmv", "mov", "avi", "rmvb", "m4v", "mpg"].map { Array($0.utf8) })

    private static let longestAddress = 2048

    /// Whether the address ends in a document's or archive's suffix.
    static func isFile(_ href: ArraySlice<UInt8>) -> Bool { ending(of: href).map(endings.contains) ?? false }

    static func isFile(_ text: String) -> Bool { isFile(Array(text.utf8)[...]) }

    /// The same for a film's.
    static func isVideo(_ href: ArraySlice<UInt8>) -> Bool { ending(of: href).map(videoEndings.contains) ?? false }

    static func isVideo(_ text: String) -> Bool { isVideo(Array(text.utf8)[...]) }

    static func isPDF(_ text: String) -> Bool { ending(of: Array(text.utf8)[...]) == Array("pdf".utf8) }

    /// What stands behind the path's last dot, in lower case; nil for what is longer than a file's suffix.
    private static func ending(of href: ArraySlice<UInt8>) -> [UInt8]? {
        guard href.count <= longestAddress else { return nil }
        let path = href.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let suffix = path[(dot + 1)...]
        return suffix.count <= 5 ? suffix.map { $0 | 0x20 } : nil
    }
}
