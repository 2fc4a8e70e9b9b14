/// Links to files rather than to pages.
enum AttachmentName {
    private static let endings: Set<[UInt8]> = Set(
        [
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "zip", "rar", "7z", "txt",
            "rtf", "csv", "ceb", "cebx", "tif", "mp3", "mp4",
        ].map { Array($0.utf8) })

    private static let longestAddress = 2048

    /// Whether the address ends in a document's or archive's suffix.
    static func isFile(_ href: ArraySlice<UInt8>) -> Bool {
        guard href.count <= longestAddress else { return false }
        let path = href.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let suffix = path[(dot + 1)...]
        return suffix.count <= 5 && endings.contains(suffix.map { $0 | 0x20 })
    }
}
