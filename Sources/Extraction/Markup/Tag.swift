internal import Model

/// An HTML element's name, as far as extraction tells elements apart.
enum Tag: UInt8, Sendable {
    case root, text, comment, other
    case a, abbr, address, area, article, aside, audio, b, base, big, blockquote, body, br, button, canvas, caption
    case center, cite, code, col, colgroup, dd, del, details, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption
    case figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe
    case img, input, ins, label, legend, li, link, main, map, mark, menu, meta, nav, noscript, object, ol, optgroup
    case option, p, param, picture, pre, q, rp, rt, rtc, ruby, s, script, section, select, small, source, span, strike
    case strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr,
        u
    case ul, video

    /// Reads the name as it stands in markup; the case of ASCII letters does not matter.
    init(name: UnsafeBufferPointer<UInt8>) {
        let key = Tag.key(of: name)
        var slot = Int(truncatingIfNeeded: key) & (Tag.tableSize - 1)
        let table = Tag.slots
        while table[slot].key != key {
            if table[slot].key == 0 {
                self = .other
                return
            }
            slot = (slot + 1) & (Tag.tableSize - 1)
        }
        self = table[slot].tag
    }

    /// Starts and ends a line of text.
    var isBlock: Bool { Tag.blocks.contains(self) }

    /// Its end tag may be left out before such a start tag (HTML Living Standard, 13.1.2.4), as far as long lists and
    /// tables are concerned.
    func isEnded(by next: Tag) -> Bool {
        switch self {
        case .td, .th: next == .td || next == .th || next == .tr
        case .tr: next == .tr
        case .li: next == .li
        case .dt, .dd: next == .dt || next == .dd
        case .option: next == .option || next == .optgroup
        case .p: next.isBlock
        default: false
        }
    }

    /// Has no content by definition.
    var isVoid: Bool { Tag.voids.contains(self) }

    /// Its content is never prose.
    var isSilent: Bool { Tag.silent.contains(self) }

    /// 1 to 6 for `h1` to `h6`, else 0.
    var headingLevel: Int {
        rawValue >= Tag.h1.rawValue && rawValue <= Tag.h6.rawValue ? Int(rawValue - Tag.h1.rawValue) + 1 : 0
    }

    private static let blocks = TagSet([
        .root, .address, .article, .aside, .blockquote, .body, .br, .button, .caption, .center, .dd, .details, .dialog,
        .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4,
        .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe, .legend, .li, .main, .menu, .nav, .noscript, .ol,
        .optgroup,
        .option, .p, .pre, .section, .select, .summary, .table, .tbody, .td, .textarea, .tfoot, .th, .thead, .title,
        .tr, .ul,
        .video,
    ])
    private static let voids = TagSet([
        .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source,
    ])
    private static let silent = TagSet([
        .audio, .button, .canvas, .dialog, .head, .iframe, .map, .nav, .object, .option, .script, .select, .style,
        .svg, .template, .textarea, .title, .video,
    ])

    /// An open-addressed table of hash and tag, made once and never freed: looking a tag up counts no references.
    private nonisolated(unsafe) static let slots: UnsafeMutablePointer<(key: UInt64, tag: Tag)> = {
        let table = UnsafeMutablePointer<(key: UInt64, tag: Tag)>.allocate(capacity: tableSize)
        table.initialize(repeating: (0, .other), count: tableSize)
        for raw in Tag.a.rawValue...Tag.video.rawValue {
            let tag = Tag(rawValue: raw)!  // raw values are consecutive
            var name = "\(tag)"
            let key = name.withUTF8 { Tag.key(of: $0) }
            var slot = Int(truncatingIfNeeded: key) & (tableSize - 1)
            while table[slot].key != 0 { slot = (slot + 1) & (tableSize - 1) }
            table[slot] = (key, tag)
        }
        return table
    }()

    private static let tableSize = 1024

    /// Of the lower-cased name.
    private static func key(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        name.reduce(FNV1a.basis) { FNV1a.combining($0, $1 | 0x20) }
    }
}

/// A set of tags as bits.
struct TagSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ tags: [Tag]) {
        for tag in tags {
            if tag.rawValue < 64 { low |= 1 << UInt64(tag.rawValue) } else { high |= 1 << UInt64(tag.rawValue - 64) }
        }
    }

    func contains(_ tag: Tag) -> Bool {
        tag.rawValue < 64 ? low >> UInt64(tag.rawValue) & 1 == 1 : high >> UInt64(tag.rawValue - 64) & 1 == 1
    }
}
