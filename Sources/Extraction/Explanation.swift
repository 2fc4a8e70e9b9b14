package import Model

extension Extractor {
    /// Reads a page and tells why it reads so. The parameters are those of `read`.
    ///
    /// - Throws: for what is no page; a page without an article is explained too.
    package func explain(
        _ bytes: [UInt8], at address: WebAddress?, headerCharset: String?, today: Day, utcOffset: Int,
        rules: ExtractionRules = ExtractionRules(), knowing knowledge: SiteKnowledge = .nothing
    ) throws(ExtractionFailure) -> Explanation {
        let page = try reading(bytes, headerCharset: headerCharset, rules: rules, knowing: knowledge)
        let publication = PublicationFinder(
            page: page, address: address, today: today, utcOffset: Extractor.clock(utcOffset), body: [])
        let explanation = Explanation(
            rules: page.ruled.findings.map {
                .init(part: $0.rule.part.rawValue, selector: $0.rule.selector.text, matches: $0.nodes.count)
            },
            candidates: page.charsetCandidates + page.containerCandidates + page.headlineCandidates
                + publication.candidates(),
            blocks: page.blocks.blocks.indices.map { page.explained($0) }, confidence: page.confidence)
        try page.tree.budget.check()
        return explanation
    }
}

extension PageReading {
    fileprivate var charsetCandidates: [Explanation.Candidate] {
        decoded.candidates.map { candidate in
            let invalid = candidate.invalidSequences.map { "\($0) invalid sequences" } ?? "not tried"
            let written = candidate.label == candidate.charset?.name ? "" : "written \(candidate.label), "
            return .init(
                question: .charset, answer: candidate.charset?.name ?? "unknown", origin: candidate.origin.rawValue,
                note: written + invalid, won: candidate.isWinner)
        }
    }

    fileprivate var containerCandidates: [Explanation.Candidate] {
        let winner = opinions.lastIndex { $0.node == choice?.node && $0.opinion == choice?.opinion }
        return opinions.indices.reversed().map { index in
            .init(
                question: .container, answer: path(to: opinions[index].node).joined(separator: " > "),
                origin: opinions[index].opinion.words, score: Double(opinions[index].prose), note: "tokens of prose",
                won: index == winner)
        }
    }

    fileprivate var headlineCandidates: [Explanation.Candidate] {
        let shown = headlineOpinions.prefix(6).map { candidate in
            Explanation.Candidate(
                question: .headline, answer: blocks.string(of: candidate.block),
                origin: path(to: Int(blocks.blocks[candidate.block].owner)).joined(separator: " > "),
                score: rounded(candidate.score), won: headline.blocks?.contains(candidate.block) == true)
        }
        let ruledTitle = headline.title.joined(separator: " ")
        let isRuled = !ruled.nodes(.title).isEmpty && !shown.contains(where: \.won) && !ruledTitle.isEmpty
        let rule =
            isRuled ? [Explanation.Candidate(question: .headline, answer: ruledTitle, origin: "rule", won: true)] : []
        let head = Explanation.Candidate(
            question: .headline, answer: self.head.title, origin: "title element",
            won: headline.blocks == nil && !isRuled)
        return rule + shown + (head.answer.isEmpty ? [] : [head])
    }

    fileprivate func explained(_ index: Int) -> Explanation.Block {
        .init(
            kept: verdicts[index].isKept, verdict: verdicts[index].word,
            reason: verdicts[index].reason(scored: scores[index].reason),
            score: rounded(Double(scores[index].value)), place: path(to: Int(blocks.blocks[index].owner)),
            text: blocks.string(of: index))
    }

    private func rounded(_ score: Double) -> Double { (score * 10).rounded() / 10 }

    /// The nearest twelve elements of the way to a node, outermost first, itself last.
    private func path(to node: Int) -> [String] {
        var names = [name(of: node)]
        for ancestor in tree.ancestors(of: node).prefix(11)
        where ![Tag.root, .html, .body].contains(tree.nodes[ancestor].tag) {
            names.append(name(of: ancestor))
        }
        return names.reversed()
    }

    private func name(of node: Int) -> String {
        let id = shown(.id, of: node).map { "#\($0)" } ?? ""
        let classes = (shown(.class, of: node) ?? "").split { $0.isWhitespace }.prefix(2).map { ".\($0)" }
        return "\(tree.nodes[node].tag)\(id)\(classes.joined())"
    }

    /// The beginning of the attribute: every line names the elements around it.
    private func shown(_ name: AttributeName, of node: Int) -> String? {
        tree.attributeBytes(name, of: node).map { String(decoding: $0.wholeCharacters(upTo: 120), as: UTF8.self) }
    }
}
