/// Which part of a headline a line is.
enum HeadlineRole: String, Sendable {
    /// 引题, above the title.
    case intro
    /// 副题, below it.
    case sub
}

/// Names that pages give the lines above and below their titles.
struct HeadlineRoles: Sendable {
    static let standard = HeadlineRoles(names: RuleText.lines(PackageResources.headline_names_txt))

    private let names: [(role: HeadlineRole, name: [UInt8])]

    init(names lines: [String]) {
        names = lines.map { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, let role = HeadlineRole(rawValue: String(parts[0])) else {
                preconditionFailure("a name that cannot be read: \(line)")  // the lists are part of the program
            }
            return (role, Array(parts[1].utf8))
        }
    }

    /// By the class or id of the element around the block; nil where these say nothing.
    func role(of block: Block, in tree: PageTree) -> HeadlineRole? {
        for attribute in [AttributeName.class, .id] {
            guard let value = tree.attributeBytes(attribute, of: Int(block.owner)), value.count < 200 else { continue }
            let lower = value.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            for (role, name) in names where lower.count >= name.count {
                if (0...(lower.count - name.count)).contains(where: { lower[$0...].starts(with: name) }) { return role }
            }
        }
        return nil
    }
}
