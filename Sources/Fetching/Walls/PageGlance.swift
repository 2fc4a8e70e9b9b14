/// A page looked over: how much there is to read, and what else it is made of. One pass over the bytes, no tree.
struct PageGlance {
    /// What is shown between two tags, in order, with white space as it came.
    private(set) var runs: [[UInt8]] = []
    private(set) var title: [UInt8] = []
    /// What is shown where scripts do not run.
    private(set) var noscript: [UInt8] = []
    /// Letters, digits and Han characters that are shown, title and `noscript` not counted.
    private(set) var visible = 0
    /// The same within paragraphs: runs of 40 and more with 。 or two ，.
    private(set) var prose = 0
    private(set) var links = 0
    private(set) var images = 0
    private(set) var scripts = 0
    /// Frames, and image maps, whose areas have no text.
    private(set) var frames = 0
    /// Whether data is in it that a list reader can read although no page shows it.
    private(set) var hasRecords = false

    /// A page with this much prose is an article, whatever marks it carries; the rest is not looked at.
    static let proseEnough = 300

    private let bytes: [UInt8]
    private var position = 0
    private var run: [UInt8] = []

    /// - Parameter bytes: valid UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while position < bytes.count, prose < PageGlance.proseEnough {
            if bytes[position] == UInt8(ascii: "<") { readMarkup() } else { readText() }
        }
        endRun()
    }

    private mutating func readText() {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        run += bytes[position..<end]
        position = end
    }

    private mutating func readMarkup() {
        if starts(with: "<!--") { return skip(past: "-->") }
        if starts(with: "<![CDATA[") {
            hasRecords = true
            return skip(past: "]]>")
        }
        let nameStart = position + 1
        var nameEnd = nameStart
        while nameEnd < bytes.count, nameEnd - nameStart < 16, PageGlance.isNameByte(bytes[nameEnd]) { nameEnd += 1 }
        guard nameEnd > nameStart else {
            run.append(UInt8(ascii: "<"))  // a stray one, as in 1 < 2
            position += 1
            return
        }
        let name = String(decoding: bytes[nameStart..<nameEnd].map(PageGlance.lowercased), as: UTF8.self)
        position = nameEnd
        let attributes = position
        skip(past: ">")
        if !PageGlance.inline.contains(name) { endRun() }
        switch name {
        case "script":
            scripts += 1
            if bytes[attributes..<position].firstRange(of: "text/xml".utf8) != nil { hasRecords = true }
            _ = content(until: "</script")
        case "style": _ = content(until: "</style")
        case "noscript": noscript += content(until: "</noscript")
        case "title": title += content(until: "</title")
        case "a": links += 1
        case "img": images += 1
        case "area", "frame", "iframe": frames += 1
        case "datastore", "recordset": hasRecords = true
        default: break
        }
    }

    /// Up to that end tag, which is left to be read next.
    private mutating func content(until end: String) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, !starts(with: end) {
            position = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        }
        return bytes[start..<position]
    }

    private mutating func skip(past end: String) {
        position = bytes[position...].firstRange(of: end.utf8)?.upperBound ?? bytes.count
    }

    private mutating func endRun() {
        guard !run.isEmpty else { return }
        defer { run.removeAll(keepingCapacity: true) }
        let skeleton = WordingSkeleton(run)
        guard !skeleton.scalars.isEmpty else { return }
        visible += skeleton.scalars.count
        if skeleton.scalars.count >= 40, skeleton.sentenceMarks >= 2 { prose += skeleton.scalars.count }
        if runs.count < 2000 { runs.append(run) }
    }

    private func starts(with text: String) -> Bool {
        let tail = bytes[position...].prefix(text.utf8.count)
        return tail.count == text.utf8.count
            && zip(tail, text.utf8).allSatisfy { PageGlance.lowercased($0) == PageGlance.lowercased($1) }
    }

    private static let inline: Set<String> = [
        "b", "i", "u", "em", "font", "span", "strong", "/b", "/i", "/u", "/em", "/font", "/span", "/strong",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
