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
        let last = path.split(separator: "/").last.map { percentDecoded($0) } ?? ""
        let ending = last.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        let isPlain = ending.utf8.count <= 5 && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        self.init(cleaning: attachment.name ?? last, ending: isPlain ? String(ending) : "")
    }
}

/// With every `%` and two digits as the byte that they stand for; as it is where that is no UTF-8.
private func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
            bytes.append(value)
            rest = rest.dropFirst(2)
        } else {
            bytes.append(byte)
        }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(text)
}
