/// Tells blocks that are a copy of the article without its paragraphs: most of what is long on the page begins in them.
struct BlobCopies {
    private let blocks: BlockList
    /// The blocks that are long, by their tokens.
    private let long: [Block]

    /// Tokens of a copy, and of what it copies.
    private static let tokens = (copy: Int32(300), paragraph: Int32(40))
    /// More paragraphs than this are no article's.
    private static let paragraphs = 3...400
    /// Bytes of a paragraph's beginning; 40 tokens have more.
    private static let beginning = 45

    init(_ blocks: BlockList) {
        self.blocks = blocks
        let hasCopy = blocks.blocks.contains { $0.tokens >= BlobCopies.tokens.copy }
        long =
            hasCopy
            ? blocks.blocks.filter { $0.tokens >= BlobCopies.tokens.paragraph }.sorted { $0.tokens < $1.tokens } : []
    }

    func holdsOthers(_ blob: Block) -> Bool {
        guard blob.tokens >= BlobCopies.tokens.copy else { return false }
        let others = long[..<count(below: blob.tokens)]
        guard BlobCopies.paragraphs.contains(others.count) else { return false }
        let held = held(in: blocks.bytes(of: blob), of: others.map { blocks.bytes(of: $0) })
        return held >= 3 && held * 2 > others.count
    }

    /// How many of the paragraphs begin somewhere in the text: one walk with a rolling hash, whatever their number.
    ///
    /// Source: R. Karp, M. Rabin, Efficient randomized pattern-matching algorithms, 1987.
    private func held(in text: ArraySlice<UInt8>, of paragraphs: [ArraySlice<UInt8>]) -> Int {
        let length = BlobCopies.beginning
        var waiting: [UInt64: [ArraySlice<UInt8>]] = [:]
        for paragraph in paragraphs where paragraph.count >= length {
            let beginning = paragraph.prefix(length)
            waiting[beginning.reduce(0, BlobCopies.rolled), default: []].append(beginning)
        }
        let outgoing = (0..<length).reduce(UInt64(1)) { power, _ in power &* BlobCopies.base }
        var found = 0
        var hash: UInt64 = 0
        for index in text.indices {
            hash = BlobCopies.rolled(hash, text[index])
            let start = index - length + 1
            guard start >= text.startIndex else { continue }
            if start > text.startIndex { hash = hash &- UInt64(text[start - 1]) &* outgoing }
            guard let beginnings = waiting[hash], beginnings[0].elementsEqual(text[start...index]) else { continue }
            found += beginnings.count { $0.elementsEqual(beginnings[0]) }
            waiting[hash] = nil
        }
        return found
    }

    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func rolled(_ hash: UInt64, _ byte: UInt8) -> UInt64 { hash &* base &+ UInt64(byte) }

    /// How many of the long blocks have fewer tokens.
    private func count(below tokens: Int32) -> Int {
        var (low, high) = (0, long.count)
        while low < high {
            let middle = (low + high) / 2
            if long[middle].tokens < tokens { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
