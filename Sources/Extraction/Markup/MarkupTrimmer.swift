import Glibc

/// What libxml2 is to see of a page: its tags, without scripts, styles, comments, attributes and text.
///
/// Text and attributes stay where they are, in the page's own bytes; the markup carries small marks in their place.
/// libxml2 then builds the structure, which is what it is good at, without walking Chinese text character by
/// character, and neither the length of a tag nor the number of attributes nor a wrong nesting can slow it down.
struct TrimmedMarkup {
    /// ASCII only.
    var markup: [UInt8] = []
    /// Text runs and kept comments, by the number that their mark in `markup` carries.
    var runs: [Run] = []
    /// All attributes of all elements in order; an element's are `elements[number]`.
    var attributes: [Attribute] = []
    /// Ranges of `attributes`, by the number in the element's only attribute in `markup`.
    var elements: [Range<Int32>] = []
    /// Contents of `script` elements.
    var scripts: [Range<Int>] = []
    /// A bound was reached and the rest of the page left out.
    var isCutOff = false
    /// The bytes end inside a tag, a comment or a script.
    var breaksOff = false

    struct Run {
        let start: Int32
        let end: Int32
        let isComment: Bool
    }

    /// DEL, then five letters of five bits each: the number of a run.
    static let markByte: UInt8 = 0x7F
    static let markLength = 6
}

/// The bounds that keep a hostile page from being slow; real pages stay far below them.
enum MarkupBounds {
    /// Bytes of one tag; what follows a longer one is read as if the tag had ended there.
    static let tagBytes = 64 << 10
    /// Longer tags of one page: each is looked through to its bound.
    static let longTags = 64
    static let attributesOfOneTag = 1000
    /// Bytes of one attribute's value; a longer one, such as a picture in base64, is as good as none.
    static let valueBytes = 8 << 10
    /// Tags and runs of text, all together: what a page of some bytes may take in memory.
    static let nodes = 2_500_000
    /// Open elements that libxml2 may have to look through for end tags that match none on top, all together.
    static let closingWork = 20_000_000
}

/// The one pass over a page's bytes that produces `TrimmedMarkup`.
struct MarkupTrimmer {
    private let page: UnsafeBufferPointer<UInt8>
    private let ruled: RuledNames
    private var position = 0
    private var trimmed = TrimmedMarkup()
    /// Elements that have begun and not ended, as far as their tags tell.
    private var open = OpenElements()
    private var nodes = 0
    private var longTags = 0
    /// Of the tag that is being read: its first attribute, and a bit for each name that it has.
    private var (firstOfTag, namesOfTag) = (0, UInt32(0))

    private init(_ page: UnsafeBufferPointer<UInt8>, _ ruled: RuledNames) {
        self.page = page
        self.ruled = ruled
        trimmed.markup.reserveCapacity(page.count / 4 + 64)
        trimmed.markup.append(contentsOf: Array("<html><body>".utf8))
    }

    /// - Parameter ruled: names of attributes to keep besides those that extraction reads.
    /// - Precondition: the page is shorter than 2 GiB, as `Int32` offsets need.
    static func trim(_ page: UnsafeBufferPointer<UInt8>, keeping ruled: RuledNames = .none) -> TrimmedMarkup {
        precondition(page.count < Int(Int32.max))
        var trimmer = MarkupTrimmer(page, ruled)
        trimmer.run()
        return trimmer.trimmed
    }

    private mutating func run() {
        var searched = 0
        while position < page.count, !trimmed.isCutOff {
            searched = max(searched, position)
            guard let bracket = find(UInt8(ascii: "<"), from: searched) else {
                return addText(position..<page.count)
            }
            let next = bracket + 1 < page.count ? page[bracket + 1] : 0
            switch next {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                addText(position..<bracket)
                startTag(at: bracket)
            case UInt8(ascii: "/") where bracket + 2 < page.count && isLetter(page[bracket + 2]):
                addText(position..<bracket)
                endTag(at: bracket)
            case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/"):
                addText(position..<bracket)
                comment(at: bracket)
            default: searched = bracket + 1
            }
        }
    }

    /// Whether the page may have one more node.
    private mutating func mayAddNode() -> Bool {
        nodes += 1
        if nodes > MarkupBounds.nodes { trimmed.isCutOff = true }
        return !trimmed.isCutOff
    }

    private mutating func addText(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        position = range.upperBound
        guard mayAddNode() else { return }
        if range.allSatisfy({ page[$0] <= 0x20 }) {
            trimmed.markup.append(range.contains { page[$0] == 0x0A || page[$0] == 0x0D } ? 0x0A : 0x20)
        } else {
            addRun(range, isComment: false)
        }
    }

    private mutating func addRun(_ range: Range<Int>, isComment: Bool) {
        let number = trimmed.runs.count
        trimmed.runs.append(.init(start: Int32(range.lowerBound), end: Int32(range.upperBound), isComment: isComment))
        trimmed.markup.append(TrimmedMarkup.markByte)
        for shift in [20, 15, 10, 5, 0] { trimmed.markup.append(0x40 | UInt8(number >> shift & 31)) }
    }

    /// Comments, doctypes, processing instructions and CDATA sections; comments that newspapers' systems write
    /// around the parts of an article are kept.
    private mutating func comment(at bracket: Int) {
        if page.starts(with: "<!--", at: bracket) {
            let start = bracket + 4
            guard let (end, next) = commentEnd(from: start) else { return breakOff(from: start) }
            position = next
            if end > start, MarkupTrimmer.isMark(page, start..<end), mayAddNode() {
                addRun(start..<end, isComment: true)
            }
        } else {
            endTag(from: bracket)
        }
    }

    /// Goes behind the next `>`.
    private mutating func endTag(from start: Int) {
        guard let end = find(UInt8(ascii: ">"), from: start) else { return breakOff(from: start) }
        position = end + 1
    }

    /// What has begun does not end. Where the page's own end is behind it, nothing but the mark is missing.
    private mutating func breakOff(from start: Int) {
        position = page.count
        var at = start
        while let bracket = find("</", from: at) {
            if page.startsIgnoringCase(with: "</html", at: bracket)
                || page.startsIgnoringCase(with: "</body", at: bracket)
            {
                return
            }
            at = bracket + 2
        }
        trimmed.breaksOff = true
    }

    /// `-->`, and `--!>` as browsers take it; `<!-->` and `<!--->` are whole comments.
    private func commentEnd(from start: Int) -> (end: Int, next: Int)? {
        if page.starts(with: ">", at: start) { return (start, start + 1) }
        if page.starts(with: "->", at: start) { return (start, start + 2) }
        var at = start
        while let dash = find("--", from: at) {
            if page.starts(with: ">", at: dash + 2) { return (dash, dash + 3) }
            if page.starts(with: "!>", at: dash + 2) { return (dash, dash + 4) }
            at = dash + 1
        }
        return nil
    }

    /// Founder's e-paper systems mark 引题, title and body by comments.
    private static func isMark(_ page: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        ["<npm:", "</npm:", "enpcontent", "/enpcontent", "enpproperty"].contains {
            page.starts(with: $0, at: range.lowerBound)
        }
    }

    private mutating func startTag(at bracket: Int) {
        let name = nameRange(from: bracket + 1)
        let tag = Tag(name: UnsafeBufferPointer(rebasing: page[name]))
        let firstAttribute = trimmed.attributes.count
        (firstOfTag, namesOfTag) = (firstAttribute, 0)
        let isClosed = readAttributes(from: name.upperBound)
        let attributes = Int32(firstAttribute)..<Int32(trimmed.attributes.count)
        switch tag {
        case .script, .style:
            skipRawText(tag == .script ? "</script" : "</style", isScript: tag == .script)
            trimmed.attributes.removeSubrange(firstAttribute...)
            return
        case .html, .head, .body, .frameset: return  // one root, wherever the page says they begin
        default: break
        }
        guard mayAddNode() else { return }
        trimmed.markup.append(UInt8(ascii: "<"))
        appendName(name)
        if !attributes.isEmpty {
            trimmed.markup.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: "a"), UInt8(ascii: "=")])
            appendDecimal(trimmed.elements.count)
            trimmed.elements.append(attributes)
        }
        if isClosed, tag == .other { trimmed.markup.append(UInt8(ascii: "/")) }
        trimmed.markup.append(UInt8(ascii: ">"))
        if !tag.isVoid, !(isClosed && tag == .other) { open.begin(hash(of: name), tag) }
    }

    private mutating func endTag(at bracket: Int) {
        let name = nameRange(from: bracket + 2)
        endTag(from: name.upperBound)
        let tag = Tag(name: UnsafeBufferPointer(rebasing: page[name]))
        switch tag {
        case .html, .head, .body, .frameset, .script, .style: return
        default: break
        }
        open.end(hash(of: name), tag)
        if open.work > MarkupBounds.closingWork { trimmed.isCutOff = true }
        trimmed.markup.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
        appendName(name)
        trimmed.markup.append(UInt8(ascii: ">"))
    }

    /// Reads up to and with the tag's `>` and keeps the attributes that extraction wants.
    /// - Returns: whether the tag ends in `/>`.
    private mutating func readAttributes(from start: Int) -> Bool {
        let limit = min(page.count, start + MarkupBounds.tagBytes)
        var count = 0
        var at = start
        while at < limit {
            let byte = page[at]
            if byte == UInt8(ascii: ">") {
                position = at + 1
                return page[at - 1] == UInt8(ascii: "/")
            }
            if byte <= 0x20 || byte == UInt8(ascii: "/") {
                at += 1
                continue
            }
            let nameStart = at
            repeat { at += 1 } while at < limit && !endsAttributeName(page[at])
            let name = nameStart..<at
            while at < limit, page[at] <= 0x20 { at += 1 }
            guard at < limit, page[at] == UInt8(ascii: "=") else {
                count += 1
                if count <= MarkupBounds.attributesOfOneTag { keep(name, value: nil, at: at) }
                continue
            }
            at += 1
            while at < limit, page[at] <= 0x20 { at += 1 }
            guard let value = valueRange(from: at, limit: limit) else { break }
            at = value.next
            count += 1
            if count <= MarkupBounds.attributesOfOneTag { keep(name, value: value.range, at: at) }
        }
        // No end within the bound: a quote that is never closed. The tag ends at the next `>`, quotes or not.
        longTags += 1
        if longTags > MarkupBounds.longTags { trimmed.isCutOff = true }
        endTag(from: start)
        return false
    }

    /// Keeps an attribute that extraction or rules ask for, the first of each name (HTML Living Standard, 13.2.5.33).
    ///
    /// - Parameter value: nil for one without a value; of those that extraction knows only `reversed` and `hidden` say something.
    private mutating func keep(_ name: Range<Int>, value: Range<Int>?, at end: Int) {
        let bytes = UnsafeBufferPointer(rebasing: page[name])
        let isKept = (value?.count ?? 0) <= MarkupBounds.valueBytes
        let range = isKept ? value ?? end..<end : end..<end
        if let known = AttributeName(name: bytes), value != nil || known == .reversed || known == .hidden {
            let bit: UInt32 = 1 << UInt32(known.rawValue)
            guard namesOfTag & bit == 0 else { return }
            namesOfTag |= bit
            trimmed.attributes.append(
                .init(name: known, start: Int32(range.lowerBound), end: Int32(range.upperBound)))
        } else if !ruled.attributes.isEmpty, let index = ruled.attribute(named: bytes) {
            guard !trimmed.attributes[firstOfTag...].contains(where: { $0.name == .ruled && $0.ruled == index }) else {
                return
            }
            trimmed.attributes.append(
                .init(name: .ruled, ruled: index, start: Int32(range.lowerBound), end: Int32(range.upperBound)))
        }
    }

    private func valueRange(from start: Int, limit: Int) -> (range: Range<Int>, next: Int)? {
        guard start < limit else { return nil }
        let quote = page[start]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            var end = start
            while end < limit, page[end] > 0x20, page[end] != UInt8(ascii: ">") { end += 1 }
            return end < limit ? (start..<end, end) : nil
        }
        guard let end = find(quote, from: start + 1, below: limit) else { return nil }
        return (start + 1..<end, end + 1)
    }

    private mutating func skipRawText(_ ending: StaticString, isScript: Bool) {
        let start = position
        var at = start
        while let bracket = find(UInt8(ascii: "<"), from: at) {
            if page.startsIgnoringCase(with: ending, at: bracket) {
                if isScript, bracket > start { trimmed.scripts.append(start..<bracket) }
                endTag(from: bracket)
                return
            }
            at = bracket + 1
        }
        breakOff(from: start)
    }

    private func nameRange(from start: Int) -> Range<Int> {
        var end = start
        while end < page.count, page[end] > 0x20, page[end] != UInt8(ascii: ">"), page[end] != UInt8(ascii: "/"),
            page[end] != UInt8(ascii: "<")
        {
            end += 1
        }
        return start..<end
    }

    private mutating func appendName(_ name: Range<Int>) {
        for byte in page[name].prefix(32) {
            let isPlain = isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            trimmed.markup.append(isPlain || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") ? byte : 0x78)
        }
    }

    private mutating func appendDecimal(_ number: Int) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            trimmed.markup.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    private func hash(of name: Range<Int>) -> UInt32 {
        page[name].reduce(2_166_136_261) { ($0 ^ UInt32($1 | 0x20)) &* 16_777_619 }
    }

    private func endsAttributeName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func find(_ byte: UInt8, from start: Int, below limit: Int? = nil) -> Int? {
        let end = limit ?? page.count
        guard start < end, let base = page.baseAddress, let found = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: found)
    }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        var at = start
        while let candidate = find(text.utf8Start.pointee, from: at) {
            if page.starts(with: text, at: candidate) { return candidate }
            at = candidate + 1
        }
        return nil
    }
}

extension UnsafeBufferPointer<UInt8> {
    func starts(with text: StaticString, at position: Int) -> Bool {
        position + text.utf8CodeUnitCount <= count
            && memcmp(baseAddress! + position, text.utf8Start, text.utf8CodeUnitCount) == 0  // not empty by the count
    }

    /// `text` is lower-case.
    func startsIgnoringCase(with text: StaticString, at position: Int) -> Bool {
        guard position + text.utf8CodeUnitCount <= count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy {
            let byte = self[position + $0]
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            return (isUpper ? byte | 0x20 : byte) == text.utf8Start[$0]
        }
    }
}
