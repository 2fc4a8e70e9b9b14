internal import Model

/// Where in a site's template an element stands: names that all pages of the template share.
///
/// Numbers in ids and classes count articles rather than name places, so that they are passed over.
struct ElementPlace {
    let tree: PageTree

    /// Ancestors that tell a line's place, at the most.
    private static let depth = 8
    /// Ancestors that a selector names, at the most.
    private static let steps = 5
    private static let longestName = 40
    /// Bytes of an element's classes.
    private static let longestNames = 400

    /// A mark of the way from one element down to another: equal in all pages of a template.
    ///
    /// - Parameters:
    ///   - node: where the way ends.
    ///   - root: where it begins; the root's own name is no part of the mark.
    func mark(of node: Int, below root: Int) -> UInt64 {
        var hash = FNV1a.basis
        var node = node
        for _ in 0..<ElementPlace.depth where node > root {
            hash = FNV1a.combining(hash, tree.nodes[node].tag.rawValue)
            for name in [AttributeName.id, .class] {
                guard let value = tree.attributeBytes(name, of: node) else { continue }
                for byte in value.prefix(ElementPlace.longestNames) where !(0x30...0x39).contains(byte) {
                    hash = FNV1a.combining(hash, byte)
                }
                hash = FNV1a.combining(hash, UInt8(0))
            }
            node = Int(tree.nodes[node].parent)
        }
        return hash
    }

    /// The element as people name it in a rule: `div#zoom`, `div.article > div`; from the nearest ancestor with a name
    /// on.
    func selector(of node: Int) -> String {
        var parts: [String] = []
        var node = node
        for _ in 0..<ElementPlace.steps where node > 0 && (parts.isEmpty || !tree.nodes[node].tag.isRoot) {
            let (name, isNamed) = name(of: node)
            parts.append(name)
            if isNamed { break }
            node = Int(tree.nodes[node].parent)
        }
        return parts.reversed().joined(separator: " > ")
    }

    /// The elements that this selector, written by `selector(of:)`, names on this page: two at the most.
    func elements(named selector: String) -> [Int] {
        let last = selector.split(separator: " ").last ?? ""
        let names = last.split { $0 == "#" || $0 == "." }
        guard let tag = names.first.map({ Array($0.utf8).withUnsafeBufferPointer { Tag(name: $0) } }) else { return [] }
        let name = names.dropFirst().first.map { Array($0.utf8) }
        var found: [Int] = []
        for node in tree.indices where tree.nodes[node].tag == tag && tag.mayHoldArticle {
            // Most elements are told apart by a look at their bytes.
            if let name {
                guard let value = tree.attributeBytes(last.contains("#") ? .id : .class, of: node), value.contains(name)
                else { continue }
            }
            guard self.selector(of: node) == selector else { continue }
            found.append(node)
            if found.count == 2 { break }
        }
        return found
    }

    private func name(of node: Int) -> (String, isNamed: Bool) {
        let tag = "\(tree.nodes[node].tag)"
        if let id = short(.id, of: node), isName(id[...]) { return ("\(tag)#\(id)", true) }
        let classes = (short(.class, of: node) ?? "").split { $0.isWhitespace }.filter(isName).prefix(2)
        return (tag + classes.map { ".\($0)" }.joined(), !classes.isEmpty)
    }

    /// The attribute; nil for a longer one than templates have. Every line asks for those of the elements around it.
    private func short(_ name: AttributeName, of node: Int) -> String? {
        guard let bytes = tree.attributeBytes(name, of: node), bytes.count <= ElementPlace.longestNames else {
            return nil
        }
        return tree.attribute(name, of: node)
    }

    /// Whether a template names its parts so: no counter, nothing that a selector would have to escape.
    private func isName(_ name: Substring) -> Bool {
        guard name.utf8.count <= ElementPlace.longestName, let first = name.utf8.first, !(0x30...0x39).contains(first)
        else { return false }
        var digits = 0
        for byte in name.utf8 {
            let isDigit = (0x30...0x39).contains(byte)
            digits = isDigit ? digits + 1 : 0
            let isLetter = (0x61...0x7A).contains(byte | 0x20)
            guard digits < 3, isDigit || isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
                return false
            }
        }
        return true
    }
}

extension Tag {
    /// Elements of which every page has one.
    fileprivate var isRoot: Bool { self == .html || self == .body }
}

extension FNV1a {
    /// The same for the four bytes of a scalar, lowest first: 64-bit marks of what is remembered, so that a memory holds
    /// no text.
    static func combining(_ hash: UInt64, _ value: UInt32) -> UInt64 {
        var hash = hash
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            hash = combining(hash, UInt8(truncatingIfNeeded: value >> shift))
        }
        return hash
    }
}
