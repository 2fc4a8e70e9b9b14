/// How sure the text is: how far the independent opinions about its place agree, less what speaks against it on the page
/// itself.
///
/// On 345 pages with gold, of the texts at .95 and above 25 of 324 had an F1 below .9 by the opinions alone, and 1 of 133
/// with the evidence (`Benchmarks/confidence`).
///
/// | evidence | takes |
/// |---|---|
/// | lines that are neither prose, row nor caption, among the kept | two fifths of their share, .25 at the most |
/// | lines that were taken out between kept ones | .002 each, .04 at the most |
/// | a text that is not Chinese | .03 |
/// | glosses that were taken out | .1 |
/// | no headline on the page | .06 |
/// | a headline that the page calls itself otherwise by | .2 |
/// | another length than the `articleBody` that the page states | .3 |
struct PageEvidence {
    /// 0 to 1, in two digits.
    let confidence: Double
    /// The page states another headline or another text than the one found.
    let disagrees: Bool

    init(
        agreement: Double, tree: PageTree, blocks: BlockList, scores: [ProseScorer.Score], verdicts: [BlockVerdict],
        headline: Headline, head: HeadMetadata
    ) {
        let body = verdicts.indices.filter { verdicts[$0].isBody }
        guard let first = body.first, let last = body.last else {
            (confidence, disagrees) = (agreement, false)
            return
        }
        let weak = body.count { index in
            let isSure = scores[index].reason.isProse || scores[index].reason.isRow
            return !isSure && !blocks.blocks[index].traits.contains(.caption)
        }
        let dropped = (first...last).count { !verdicts[$0].isKept }
        var doubt = min(0.4 * Double(weak) / Double(body.count), 0.25) + min(0.002 * Double(dropped), 0.04)
        let tokens = body.reduce(0) { $0 + Int(blocks.blocks[$1].tokens) }
        if body.reduce(0, { $0 + Int(blocks.blocks[$1].han) }) * 2 < tokens { doubt += 0.03 }
        if blocks.isGlossed { doubt += 0.1 }
        if headline.blocks == nil { doubt += 0.06 }
        let isOtherTitle = headline.blocks != nil && PageEvidence.isOtherTitle(headline, head)
        let isOtherText = PageEvidence.isOtherText(body.map { blocks.bytes(of: blocks.blocks[$0]) }, tree)
        if isOtherTitle { doubt += 0.2 }
        if isOtherText { doubt += 0.3 }
        confidence = (max(0, agreement - doubt) * 100).rounded() / 100
        disagrees = isOtherTitle || isOtherText
    }

    /// Whether neither the title element nor the head's title shares half of the title's characters. 引题 and 副题 stand in
    /// neither, and a site's own name says nothing of its pages.
    private static func isOtherTitle(_ headline: Headline, _ head: HeadMetadata) -> Bool {
        let shown = LineSkeleton(headline.title.joined()).scalars
        let named = [head.first(of: HeadMetadata.articleTitle), head.title].compactMap(\.self)
            .filter { !BreadcrumbWords.standard.isSite($0) }.map { LineSkeleton($0).scalars }.filter { $0.count >= 8 }
        guard shown.count >= 4, !named.isEmpty else { return false }
        return named.allSatisfy { name in
            let common = Set(name)
            return shown.count { common.contains($0) } * 2 < shown.count
        }
    }

    /// Whether the page's JSON-LD states a text of another length.
    private static func isOtherText(_ lines: [ArraySlice<UInt8>], _ tree: PageTree) -> Bool {
        for script in tree.scripts where script.count <= 1 << 20 {
            let bytes = tree.page[script]
            guard let stated = articleBodyLength(in: bytes), stated >= 400 else { continue }
            let own = lines.reduce(0) { $0 + $1.count }
            return own * 10 < stated * 7 || own * 7 > stated * 10
        }
        return false
    }

    /// The bytes of the string behind `"articleBody":`, escapes counted as written; nil where there is none.
    private static func articleBodyLength(in script: ArraySlice<UInt8>) -> Int? {
        script.withUnsafeBufferPointer { bytes in
            let name = Array("\"articleBody\"".utf8)
            guard
                var index = bytes.indices.first(where: { start in
                    bytes[start] == 0x22 && bytes[start...].starts(with: name)
                })
            else { return nil }
            index += name.count
            while index < bytes.count, bytes[index] == 0x3A || bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count, bytes[index] == 0x22 else { return nil }
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != 0x22 {
                // Of one with markup, or with characters by number, the length says nothing.
                if bytes[index] == 0x3C || bytes[index] == 0x5C && index + 1 < bytes.count && bytes[index + 1] == 0x75 {
                    return nil
                }
                index += bytes[index] == 0x5C ? 2 : 1
            }
            return min(index, bytes.count) - start
        }
    }
}
