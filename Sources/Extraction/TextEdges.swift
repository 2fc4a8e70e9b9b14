/// Drops lines that may be the text's or the page's by their wording: where they stand above or below the text, and the
/// article would be complete without them.
struct TextEdges {
    let filter: ContentFilter
    /// The lines that may be part of the text.
    let lines: Range<Int>

    private var blocks: BlockList { filter.blocks }

    /// Short lines that may stand below one that goes: lines of the page that nothing is known of.
    private static let passed = 3

    func drop(_ verdicts: inout [BlockVerdict]) {
        dropBelow(&verdicts)
        dropAbove(&verdicts)
    }

    private func dropBelow(_ verdicts: inout [BlockVerdict]) {
        var passed = 0
        var isBelow = true
        let text = textFrames(verdicts)
        for index in lines.reversed() where verdicts[index].isBody {
            let isApart = !text.isEmpty && !text.contains(filter.frame(of: index))
            if isBelow || isApart, isCredits(index, verdicts) {
                verdicts[index] = .furniture("names of editors")
            } else if mayGo(index, verdicts, isLast: passed == 0, isApart: isApart) {
                verdicts[index] = .furniture(description(of: index))
            } else {
                if !isApart {
                    passed += 1
                    isBelow = isBelow && InfoLineReader.standard.read(blocks.string(of: index)).isInfo
                }
                guard passed <= TextEdges.passed, isApart || mayBeOfThePage(index) else { return }
            }
        }
    }

    /// The elements in which much of the prose stands; none where there is hardly any.
    func textFrames(_ verdicts: [BlockVerdict]) -> Set<Int32> {
        var prose: [Int32: Float] = [:]
        for index in lines where verdicts[index].isBody && filter.scores[index].reason.isProse {
            prose[filter.frame(of: index), default: 0] += filter.scores[index].value
        }
        let total = prose.values.reduce(0, +)
        return total < TextEdges.leastProse ? [] : Set(prose.filter { $0.value >= total * 0.25 }.keys)
    }

    /// In tokens.
    private static let leastProse: Float = 60

    /// A short line that is neither sentence nor row nor point of a list; or a source.
    private func mayBeOfThePage(_ index: Int) -> Bool {
        let block = blocks.blocks[index]
        guard block.tokens <= 40, !block.traits.contains(.endsSentence), !block.traits.contains(.tableRow) else {
            return false
        }
        let line = blocks.string(of: index)
        return block.tokens <= 16 && !ListNumbers.hasNumber(line) || InfoLineReader.standard.read(line).isInfo
    }

    private func dropAbove(_ verdicts: inout [BlockVerdict]) {
        for index in lines where verdicts[index].isBody {
            // A label alone, such as 附件, is one of what stands below it.
            guard case .furniture(let verdict) = filter.scores[index].reason, verdict.place == .edge,
                blocks.blocks[index].tokens > 5, !isOfATable(index, verdicts),
                !ListNumbers.hasNumber(blocks.string(of: index))
            else { return }
            verdicts[index] = .furniture(verdict.description)
        }
    }

    private func description(of index: Int) -> String {
        if case .furniture(let verdict) = filter.scores[index].reason { return verdict.description }
        return "heading of a list of links"
    }

    private func mayGo(_ index: Int, _ verdicts: [BlockVerdict], isLast: Bool, isApart: Bool) -> Bool {
        switch filter.scores[index].reason {
        case .tailHeading: return isLast
        case .furniture(let verdict):
            if isOfATable(index, verdicts) || ListNumbers.hasNumber(blocks.string(of: index)) { return false }
            if isApart, filter.tree.nodes[Int(blocks.blocks[index].owner)].tag != .li { return true }
            if verdict.place == .foot {
                return isFoot(index) || isLast && (!isOfTheText(index, verdicts) || isBelowFurniture(index))
            }
            // A label alone, such as 附件, is one of what stands below it.
            return isLast || blocks.blocks[index].tokens > 5
        default: return isLast && isStrayNumber(index) && (isApart || !isAsTheText(index, verdicts))
        }
    }

    /// Whether a line that is surely the page's stands shortly below it, in the same element.
    private func isFoot(_ index: Int) -> Bool {
        (index + 1..<min(index + 9, blocks.blocks.count)).contains { other in
            guard case .furniture(.wording(_, .anywhere)) = filter.scores[other].reason else { return false }
            return filter.frame(of: other) == filter.frame(of: index)
        }
    }

    /// `0` and `+1` of a counter whose label is a picture.
    private func isStrayNumber(_ index: Int) -> Bool {
        let bytes = blocks.bytes(of: blocks.blocks[index])
        return bytes.count <= 4 && !blocks.blocks[index].traits.contains(.tableRow)
            && bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "+") }
    }

    private func isBelowFurniture(_ index: Int) -> Bool {
        guard index > 0, case .furniture(let verdict) = filter.scores[index - 1].reason, verdict.place != .foot else {
            return false
        }
        return filter.frame(of: index - 1) == filter.frame(of: index)
    }

    /// Whether the line is marked up as the text's last one.
    private func isAsTheText(_ index: Int, _ verdicts: [BlockVerdict]) -> Bool {
        guard let last = lines.prefix(while: { $0 < index }).last(where: { verdicts[$0].isBody }) else { return false }
        let tags = [last, index].map { filter.tree.nodes[Int(blocks.blocks[$0].owner)].tag }
        return tags[0] == tags[1] && blocks.bytes(of: blocks.blocks[index]).first != UInt8(ascii: "+")
    }

    /// Whether the row's table has other rows that are the text's.
    func isOfATable(_ index: Int, _ verdicts: [BlockVerdict]) -> Bool {
        guard blocks.blocks[index].traits.contains(.tableRow) else { return false }
        let owner = blocks.blocks[index].owner
        let table = filter.tree.ancestors(of: Int(owner)).first { filter.tree.nodes[$0].tag == .table } ?? Int(owner)
        return blocks.blocks(inside: filter.tree.subtree(of: table)).contains { other in
            guard other != index, verdicts[other].isKept else { return false }
            return !filter.scores[other].reason.isFurniture && blocks.blocks[other].linkShare <= 0.8
        }
    }

    /// Whether the line is one of the paragraphs that the text's last line is one of.
    private func isOfTheText(_ index: Int, _ verdicts: [BlockVerdict]) -> Bool {
        let above = lines.lowerBound..<max(lines.lowerBound, index)
        guard let last = above.last(where: { verdicts[$0].isBody && !filter.scores[$0].reason.isFurniture }) else {
            return false
        }
        return filter.frame(of: last) == filter.frame(of: index)
    }

    /// Editors below the text; in a list of persons, such a line is one of it.
    private func isCredits(_ index: Int, _ verdicts: [BlockVerdict]) -> Bool {
        let line = blocks.string(of: index)
        guard blocks.blocks[index].tokens <= 60, CreditLine.standard.isCredits(line), !isOfATable(index, verdicts)
        else {
            return false
        }
        let above = lines.lowerBound..<max(lines.lowerBound, index)
        guard let last = above.last(where: { verdicts[$0].isBody }), !CreditLine.standard.isPlain(line) else {
            return true
        }
        let before = blocks.string(of: last)
        return CreditLine.standard.isCredits(before) || !CreditLine.standard.namesPersons(before)
            || filter.frame(of: last) != filter.frame(of: index)
    }
}
