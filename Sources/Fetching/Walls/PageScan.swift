/// The one pass over a page's bytes that a glance is: no tree, and an end as soon as there is plenty to read.
struct PageScan {
    private(set) var runs: [[UInt8]] = []
    private(set) var title: [UInt8] = []
    private(set) var noscript: [UInt8] = []
    private(set) var visible = 0
    private(set) var prose = 0
    private(set) var links = 0
    private(set) var images = 0
    private(set) var scripts = 0
    private(set) var frames = 0
    private(set) var hasRecords = false

    private let isUTF8: Bool
    private var run: [UInt8] = []
    private var position = 0

    private typealias Bytes = ByteSearch.Bytes

    private static let xmlType: StaticString = "text/xml"

    init(isUTF8: Bool) { self.isUTF8 = isUTF8 }

    var isPlenty: Bool { prose >= PageStatistics.proseEnough || visible > PageStatistics.visibleEnough }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        while position < bytes.count, !isPlenty {
            if bytes[position] == UInt8(ascii: "<") {
                readMarkup(bytes)
            } else {
                let end = ByteSearch.index(of: UInt8(ascii: "<"), in: bytes, from: position)
                run.append(contentsOf: Bytes(rebasing: bytes[position..<end]))
                position = end
            }
        }
        endRun()
    }

    private mutating func readMarkup(_ bytes: Bytes) {
        if starts(bytes, with: "<!--") {
            position = PageScan.end(of: "-->", in: bytes, from: position + 4)
            return
        }
        if starts(bytes, with: "<![cdata[") {
            hasRecords = true
            position = PageScan.end(of: "]]>", in: bytes, from: position + 9)
            return
        }
        let start = position + 1
        var end = start
        while end < bytes.count, end - start < 12, PageScan.isNameByte(bytes[end]) { end += 1 }
        guard end > start else {
            run.append(UInt8(ascii: "<"))  // a stray one, as in 1 < 2
            position += 1
            return
        }
        position = min(ByteSearch.index(of: UInt8(ascii: ">"), in: bytes, from: end) + 1, bytes.count)
        let name = bytes[start..<end]
        if !PageScan.inline.contains(where: { PageScan.equal(name, $0) }) { endRun() }
        guard let tag = PageScan.tags.first(where: { PageScan.equal(name, $0.name) }) else { return }
        count(tag.element, attributes: Bytes(rebasing: bytes[end..<position]), bytes)
    }

    private mutating func count(_ element: Element, attributes: Bytes, _ bytes: Bytes) {
        switch element {
        case .script:
            scripts += 1
            if ByteSearch.range(of: PageScan.xmlType.bytes, in: attributes, from: 0) != nil { hasRecords = true }
            _ = content(bytes, until: "</script")
        case .style: _ = content(bytes, until: "</style")
        case .noscript: add(content(bytes, until: "</noscript"), to: \.noscript)
        case .title: add(content(bytes, until: "</title"), to: \.title)
        case .link: links += 1
        case .image: images += 1
        case .frame: frames += 1
        case .records: hasRecords = true
        }
    }

    /// Notices are short: what comes behind the first bytes is left out.
    private mutating func add(_ bytes: Slice<Bytes>, to text: WritableKeyPath<PageScan, [UInt8]>) {
        self[keyPath: text] += bytes.prefix(max(0, PageScan.noticeBytes - self[keyPath: text].count))
    }

    private static let noticeBytes = 16 << 10

    /// Up to that end tag, which is left to be read next.
    private mutating func content(_ bytes: Bytes, until end: StaticString) -> Slice<Bytes> {
        let start = position
        while position < bytes.count, !starts(bytes, with: end) {
            position = ByteSearch.index(of: UInt8(ascii: "<"), in: bytes, from: position + 1)
        }
        return bytes[start..<min(position, bytes.count)]
    }

    private mutating func endRun() {
        guard !run.isEmpty else { return }
        let measure = TextMeasure(run, isUTF8: isUTF8)
        if measure.characters > 0 {
            visible += measure.characters
            if measure.characters >= 40, measure.sentenceMarks >= 2 { prose += measure.characters }
            runs.append(run)
        }
        run.removeAll(keepingCapacity: true)
    }

    private func starts(_ bytes: Bytes, with text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        return end <= bytes.count && PageScan.equal(bytes[position..<end], text)
    }

    private enum Element { case script, style, noscript, title, link, image, frame, records }

    private static let tags: [(name: StaticString, element: Element)] = [
        ("script", .script), ("style", .style), ("noscript", .noscript), ("title", .title), ("a", .link),
        ("img", .image),
        ("area", .frame), ("frame", .frame), ("iframe", .frame), ("datastore", .records), ("recordset", .records),
    ]

    /// Elements that do not end a line of text.
    private static let inline: [StaticString] = [
        "b", "i", "u", "em", "font", "span", "strong", "/b", "/i", "/u", "/em", "/font", "/span", "/strong",
    ]

    /// Without regard to the case of the bytes; the text is in lower case.
    private static func equal(_ bytes: Slice<Bytes>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        var other = text.utf8Start
        for byte in bytes {
            guard ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == other.pointee else { return false }
            other += 1
        }
        return true
    }

    /// Behind the first such text, or the end.
    private static func end(of text: StaticString, in bytes: Bytes, from start: Int) -> Int {
        ByteSearch.range(of: text.bytes, in: bytes, from: start)?.upperBound ?? bytes.count
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }
}

extension StaticString {
    /// Its UTF-8, which is there as long as the program runs.
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
