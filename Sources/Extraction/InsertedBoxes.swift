/// Drops boxes that stand in a text and are none of it: forms that ask for an address or a number, boxes that begin
/// with an offer, and lists of other articles above or between the paragraphs.
struct InsertedBoxes {
    private static let headings = RuleText.lines(PackageResources.box_headings_txt).map { LineSkeleton($0).scalars }

    let filter: ContentFilter
    /// The lines that may be part of the text.
    let lines: Range<Int>
    /// The elements that the text's paragraphs stand in.
    let text: Set<Int32>
    /// How much prose the lines hold, in tokens.
    let prose: Float

    private var tree: PageTree { filter.tree }

    /// Han characters and words of a box, at the most.
    private static let largest = 150
    private static let mostLines = 200
    /// Han characters and words of its first line, at the most.
    private static let heading = 40
    /// Of the text's prose: more than this is no box.
    private static let share: Float = 0.3
    /// Elements around a line that may be its box.
    private static let height = 6
    /// Linked lines of a list of other articles.
    private static let leastLinks = 3

    func drop(_ verdicts: inout [BlockVerdict]) {
        guard !text.isEmpty else { return }
        dropForms(&verdicts)
        for index in lines where verdicts[index].isBody && filter.blocks.blocks[index].tokens <= InsertedBoxes.heading {
            let isList: Bool
            if case .tailHeading = filter.scores[index].reason {
                isList = true
            } else if !text.contains(filter.frame(of: index)), isHeading(index), !isPoint(index) {
                isList = false
            } else {
                continue
            }
            guard let box = box(around: Int(filter.blocks.blocks[index].owner), isList: isList) else { continue }
            if isList, box.count(where: { filter.blocks.blocks[$0].linkShare > 0.8 }) < InsertedBoxes.leastLinks {
                continue
            }
            for line in box where verdicts[line].isBody {
                verdicts[line] = .furniture(isList ? "list of other articles" : "box of an offer")
            }
        }
    }

    /// Forms in which a reader leaves an address or a number, with the lines around them.
    private func dropForms(_ verdicts: inout [BlockVerdict]) {
        var node = Int(filter.blocks.blocks[lines.lowerBound].firstNode)
        let last = Int(filter.blocks.blocks[lines.upperBound - 1].firstNode)
        while node <= last {
            defer { node += 1 }
            guard tree.nodes[node].tag == .form else { continue }
            let end = Int(tree.nodes[node].end)
            // A form in a form has no fields that the outer one has not.
            defer { node = end - 1 }
            guard (node..<end).contains(where: isContactField) else { continue }
            for index in box(around: node, isList: false) ?? 0..<0 where verdicts[index].isBody {
                verdicts[index] = .furniture("form for an address or a number")
            }
        }
    }

    private func isContactField(_ node: Int) -> Bool {
        guard tree.nodes[node].tag == .input else { return false }
        return [AttributeName.type, .name, .id].contains { name in
            let value = tree.attribute(name, of: node)?.lowercased() ?? ""
            return ["mail", "phone", "mobile"].contains { value.contains($0) } || value == "tel"
        }
    }

    private func isHeading(_ index: Int) -> Bool {
        let line = LineSkeleton(filter.blocks.bytes(of: filter.blocks.blocks[index]))
        return InsertedBoxes.headings.contains { line.hasPrefix($0) }
    }

    /// Whether the line is a point of a list, as instructions are.
    private func isPoint(_ index: Int) -> Bool {
        let owner = Int(filter.blocks.blocks[index].owner)
        return tree.nodes[owner].tag == .li
            || tree.ancestors(of: owner).prefix(2).contains { tree.nodes[$0].tag == .li }
    }

    /// The outermost element around the node that holds neither text nor headline, and little else; nil where the node
    /// itself does.
    private func box(around node: Int, isList: Bool) -> Range<Int>? {
        var box: Range<Int>?
        for node in CollectionOfOne(node) + Array(tree.ancestors(of: node).prefix(InsertedBoxes.height)) {
            let inside = filter.blocks.blocks(inside: tree.subtree(of: node))
            guard !text.contains(where: { tree.isInside(Int($0), node) }),
                filter.headline.blocks.map({ !$0.overlaps(inside) }) ?? true, isSmall(inside, isList: isList)
            else { break }
            box = inside.clamped(to: lines)
        }
        return box
    }

    private func isSmall(_ part: Range<Int>, isList: Bool) -> Bool {
        guard part.count <= InsertedBoxes.mostLines else { return false }
        let tokens = part.reduce(0) { $0 + Int(filter.blocks.blocks[$1].tokens) }
        return tokens <= InsertedBoxes.largest * (isList ? 4 : 1)
            && prose(in: part.clamped(to: lines)) <= prose * InsertedBoxes.share
    }

    private func prose(in range: Range<Int>) -> Float { range.reduce(0) { $0 + max(0, filter.scores[$1].value) } }
}
