internal import Hashing
package import Model

/// An attachment that was fetched, not kept yet.
package struct FetchedFile: Hashable, Sendable {
    /// As the article names it.
    package let attachment: Attachment
    package let bytes: [UInt8]
    package let sha256: Digest

    package init(_ attachment: Attachment, bytes: [UInt8]) {
        self.attachment = attachment
        self.bytes = bytes
        sha256 = Digest(sha256Of: bytes)
    }

    /// What it is to be called: as the article calls it, else as its address does, with the address's ending.
    package var wantedName: FileName { FileName(of: attachment) }
}

extension FileName {
    /// - Parameter attachment: its name may be anything, its address too.
    init(of attachment: Attachment) {
        let path = (try? WebAddress(parsing: attachment.url))?.path ?? ""  // without one the name alone says it
        let last = path.split(separator: "/").last.map { PercentEncoding.text($0) } ?? ""
        let ending = last.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        let isPlain = ending.utf8.count <= 5 && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        self.init(cleaning: attachment.name ?? last, ending: isPlain ? String(ending) : "")
    }
}
