/// What class and id call some parts of pages that are neither containers nor junk.
struct PartNames: Sendable {
    static let standard = PartNames(lines: RuleText.lines(PackageResources.part_names_txt))

    private let words: RuleWords

    init(lines: [String]) { words = RuleWords(lines, kinds: ["lead", "replies"]) }

    /// Bytes of a class or id that are looked at.
    private static let longest = 200

    /// The paragraph with which a text begins.
    func isLead(_ node: Int, in tree: PageTree) -> Bool { isNamed(node, "lead", in: tree) }

    /// What readers say.
    func isReplies(_ node: Int, in tree: PageTree) -> Bool { isNamed(node, "replies", in: tree) }

    private func isNamed(_ node: Int, _ kind: String, in tree: PageTree) -> Bool {
        let names = [tree.attributeBytes(.class, of: node), tree.attributeBytes(.id, of: node)].compactMap(\.self)
        return names.contains { name in
            guard name.count < PartNames.longest else { return false }
            let parts = PartNames.parts(of: name)
            return words[kind].contains(where: parts.contains)
        }
    }

    /// The words that a name is made of: they end at `-`, `_`, digits and case changes.
    private static func parts(of name: ArraySlice<UInt8>) -> Set<String> {
        var parts: Set<String> = []
        var part = ""
        var isLastLower = false
        for byte in name {
            let isUpper = (0x41...0x5A).contains(byte)
            let isLower = (0x61...0x7A).contains(byte)
            if !isUpper && !isLower || isUpper && isLastLower {
                parts.insert(part)
                part = ""
            }
            if isUpper || isLower { part.unicodeScalars.append(Unicode.Scalar(byte | 0x20)) }
            isLastLower = isLower
        }
        parts.insert(part)
        return parts
    }
}
