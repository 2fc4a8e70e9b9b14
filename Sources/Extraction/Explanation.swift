package import Model

/// Why a page reads as it does: every block with its verdict, and the candidates that lost.
package struct Explanation: Sendable, CustomStringConvertible {
    /// One line of the page.
    package struct Line: Sendable, Codable {
        package let kept: Bool
        /// What decided, in words.
        package let reason: String
        /// The block's prose score: positive for prose, negative for furniture.
        package let score: Double
        /// Where it stands in the tree: `div#main > div.article > p`.
        package let place: String
        package let text: String
    }

    /// One opinion that was weighed.
    package struct Candidate: Sendable, Codable {
        /// `charset`, `container`, `headline`, `date` or `source`.
        package let question: String
        package let answer: String
        /// Where it was found.
        package let origin: String
        package let won: Bool
    }

    /// One of the source's own rules.
    package struct Rule: Sendable, Codable {
        /// `body`, `title`, `drop`, …
        package let part: String
        package let selector: String
        /// Elements that it matches on this page.
        package let matches: Int
    }

    package let rules: [Rule]
    package let candidates: [Candidate]
    package let lines: [Line]

    package var description: String {
        var text = ""
        for rule in rules {
            let found = rule.matches == 0 ? "matches nothing here" : "\(rule.matches) here"
            text += "\(rule.matches == 0 ? "!" : "*") rule \(padded(rule.part, 10)) \(rule.selector)  (\(found))\n"
        }
        for candidate in candidates {
            text += "\(candidate.won ? "*" : " ") \(padded(candidate.question, 10)) \(candidate.answer)"
            text += "  (\(candidate.origin))\n"
        }
        text += "\n"
        for line in lines {
            let score = (line.score * 10).rounded() / 10
            text +=
                "\(line.kept ? "+" : "-") \(padded("\(score)", 7)) \(line.reason)  [\(line.place)]\n    \(line.text)\n"
        }
        return text
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension Explanation: Encodable {
    enum CodingKeys: String, CodingKey { case rules, candidates, lines }
}

extension Extractor {
    /// Reads a page and tells why it reads so. The parameters are those of `read`.
    package func explain(
        _ bytes: [UInt8], at address: WebAddress?, headerCharset: String?, today: Day, utcOffset: Int,
        rules: ExtractionRules = ExtractionRules(), knowing knowledge: SiteKnowledge = .nothing
    ) throws(ExtractionFailure) -> Explanation {
        let page = try PageReading(bytes, headerCharset: headerCharset, rules: rules, knowing: knowledge)
        return Explanation(
            rules: page.ruled.findings.map {
                .init(part: $0.rule.part.rawValue, selector: $0.rule.selector.text, matches: $0.nodes.count)
            },
            candidates: page.charsetCandidates + page.containerCandidates + page.headlineCandidates
                + PublicationFinder(page: page, address: address, today: today, utcOffset: utcOffset, body: [])
                .candidates(),
            lines: page.blocks.blocks.indices.map { page.line(of: $0) })
    }
}

extension PageReading {
    fileprivate var charsetCandidates: [Explanation.Candidate] {
        decoded.candidates.map { candidate in
            let invalid = candidate.invalidSequences.map { ", \($0) invalid sequences" } ?? ", not tried"
            let name = candidate.charset?.name ?? "unknown"
            return .init(
                question: "charset", answer: "\(candidate.label) = \(name)\(invalid)",
                origin: candidate.origin.rawValue, won: candidate.isWinner)
        }
    }

    fileprivate var containerCandidates: [Explanation.Candidate] {
        opinions.map {
            .init(
                question: "container", answer: "\(place(of: $0.node)), \(Int($0.prose)) tokens of prose",
                origin: $0.opinion.rawValue, won: $0.node == choice?.node && $0.opinion == choice?.opinion)
        }
    }

    fileprivate var headlineCandidates: [Explanation.Candidate] {
        headlineOpinions.prefix(6).map {
            .init(
                question: "headline", answer: blocks.string(of: $0.block),
                origin: "\(place(of: Int(blocks.blocks[$0.block].owner))), score \(Int($0.score))",
                won: headline.blocks?.contains($0.block) == true)
        } + [.init(question: "headline", answer: head.title, origin: "title element", won: headline.blocks == nil)]
    }

    fileprivate func line(of index: Int) -> Explanation.Line {
        .init(
            kept: verdicts[index].isKept, reason: verdicts[index].description, score: Double(scores[index].value),
            place: place(of: Int(blocks.blocks[index].owner)), text: blocks.string(of: index))
    }

    /// The last five elements of the way to a node.
    private func place(of node: Int) -> String {
        var names = [name(of: node)]
        for ancestor in tree.ancestors(of: node).prefix(4) where ancestor > 0 { names.append(name(of: ancestor)) }
        return names.reversed().joined(separator: " > ")
    }

    private func name(of node: Int) -> String {
        let id = tree.attribute(.id, of: node).map { "#\($0)" } ?? ""
        let classes = (tree.attribute(.class, of: node) ?? "").split { $0.isWhitespace }.prefix(2).map { ".\($0)" }
        return "\(tree.nodes[node].tag)\(id)\(classes.joined())"
    }
}

extension BlockVerdict: CustomStringConvertible {
    var description: String {
        switch self {
        case .headline: "headline"
        case .body: "article"
        case .outside: "outside the container"
        case .info: "date, source and the like"
        case .furniture(let rule): "furniture: \(rule)"
        case .links: "links"
        case .behindTail(let heading): "behind \(heading)"
        case .repeatsHeadline: "repeats the headline"
        case .aboveHeadline: "above the headline"
        case .dropped(let selector): "rule drop: \(selector)"
        case .kept(let selector): "rule keep: \(selector)"
        case .recurs(let pages?): "site memory: on \(pages) other pages of the site"
        case .recurs(nil): "site memory: dropped when the page was read before"
        }
    }
}
