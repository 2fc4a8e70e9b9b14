import Glibc

/// The tags, texts and CDATA sections of an XML document as people publish them: one pass, without an error.
///
/// What is not well formed is read as it was meant: a bare `&` or `<` is text, a quote that is never closed ends with
/// its tag, a tag that is never closed ends where the next begins. Comments, processing instructions and the document
/// type are passed over; no entity of the document's own is expanded and nothing is loaded.
///
/// The work is linear in the bytes: a mark that is looked for in vain is not looked for again.
struct XMLScanner {
    enum Token {
        /// `<name attributes>`, or `<name attributes/>`.
        case start(name: Range<Int>, attributes: Range<Int>, isEmpty: Bool)
        case end(name: Range<Int>)
        /// References not resolved.
        case text(Range<Int>)
        case cdata(Range<Int>)
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    /// The document ends inside a tag, a comment or a CDATA section.
    private(set) var isCutOff = false
    /// Marks that do not occur any more.
    private var missing: Set<Mark> = []

    private enum Mark: String {
        case comment = "-->"
        case cdata = "]]>"
        case instruction = "?>"
        case subset = "]"
        case tag = ">"
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Nil at the end of the document.
    mutating func next() -> Token? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                let start = position
                position = find(UInt8(ascii: "<"), from: start) ?? bytes.count
                return .text(start..<position)
            }
            let following = position + 1 < bytes.count ? bytes[position + 1] : 0
            switch following {
            case _ where XMLScanner.beginsName(following): return startTag()
            case UInt8(ascii: "/"): if let token = endTag() { return token }
            case UInt8(ascii: "!") where bytes.starts(with: "<![CDATA[", at: position): return cdata()
            case UInt8(ascii: "!"), UInt8(ascii: "?"): passOver()
            default:
                position += 1
                return .text((position - 1)..<position)
            }
        }
        return nil
    }

    /// The value of an attribute with its references resolved; the case of its name does not matter.
    ///
    /// - Parameter name: in lower case.
    func attribute(_ name: StaticString, in range: Range<Int>) -> String? {
        var at = range.lowerBound
        while at < range.upperBound {
            while at < range.upperBound, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "/") { at += 1 }
            let start = at
            while at < range.upperBound, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "=") { at += 1 }
            let isWanted =
                at - start == name.utf8CodeUnitCount && bytes.startsIgnoringCase(with: name, at: start)
            while at < range.upperBound, bytes[at] <= 0x20 { at += 1 }
            guard at < range.upperBound, bytes[at] == UInt8(ascii: "=") else { continue }
            at += 1
            while at < range.upperBound, bytes[at] <= 0x20 { at += 1 }
            guard at < range.upperBound else { return isWanted ? "" : nil }
            let value: Range<Int>
            if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                let end = find(bytes[at], from: at + 1, below: range.upperBound) ?? range.upperBound
                value = (at + 1)..<max(at + 1, end)
                at = min(end + 1, range.upperBound)
            } else {
                let valueStart = at
                while at < range.upperBound, bytes[at] > 0x20 { at += 1 }
                value = valueStart..<at
            }
            if isWanted { return text(value) }
        }
        return nil
    }

    /// A range of text with its references resolved.
    func text(_ range: Range<Int>) -> String {
        var resolved: [UInt8] = []
        CharacterReference.resolve(UnsafeBufferPointer(rebasing: bytes[range]), into: &resolved)
        return String(decoding: resolved, as: UTF8.self)
    }

    private mutating func startTag() -> Token? {
        let name = nameRange(from: position + 1)
        guard let end = tagEnd(from: name.upperBound) else {
            isCutOff = true
            position = bytes.count
            return nil
        }
        position = bytes[end] == UInt8(ascii: ">") ? end + 1 : end
        let isEmpty = end > name.upperBound && bytes[end - 1] == UInt8(ascii: "/")
        return .start(name: name, attributes: name.upperBound..<(isEmpty ? end - 1 : end), isEmpty: isEmpty)
    }

    /// The index of the `>` that ends a tag, or of the `<` before which one is missing; nil where the document ends.
    private func tagEnd(from start: Int) -> Int? {
        var at = start
        var firstEnd: Int?
        var quote: UInt8 = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "<") { return quote == 0 ? at : firstEnd ?? at }
            if byte == UInt8(ascii: ">") {
                if quote == 0 { return at }
                firstEnd = firstEnd ?? at
            } else if quote == byte {
                quote = 0
            } else if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            at += 1
        }
        return firstEnd
    }

    private mutating func endTag() -> Token? {
        let name = nameRange(from: position + 2)
        var at = name.upperBound
        while at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "<") { at += 1 }
        guard at < bytes.count else {
            isCutOff = true
            position = bytes.count
            return nil
        }
        position = bytes[at] == UInt8(ascii: ">") ? at + 1 : at
        return name.isEmpty ? nil : .end(name: name)
    }

    private mutating func cdata() -> Token {
        let start = position + 9
        if let end = find(.cdata, from: start) {
            position = end + 3
            return .cdata(start..<end)
        }
        isCutOff = true
        position = bytes.count
        return .cdata(start..<bytes.count)
    }

    /// Comments, instructions and declarations.
    private mutating func passOver() {
        if bytes.starts(with: "<!--", at: position) {
            guard let end = find(.comment, from: position + 4) else {
                isCutOff = true
                position = bytes.count
                return
            }
            position = end + 3
            return
        }
        if bytes[position + 1] == UInt8(ascii: "?"), let end = find(.instruction, from: position + 2) {
            position = end + 2
            return
        }
        guard var end = find(.tag, from: position) else {
            isCutOff = true
            position = bytes.count
            return
        }
        // The declarations of a document type stand in brackets.
        if let bracket = find(UInt8(ascii: "["), from: position, below: end),
            let close = find(.subset, from: bracket)
        {
            end = find(.tag, from: close) ?? end
        }
        position = end + 1
    }

    private func nameRange(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !XMLScanner.endsName(bytes[end]) { end += 1 }
        return start..<end
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: "=")
    }

    private mutating func find(_ mark: Mark, from start: Int) -> Int? {
        guard !missing.contains(mark) else { return nil }
        let text = Array(mark.rawValue.utf8)
        var at = start
        while let candidate = find(text[0], from: at) {
            if candidate + text.count <= bytes.count,
                bytes[candidate..<(candidate + text.count)].elementsEqual(text)
            {
                return candidate
            }
            at = candidate + 1
        }
        missing.insert(mark)
        return nil
    }

    private func find(_ byte: UInt8, from start: Int, below limit: Int? = nil) -> Int? {
        let end = limit ?? bytes.count
        guard start < end, let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: found)
    }
}
