internal import Model

/// Collects date, source and names from the lines around the headline, then from the head.
struct PublicationFinder {
    struct Result {
        var date: (date: FoundDate, origin: DateOrigin)?
        var source: String?
        var authors: [String] = []
        var editor: String?
    }

    let page: PageReading
    let today: Day

    func find() -> Result {
        var result = Result()
        let lines = visibleLines()
        result.date = visibleDate(lines) ?? headDate()
        result.source = visibleSource(lines) ?? page.head.first(of: HeadMetadata.source)
        result.authors = lines.flatMap { $0.fields }.filter { $0.label == .author && !$0.value.isEmpty }.prefix(1)
            .flatMap { $0.value.split(whereSeparator: { "、,，/ ".contains($0) }).map(String.init) }
        result.editor = lines.flatMap { $0.fields }.first { $0.label == .editor && !$0.value.isEmpty }?.value
        return result
    }

    /// Lines near the headline, nearest first: below it, then above it; without a headline, above the body.
    private func visibleLines() -> [InfoLineReader.Line] {
        let firstBody = page.verdicts.firstIndex {
            if case .body = $0 { return true }
            return false
        } ?? 0
        let headline = page.headline.blocks ?? firstBody..<firstBody
        let below = headline.upperBound..<max(headline.upperBound, min(firstBody + 2, headline.upperBound + 14))
        let above = max(0, headline.lowerBound - 6)..<headline.lowerBound
        var lines: [InfoLineReader.Line] = []
        var carried = ""
        for index in Array(below) + above.reversed() {
            guard index < page.blocks.blocks.count, page.blocks.blocks[index].tokens < 80 else { continue }
            if case .body = page.verdicts[index], page.blocks.blocks[index].tokens > 30 { continue }
            let text = carried + InlineSegments.text(of: index, in: page.blocks, page.tree)
            if endsInLabel(text), text.count < 20 {
                carried = text + " "
                continue
            }
            carried = ""
            lines.append(InfoLineReader.standard.read(text))
        }
        return lines
    }

    private func endsInLabel(_ text: String) -> Bool {
        text.hasSuffix(":") || text.hasSuffix("：")
    }

    private func visibleDate(_ lines: [InfoLineReader.Line]) -> (FoundDate, DateOrigin)? {
        let labelled = lines.lazy.compactMap(\.labelledDate).first { $0.day <= today }
        let plain = lines.lazy.filter(\.isInfo).compactMap { $0.dates.first }.first { $0.day <= today }
        return (labelled ?? plain).map { ($0, .text) }
    }

    private func headDate() -> (FoundDate, DateOrigin)? {
        guard let text = page.head.first(of: HeadMetadata.date),
            let date = DateScanner(scalars(of: text)).dates().first, date.day <= today
        else { return nil }
        return (date, .meta)
    }

    private func visibleSource(_ lines: [InfoLineReader.Line]) -> String? {
        if let field = lines.flatMap(\.fields).first(where: { $0.label == .source && !$0.value.isEmpty }) {
            return field.value
        }
        return lines.first { $0.isInfo && !$0.dates.isEmpty && $0.rest.contains(where: isName) }?.rest.first(where: isName)
    }

    private func isName(_ text: String) -> Bool {
        let scalars = scalars(of: text)
        return scalars.count >= 2 && scalars.count <= 20 && scalars.contains(where: \.isHan)
            && ChromeRules.standard.verdict(on: LineSkeleton(text)) == nil
    }
}
