/// Takes out of an XML document what libxml2 is slow at: the attributes of elements that have more of them than any
/// document needs, and long declarations of its own entities. libxml2 compares each attribute with all before it.
struct XMLBounds {
    private static let attributesOfOneTag = 200
    private static let tagBytes = 64 << 10
    /// Bytes of a document type declaration.
    private static let declarationBytes = 4 << 10

    private let xml: UnsafeBufferPointer<UInt8>
    /// What is copied already; nil as long as nothing had to be left out.
    private var kept: [UInt8]?
    private var copied = 0

    /// The document, or one without what is slow to read.
    static func applied(to xml: [UInt8]) -> [UInt8] {
        xml.withUnsafeBufferPointer { bytes in
            var bounds = XMLBounds(xml: bytes)
            bounds.run()
            return bounds.kept ?? xml
        }
    }

    private init(xml: UnsafeBufferPointer<UInt8>) { self.xml = xml }

    private mutating func run() {
        var at = 0
        while at < xml.count {
            guard xml[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if xml.starts(with: "<!--", at: at) {
                at = end(of: "-->", from: at + 4)
            } else if xml.starts(with: "<![CDATA[", at: at) {
                at = end(of: "]]>", from: at + 9)
            } else if xml.starts(with: "<?", at: at) {
                at = end(of: "?>", from: at + 2)
            } else {
                at = readTag(at)
            }
        }
        if kept != nil { kept?.append(contentsOf: xml[copied...]) }
    }

    /// - Returns: one past the tag's end.
    private mutating func readTag(_ start: Int) -> Int {
        let isDeclaration = xml.starts(with: "<!", at: start)
        var (at, attributes, depth) = (start + 1, 0, 0)
        var quote: UInt8?
        while at < xml.count {
            let byte = xml[at]
            if byte == quote {
                quote = nil
            } else if quote == nil {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                    attributes += 1
                } else if isDeclaration, byte == UInt8(ascii: "[") {
                    depth += 1
                } else if isDeclaration, byte == UInt8(ascii: "]") {
                    depth -= 1
                } else if byte == UInt8(ascii: ">"), depth <= 0 {
                    break
                }
            }
            at += 1
        }
        let next = min(at + 1, xml.count)
        if isDeclaration {
            if next - start > XMLBounds.declarationBytes { leaveOut(start..<next) }
        } else if attributes > XMLBounds.attributesOfOneTag || next - start > XMLBounds.tagBytes {
            var name = start + 1
            while name < next, xml[name] > 0x20, xml[name] != UInt8(ascii: ">"), xml[name] != UInt8(ascii: "/") {
                name += 1
            }
            let isClosed = at < xml.count && xml[at - 1] == UInt8(ascii: "/")
            leaveOut(name..<(isClosed ? at - 1 : min(at, xml.count)))
        }
        return next
    }

    private mutating func leaveOut(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        var bytes = kept ?? []
        kept = nil
        bytes.append(contentsOf: xml[copied..<range.lowerBound])
        kept = bytes
        copied = range.upperBound
    }

    /// One past the next such mark; the end of the document where there is none.
    private func end(of mark: StaticString, from start: Int) -> Int {
        var at = start
        while at < xml.count, !xml.starts(with: mark, at: at) { at += 1 }
        return min(at + mark.utf8CodeUnitCount, xml.count)
    }
}
