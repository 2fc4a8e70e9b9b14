/// The numbers that a browser shows before the items of ordered lists.
///
/// They are no part of the page's text, so that nothing is recognised, dropped or compared by them; an article's lines
/// get them at the very end.
struct ListNumbers {
    private let tree: PageTree
    /// Numbers not yet written, by the node of the item; each is written before the item's first line only.
    private var waiting: [Int: String] = [:]
    /// Lists whose items are in `waiting`, or were.
    private var seen: Set<Int> = []

    init(tree: PageTree) { self.tree = tree }

    /// The line with its number, where it is the first of its item.
    mutating func numbered(_ line: String, _ block: Block) -> String {
        guard block.traits.contains(.listItem), !block.traits.contains(.tableRow), let item = item(around: block)
        else { return line }
        let list = Int(tree.nodes[item].parent)
        if tree.nodes[list].tag == .ol, seen.insert(list).inserted { count(list) }
        guard let number = waiting.removeValue(forKey: item), !ListNumbers.hasNumber(line) else { return line }
        return number + line
    }

    /// The nearest `li`; nil where there is none near.
    private func item(around block: Block) -> Int? {
        let owner = Int(block.owner)
        let near = CollectionOfOne(owner) + Array(tree.ancestors(of: owner).prefix(ListNumbers.nearest))
        return near.first { tree.nodes[$0].tag == .li }
    }

    /// A line this far down in an item is not looked at.
    private static let nearest = 12

    private mutating func count(_ list: Int) {
        var items: [Int] = []
        var child = list + 1
        while child < Int(tree.nodes[list].end) {
            if tree.nodes[child].tag == .li { items.append(child) }
            child = Int(tree.nodes[child].end)
        }
        let isReversed = tree.attributeBytes(.reversed, of: list) != nil
        let style = ListStyle(of: list, in: tree) ?? .decimal
        var number = integer(.start, of: list) ?? (isReversed ? items.count : 1)
        for item in items {
            number = integer(.value, of: item) ?? number
            waiting[item] = (ListStyle(of: item, in: tree) ?? style).label(number)
            number += isReversed ? -1 : 1
        }
    }

    /// The attribute as an integer of HTML, as far as lists count.
    private func integer(_ name: AttributeName, of node: Int) -> Int? {
        tree.attribute(name, of: node).flatMap { Int($0.filter { !$0.isWhitespace }) }.flatMap {
            (-1_000_000...1_000_000).contains($0) ? $0 : nil
        }
    }

    /// Whether the line has a number of its own, which a style sheet shows instead: `1.`, `一、`, `（二）`, `③`, `第四条`.
    static func hasNumber(_ line: String) -> Bool {
        let start = scalars(of: line.prefix(8)).map(Width.half).filter { $0 != 0x20 }
        guard let first = start.first else { return false }
        if (0x2460...0x24FF).contains(first) { return true }
        let isBracketed = first == 0x28 || first == 0x7B2C
        let rest = isBracketed ? start.dropFirst() : start[...]
        let digits = rest.prefix { (0x30...0x39).contains($0) || chineseDigits.contains($0) }
        guard (1...3).contains(digits.count), let mark = rest.dropFirst(digits.count).first else { return false }
        if isBracketed { return true }
        let behind = rest.dropFirst(digits.count + 1).first
        // 3.5 is an amount.
        return mark == 0x2E ? !(behind.map { (0x30...0x39).contains($0) } ?? false) : [0x3001, 0x29].contains(mark)
    }

    private static let chineseDigits = Set(scalars(of: "一二三四五六七八九十百"))
}
