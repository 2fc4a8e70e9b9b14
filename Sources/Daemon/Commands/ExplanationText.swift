internal import Model

/// `dibao extract --explain`, for people: what was decided about the page, then its blocks in reading order.
struct ExplanationText {
    let explanation: Explanation
    let name: String
    /// Lines are cut to it; nil leaves them whole, as for a file or a pager.
    let columns: Int?

    var text: String { heading + decisions + "\n" + blocks }

    private var heading: String {
        let kept = explanation.blocks.count(where: \.kept)
        let agreement = Int((explanation.confidence * 100).rounded())
        return "\(oneLine(name)): \(kept) of \(explanation.blocks.count) blocks kept, confidence \(agreement)%\n\n"
    }

    /// A line a candidate, winners marked `+`, and one for each of the source's rules.
    private var decisions: String {
        var rows: [[String]] = []
        for question in Explanation.Candidate.Question.allCases {
            // The sort keeps the order of equals: winners first, then as they were weighed.
            let candidates = explanation.candidates.filter { $0.question == question }
            for candidate in candidates.filter(\.won) + candidates.filter({ !$0.won }) {
                rows.append([
                    isContinued(rows, question) ? "" : question.rawValue,
                    candidate.won ? "+" : "-", answer(candidate), detail(candidate),
                ])
            }
        }
        for (index, rule) in explanation.rules.enumerated() {
            let found =
                rule.matches == 0
                ? "matches nothing here" : rule.matches == 1 ? "1 element" : "\(rule.matches) elements"
            rows.append([
                index == 0 ? "rules" : "", rule.matches == 0 ? "!" : "+", "\(rule.part) = \"\(rule.selector)\"", found,
            ])
        }
        return aligned(rows)
    }

    private func isContinued(_ rows: [[String]], _ question: Explanation.Candidate.Question) -> Bool {
        rows.last { !$0[0].isEmpty }?[0] == question.rawValue
    }

    private func answer(_ candidate: Explanation.Candidate) -> String {
        switch candidate.question {
        case .container: nearest(candidate.answer.split(separator: " > ").map(String.init))
        default: shortened(oneLine(candidate.answer), toColumns: 48)
        }
    }

    private func detail(_ candidate: Explanation.Candidate) -> String {
        let origin =
            candidate.question == .headline
            ? nearest(candidate.origin.split(separator: " > ").map(String.init)) : candidate.origin
        let score = candidate.score.map { candidate.note == nil ? "score \(number($0))" : number($0) }
        let rest = [score, candidate.note].compactMap { $0 }.joined(separator: " ")
        return [origin, rest].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// Blocks under the place that they share; each with mark, score, text and what decided.
    private var blocks: String {
        var lines: [String] = []
        var place: [String]?
        for block in explanation.blocks {
            if block.place != place {
                lines.append(cut(oneLine(nearest(block.place, 5))))
                place = block.place
            }
            let score = number(block.score)
            let blanks = String(repeating: " ", count: max(0, 7 - score.count))
            lines.append(
                cut("  \(block.kept ? "+" : "-")\(blanks)\(score)  [\(oneLine(block.reason))] \(oneLine(block.text))"))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func nearest(_ place: [String], _ count: Int = 3) -> String {
        (place.count > count ? ["…"] : []).joined() + (place.count > count ? " > " : "")
            + place.suffix(count).joined(separator: " > ")
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    private func aligned(_ rows: [[String]]) -> String {
        var table = TextTable(["", "", "", ""].map { TextTable.Column(title: $0) })
        for row in rows { table.add(row) }
        return table.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
            .map { cut(String($0)) + "\n" }.joined()
    }

    private func cut(_ line: String) -> String { columns.map { shortened(line, toColumns: $0) } ?? line }
}
