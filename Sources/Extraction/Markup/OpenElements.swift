/// Elements that have begun and not ended, as libxml2 keeps them: it looks for the one that an end tag ends from the
/// innermost outwards, and what it looks at is counted here.
///
/// Source: libxml2 2.9, HTMLparser.c, `htmlParseEndTag` and `htmlAutoCloseOnEnd`.
struct OpenElements {
    private var elements: [(name: UInt32, tag: Tag)] = []
    /// Elements looked at for end tags that do not end the innermost one, all together.
    private(set) var work = 0

    mutating func begin(_ name: UInt32, _ tag: Tag) {
        while let last = elements.last, last.tag.isEnded(by: tag) { elements.removeLast() }
        elements.append((name, tag))
    }

    mutating func end(_ name: UInt32, _ tag: Tag) {
        if elements.last?.name == name {
            elements.removeLast()
            return
        }
        // Outer elements of a table are not ended by what ends an inner one of lesser rank.
        let rank = OpenElements.rank(tag)
        var isHeld = false
        var index = elements.count - 1
        while index >= 0, elements[index].name != name {
            isHeld = isHeld || OpenElements.rank(elements[index].tag) > rank
            index -= 1
        }
        work += elements.count - max(index, 0)
        if index >= 0, !isHeld { elements.removeSubrange(index...) }
    }

    private static func rank(_ tag: Tag) -> Int {
        switch tag {
        case .div: 150
        case .td, .th: 160
        case .tr: 170
        case .thead, .tbody, .tfoot: 180
        case .table: 190
        default: 100
        }
    }
}
