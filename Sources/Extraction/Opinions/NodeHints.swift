/// What class and id say about an element.
enum NodeHint: UInt8, Sendable {
    case none
    /// A known content management system keeps its articles here.
    case knownSystem
    /// Named like the place of an article.
    case container
    /// Named after a part of a page that is not the article.
    case junk
}

/// Known containers and junk words, matched against class and id.
struct NodeHints: Sendable {
    static let standard = NodeHints(
        containers: RuleText.lines(PackageResources.containers_txt),
        junkNames: RuleText.lines(PackageResources.junk_names_txt))

    private var ids: [[UInt8]: NodeHint] = [:]
    private var classes: [[UInt8]: NodeHint] = [:]
    private var junk: Set<[UInt8]> = []

    init(containers: [String], junkNames: [String]) {
        for line in containers {
            let words = line.split(separator: " ")
            let name = Array(words[0].utf8)
            let hint = words.count > 1 ? NodeHint.knownSystem : .container
            if name.first == UInt8(ascii: "#") { ids[Array(name.dropFirst())] = hint }
            if name.first == UInt8(ascii: ".") { classes[Array(name.dropFirst())] = hint }
        }
        junk = Set(junkNames.map { Array($0.utf8) })
    }

    /// One hint a node of the tree.
    func hints(for tree: PageTree) -> [NodeHint] {
        tree.indices.map { index in
            guard tree.nodes[index].range.count > 0, tree.nodes[index].tag.rawValue > Tag.comment.rawValue else {
                return .none
            }
            if let property = tree.attributeBytes(.itemprop, of: index), property.elementsEqual("articleBody".utf8) {
                return .container
            }
            return hint(id: tree.attributeBytes(.id, of: index), class: tree.attributeBytes(.class, of: index))
        }
    }

    private func hint(id: ArraySlice<UInt8>?, class names: ArraySlice<UInt8>?) -> NodeHint {
        if let id, let hint = ids[Array(id)] { return hint }
        var isJunk = id.map(namesJunk) ?? false
        for name in (names ?? []).split(whereSeparator: { $0 <= 0x20 }) {
            if let hint = classes[Array(name)] { return hint }
            isJunk = isJunk || namesJunk(name)
        }
        return isJunk ? .junk : .none
    }

    /// Whether one of the words that the name is made of names junk; words end at `-`, `_`, digits and case changes.
    private func namesJunk(_ name: ArraySlice<UInt8>) -> Bool {
        var word: [UInt8] = []
        var isLastLower = false
        for byte in name {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            if !isUpper && !isLower || isUpper && isLastLower {
                if junk.contains(word) { return true }
                word.removeAll(keepingCapacity: true)
            }
            if isUpper || isLower { word.append(byte | 0x20) }
            isLastLower = isLower
        }
        return junk.contains(word)
    }
}
