internal import Model

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

    // Names by their hashes: looking one up makes no array.
    private var ids = NameTable<NodeHint>()
    private var classes = NameTable<NodeHint>()
    private var words = NameTable<Word>()

    /// A subject and a holder make a container's name: `article`, `story` … and `body`, `content` …
    private enum Word: Sendable { case junk, subject, holder }

    init(containers: [String], junkNames: [String]) {
        for line in containers {
            let words = line.split(separator: " ")
            if words[0] == "subject" || words[0] == "holder" {
                for word in words.dropFirst() {
                    self.words[NodeHints.hash(of: word.utf8)] = words[0] == "subject" ? .subject : .holder
                }
                continue
            }
            let hash = NodeHints.hash(of: words[0].utf8.dropFirst())
            let hint = words.count > 1 ? NodeHint.knownSystem : .container
            if words[0].hasPrefix("#") { ids[hash] = hint } else { classes[hash] = hint }
        }
        for name in junkNames { words[NodeHints.hash(of: name.utf8)] = .junk }
    }

    /// One hint a node of the tree.
    func hints(for tree: PageTree) -> [NodeHint] {
        tree.page.withUnsafeBufferPointer { page in
            tree.nodes.map { node in
                guard node.tag.rawValue > Tag.comment.rawValue, !node.range.isEmpty else { return .none }
                return hint(of: tree.attributes[Int(node.range.lowerBound)..<Int(node.range.upperBound)], in: page)
            }
        }
    }

    private func hint(of attributes: ArraySlice<Attribute>, in page: UnsafeBufferPointer<UInt8>) -> NodeHint {
        var found = NodeHint.none
        for attribute in attributes {
            let value = UnsafeBufferPointer(rebasing: page[Int(attribute.start)..<Int(attribute.end)])
            switch attribute.name {
            case .itemprop where value.elementsEqual("articleBody".utf8): return .container
            case .id:
                if let hint = ids[NodeHints.hash(of: value)] { return hint }
                found = stronger(found, hint(ofWords: value))
            case .class:
                if let hint = container(amongClasses: value) { return hint }
                found = stronger(found, hint(ofWords: value))
            default: continue
            }
        }
        return found
    }

    /// A junk word beats a name that would do for a container: `article-body-related`.
    private func stronger(_ first: NodeHint, _ second: NodeHint) -> NodeHint {
        first.rawValue >= second.rawValue ? first : second
    }

    private func container(amongClasses value: UnsafeBufferPointer<UInt8>) -> NodeHint? {
        var hash = FNV1a.basis
        for byte in value {
            if byte > 0x20 {
                hash = FNV1a.combining(hash, byte)
            } else {
                if let hint = classes[hash] { return hint }
                hash = FNV1a.basis
            }
        }
        return classes[hash]
    }

    /// What the words that the name is made of say; words end at `-`, `_`, digits and case changes.
    private func hint(ofWords name: UnsafeBufferPointer<UInt8>) -> NodeHint {
        var hash = FNV1a.basis
        var isLastLower = false
        var (isSubject, isHolder) = (false, false)
        for byte in name {
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            if !isUpper && !isLower || isUpper && isLastLower {
                switch words[hash] {
                case .junk: return .junk
                case .subject: isSubject = true
                case .holder: isHolder = true
                case nil: break
                }
                // Of two classes each is a name of its own.
                if byte <= 0x20, !(isSubject && isHolder) { (isSubject, isHolder) = (false, false) }
                hash = FNV1a.basis
            }
            if isUpper || isLower { hash = FNV1a.combining(hash, byte | 0x20) }
            isLastLower = isLower
        }
        switch words[hash] {
        case .junk: return .junk
        case .subject: isSubject = true
        case .holder: isHolder = true
        case nil: break
        }
        return isSubject && isHolder ? .container : .none
    }

    private static func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(FNV1a.basis, FNV1a.combining)
    }
}
