internal import Model
internal import Storage

/// Why a kept page reads as it does: its response read again, with every block and every lost candidate.
struct ExplainPage: Sendable {
    let room: ReadingRoom

    private static let id = Parameter.articleID
    private static let mostBlocks = 1500
    private static let mostCharacters = 300

    var endpoint: Endpoint {
        room.page(
            "/article/{id}/explain", "Why an article reads as it does: block by block, and what lost.",
            [Self.id.declaration], make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        guard let id = inquiry.value(Self.id), let article = try await room.holdings.catalogue.article(id) else {
            throw Problem(404, "not-found", reader.words("没有这个编号的文章。", "There is no article of this id."))
        }
        guard let explanation = try await room.holdings.explain(article) else {
            throw Problem(
                404, "no-capture",
                reader.words("这篇的原始响应没有保存，无法说明。", "The response of this article was not kept: nothing to explain."))
        }
        let title = reader.words("为何这样读", "Why it reads so")
        let percent = reader.percent(explanation.confidence)
        let kept = explanation.blocks.count(where: \.kept)
        return RoomPage(
            title: title,
            content: """
                <h1>\(title)</h1>
                <p class="lead"><a lang="zh" href="/article/\(id.description)">\
                \(article.record.metadata.title ?? article.entry.event.url)</a></p>
                <p class="about">\(reader.words("\(explanation.blocks.count) 块中保留 \(kept) 块，可信度 \(percent)", "\(kept) of \(explanation.blocks.count) blocks kept, confidence \(percent)"))</p>
                \(candidates(explanation, reader))
                \(rules(explanation, reader))
                \(blocks(explanation, reader))
                """)
    }

    private func candidates(_ explanation: Explanation, _ reader: Reader) -> Markup {
        let rows: [Markup] = Explanation.Candidate.Question.allCases.flatMap { question in
            let all = explanation.candidates.filter { $0.question == question }
            return (all.filter(\.won) + all.filter { !$0.won }).map { candidate in
                let score = candidate.score.map { "\((($0 * 10).rounded() / 10))" }
                let note = candidate.note.map { words($0, reader) }
                let why = [score, note].compactMap(\.self).joined(separator: " ")
                return """
                    <tr class="\(candidate.won ? "kept" : "dropped")"><th scope="row">\(name(question, reader))</th>\
                    <td>\(verdict(candidate.won, reader))</td><td lang="zh">\(cut(candidate.answer))</td>\
                    <td>\(cut(words(candidate.origin, reader)))</td><td>\(cut(why))</td></tr>

                    """ as Markup
            }
        }
        return """
            <h2>\(reader.words("各项判断", "Decisions"))</h2>
            <div class="wide" tabindex="0"><table class="explain"><thead><tr>
            <th scope="col">\(reader.words("问题", "Question"))</th><th scope="col">\(reader.words("结果", "Result"))</th>
            <th scope="col">\(reader.words("答案", "Answer"))</th><th scope="col">\(reader.words("出处", "Found in"))</th>
            <th scope="col">\(reader.words("依据", "Score"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func rules(_ explanation: Explanation, _ reader: Reader) -> Markup? {
        guard !explanation.rules.isEmpty else { return nil }
        let items: [Markup] = explanation.rules.map { rule in
            """
            <li><code>\(rule.part) = "\(cut(rule.selector))"</code>: \
            \(reader.words("命中 \(rule.matches) 处", rule.matches == 1 ? "1 element" : "\(rule.matches) elements"))</li>
            """
        }
        return "<h2>\(reader.words("来源规则", "The source's rules"))</h2><ul>\(items)</ul>"
    }

    private func blocks(_ explanation: Explanation, _ reader: Reader) -> Markup {
        var place: [String] = []
        let rows: [Markup] = explanation.blocks.prefix(Self.mostBlocks).map { block in
            let isElsewhere = block.place != place
            place = block.place
            let heading: Markup? =
                isElsewhere
                ? """
                <tr class="place"><th colspan="4" scope="rowgroup"><code>\(cut(block.place.suffix(5).joined(separator: " > ")))</code></th></tr>

                """ : nil
            return """
                \(heading)<tr class="\(block.kept ? "kept" : "dropped")"><td>\(verdict(block.kept, reader))</td>\
                <td class="number">\("\(block.score)")</td><td>\(cut(words(block.reason, reader)))</td>\
                <td lang="zh">\(cut(block.text))</td></tr>

                """
        }
        let rest = explanation.blocks.count - rows.count
        let more: Markup = "<p>\(reader.words("另有 \(rest) 块", "\(rest) more blocks"))</p>"
        return """
            <h2>\(reader.words("逐块", "Block by block"))</h2>
            <div class="wide" tabindex="0"><table class="explain"><thead><tr>
            <th scope="col">\(reader.words("结果", "Result"))</th>
            <th scope="col" class="number">\(reader.words("分数", "Score"))</th>
            <th scope="col">\(reader.words("依据", "Reason"))</th>
            <th scope="col">\(reader.words("文字", "Text"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            \(rest > 0 ? more : nil)
            """
    }

    private func verdict(_ isKept: Bool, _ reader: Reader) -> Markup {
        isKept
            ? "<span class=\"mark back\">\(reader.words("取", "kept"))</span>"
            : "<span class=\"mark plain\">\(reader.words("舍", "dropped"))</span>"
    }

    private func name(_ question: Explanation.Candidate.Question, _ reader: Reader) -> String {
        switch question {
        case .charset: reader.words("编码", "charset")
        case .container: reader.words("正文位置", "container")
        case .headline: reader.words("标题", "headline")
        case .date: reader.words("日期", "date")
        case .source: reader.words("来源", "source")
        }
    }

    /// What an explanation says, in the reader's language as far as there are words for it.
    private func words(_ text: String, _ reader: Reader) -> String {
        reader.language == .chinese ? Phrasebook.chinese.translation(of: text) ?? text : text
    }

    private func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(Self.mostCharacters + 1)
        guard scalars.count > Self.mostCharacters else { return text }
        return String(String.UnicodeScalarView(scalars.dropLast())) + "…"
    }
}
