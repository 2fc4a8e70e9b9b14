internal import Model

/// Where a page's elements lead: links, elements with a script that goes elsewhere, and attributes that only scripts
/// read.
struct LinkTargets {
    let tree: PageTree
    let resolver: ReferenceResolver
    /// The page's own address.
    let own: WebAddress

    private static let names = LinkNames.standard

    /// Every element that leads to another page of the web, in order.
    func all() -> [(node: Int, address: WebAddress)] {
        var targets: [(node: Int, address: WebAddress)] = []
        for node in tree.indices {
            if targets.count % 64 == 63, tree.budget.isSpent { break }
            guard let address = address(of: node), address != own else { continue }
            targets.append((node, address))
        }
        // An element around links leads nowhere else: a card's handler does what the link in it does.
        return targets.enumerated().filter { index, target in
            tree.nodes[target.node].tag == .a || index + 1 >= targets.count
                || targets[index + 1].node >= Int(tree.nodes[target.node].end)
        }
        .map(\.element)
    }

    /// Where one element leads; nil for one that is no link.
    func address(of node: Int) -> WebAddress? {
        switch tree.nodes[node].tag {
        case .a, .area:
            let href = tree.attribute(.href, of: node)
            if let href, !href.hasPrefix("#"), let address = resolver.resolve(href), !isInert(href) { return address }
            return scripted(href) ?? handled(node)
        case .text, .comment, .root, .form, .select, .option, .link, .script, .object, .embed, .video: return nil
        default: return handled(node)
        }
    }

    /// Leads nowhere without its script: `href=""`, `href="?"`.
    private func isInert(_ href: String) -> Bool { href.allSatisfy { $0.isWhitespace || $0 == "?" } }

    private func scripted(_ href: String?) -> WebAddress? {
        guard let href, href.contains("javascript:") || href.contains("Javascript:") || href.contains("JavaScript:")
        else { return nil }
        return ScriptedAddress.reference(in: href).flatMap(resolver.resolve)
    }

    private func handled(_ node: Int) -> WebAddress? {
        guard tree.hasRuledAttribute(node) else { return nil }
        for name in LinkTargets.names.handlers {
            if let script = tree.ruledAttribute(name, of: node),
                let address = ScriptedAddress.reference(in: script).flatMap(resolver.resolve)
            {
                return address
            }
        }
        for name in LinkTargets.names.addresses {
            // Templates that nobody has filled in: `{{url}}`, `[NEXTPAGE]`.
            guard let text = tree.ruledAttribute(name, of: node) else { continue }
            let reference = ScriptedAddress.decoded(Array(text.utf8)) ?? (LinkTargets.isReference(text) ? text : nil)
            if let address = reference.flatMap(resolver.resolve) { return address }
        }
        return nil
    }

    private static func isReference(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace }.first
        guard let start, start != "#", start != "[", start != "{", start != "<" else { return false }
        return text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: "."))
    }
}
