/// Where pages have the addresses of links, besides `href`.
struct LinkNames: Sendable {
    /// Attributes that hold a script.
    private(set) var handlers: [String] = []
    /// Attributes that hold an address.
    private(set) var addresses: [String] = []
    /// Functions that go to the address that they are called with; in lower case.
    private(set) var calls: Set<String> = []
    /// What a script assigns such an address to; in lower case.
    private(set) var properties: Set<String> = []
    /// Words of links whose headline stands beside them.
    private(set) var details: Set<[UInt32]> = []
    /// Words of links that lead from a block to the whole of its list.
    private(set) var more: Set<[UInt32]> = []
    /// Headings of rankings and recommendations.
    private(set) var rankings: Set<[UInt32]> = []
    /// Attributes that pagers carry.
    static let label = "aria-label"

    static let standard = LinkNames(lines: RuleText.lines(PackageResources.link_names_txt))

    /// - Parameter lines: a kind, a space, a name.
    init(lines: [String]) {
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last) {
            case ("handler", let name?): handlers.append(name)
            case ("address", let name?): addresses.append(name)
            case ("call", let name?): calls.insert(name)
            case ("property", let name?): properties.insert(name)
            case ("detail", let name?): details.insert(LineSkeleton(name).scalars)
            case ("more", let name?): more.insert(LineSkeleton(name).scalars)
            case ("ranking", let name?): rankings.insert(LineSkeleton(name).scalars)
            default: preconditionFailure("a name that cannot be read: \(line)")  // the list is part of the program
            }
        }
    }

    /// Whether a link's words say that it leads from a block to the whole of its list: 更多, 更多公告.
    func isMore(_ title: String) -> Bool {
        guard title.utf8.count <= 40 else { return false }
        let words = LineSkeleton(title).scalars
        return more.contains(words)
            || words.count <= LinkNames.longestMore && more.contains { $0.count == 2 && words.starts(with: $0) }
    }

    /// Characters of 更多 with the name of a column.
    private static let longestMore = 6

    /// What the parser has to keep for `LinkCollector`.
    var attributes: RuledNames {
        var names = RuledNames()
        for name in handlers + addresses + [LinkNames.label, "onchange"] { names.addAttribute(name) }
        return names
    }
}

extension PageTree {
    /// The value of an attribute that only rules ask for; nil where the element has none.
    func ruledAttribute(_ name: String, of node: Int) -> String? {
        let wanted = Array(name.utf8)
        return attributes(of: node).first { attribute in
            attribute.name == .ruled && ruled.attributes.indices.contains(Int(attribute.ruled))
                && ruled.attributes[Int(attribute.ruled)] == wanted
        }
        .map { value(of: $0) }
    }

    /// Whether the element has an attribute that only rules ask for.
    func hasRuledAttribute(_ node: Int) -> Bool { attributes(of: node).contains { $0.name == .ruled } }
}
