internal import Model

/// Collects date, source and names from the lines around the headline, then from the head.
struct PublicationFinder {
    struct Result {
        var date: (date: FoundDate, origin: DateOrigin)?
        var source: String?
        var authors: [String] = []
        var contributors: [String] = []
        var editor: String?
        /// 版次.
        var page: String?
    }

    let page: PageReading
    let address: WebAddress?
    let today: Day
    /// Seconds that the site's clock is ahead of UTC.
    let utcOffset: Int
    /// The article's finished lines.
    let body: [String]
    /// The column that the page belongs to, which is not who published it.
    var column: String?

    func find() -> Result {
        var result = Result()
        let wechat = WeChatProperties(page.tree)
        let lines = visibleLines()
        let ruled = RuledPublication(ruled: page.ruled, tree: page.tree, today: today)
        result.date =
            ruled.date ?? shownDate(lines) ?? statedDate(wechat) ?? lesserDate(lines) ?? signatureDate()
            ?? headlineDate()
        result.date = result.date.map { ($0.date.moved(to: utcOffset), $0.origin) }
        let signed = visibleSource(lines).map(SignedSource.init)
        let shown = ruled.source ?? page.founder.paper ?? signed?.source
        let stated = headSource() ?? closingSource()
        result.source = shown ?? stated ?? page.document.values[.agency] ?? wechat.account ?? PaperName(page).text
        let byline = Byline(body: body)
        let fields = lines.filter { !$0.isSpeech }.flatMap(\.fields)
        let labelled =
            fields.first { $0.label == .author && !$0.value.isEmpty }.map { Byline.names(in: $0.value) } ?? []
        let credits = page.founder.author.map { Byline(credits: $0) } ?? Byline(credits: "")
        let recorded = credits.isEmpty ? page.founder.author.map(Byline.names) ?? [] : credits.authors
        let above = headlineCredits(fields)
        let contributors =
            [byline.contributors, credits.contributors, above.contributors, labelledContributors(fields)]
            .first { !$0.isEmpty } ?? []
        result.contributors = contributors
        // The text tells reporters from correspondents; the label above it names them all.
        let named =
            [ruled.authors, recorded, byline.authors, labelled, above.authors, signed?.authors ?? [], closingAuthors()]
            .map { NoNames.standard.removed(from: $0).filter { !PersonName.isNobody($0) } }
            .first { !$0.isEmpty } ?? []
        result.authors = Array(named.lazy.filter { !contributors.contains($0) }.prefix(PublicationFinder.mostAuthors))
        result.editor = (fields + droppedFields()).first { $0.label == .editor && !$0.value.isEmpty }?.value
        result.page = page.founder.page ?? printedPage(lines + closingLines())
        return result
    }

    private static let mostAuthors = 50

    /// Every date and source that was in sight, for `--explain`.
    func candidates() -> [Explanation.Candidate] {
        let result = find()
        let lines = visibleLines()
        let day = result.date?.date.day
        let ruled = RuledPublication(ruled: page.ruled, tree: page.tree, today: today)
        let visible =
            (ruled.date.map { [($0.date.day, "rule")] } ?? [])
            + lines.flatMap(\.dates).map { ($0.day, "visible line") }
        let others = [
            (recordedDate(), "system's record"), (documentDate(), "document's table"), (headDate(), "meta"),
            (addressDate(), "address"),
        ].compactMap { found, origin in
            found.map { ($0.0.day, origin) }
        }
        var dates: [Explanation.Candidate] = []
        for (found, origin) in visible + others {
            let hasWon = found == day && !dates.contains(where: \.won)
            dates.append(.init(question: .date, answer: "\(found)", origin: origin, won: hasWon))
        }
        let sources = [
            (ruled.source, "rule"), (page.founder.paper, "system's record"), (visibleSource(lines), "visible line"),
            (page.head.first(of: HeadMetadata.source), "meta"), (closingSource(), "closing line"),
            (page.document.values[.agency], "document's table"),
        ]
        var named: [Explanation.Candidate] = []
        for case (let source?, let origin) in sources {
            let hasWon = source == result.source && !named.contains(where: \.won)
            named.append(.init(question: .source, answer: source, origin: origin, won: hasWon))
        }
        return dates + named
    }

    /// Labels in lines that were taken out of the container, such as 责任编辑 below the text.
    private func droppedFields() -> [InfoLineReader.Field] {
        let end = min(page.container.upperBound + 12, page.blocks.blocks.count)
        return (page.container.lowerBound..<end).filter { index in
            guard page.blocks.blocks[index].tokens < 60 else { return false }
            return !page.verdicts[index].isKept
                && InfoLineReader.mayHoldLabels(page.blocks.bytes(of: page.blocks.blocks[index]))
        }.flatMap { InfoLineReader.standard.read(InlineSegments.text(of: $0, in: page.blocks, page.tree)).fields }
    }

    /// `记者：张三 编辑：李四` right below the text, which is no line of it.
    private func closingAuthors() -> [String] {
        guard let last = page.verdicts.lastIndex(where: \.isBody) else { return [] }
        let below = (last + 1)..<min(last + 4, page.blocks.blocks.count)
        let fields = below.filter { page.blocks.blocks[$0].tokens < 60 && page.blocks.blocks[$0].links == 0 }
            .flatMap { InfoLineReader.standard.read(page.blocks.string(of: $0)).fields }
        let named = fields.first { $0.label == .author && !$0.value.isEmpty }.map { Byline.names(in: $0.value) } ?? []
        return named.filter { PersonName.isName(scalars(of: $0)) }
    }

    private func recordedDate() -> (FoundDate, DateOrigin)? {
        guard let text = page.founder.date, let date = DateScanner(scalars(of: text)).dates().first, date.day <= today
        else { return nil }
        return (FoundDate(day: date.day, timeOfDay: nil, range: date.range), .meta)
    }

    private func labelledContributors(_ fields: [InfoLineReader.Field]) -> [String] {
        let named = fields.first { $0.label == .contributor && !$0.value.isEmpty }.map { Byline.names(in: $0.value) }
        return NoNames.standard.removed(from: named ?? [])
    }

    /// `本报记者 王乐文 方 敏`: a line of its own between headline and body, or what stands behind 来源 in its place.
    private func headlineCredits(_ fields: [InfoLineReader.Field]) -> Byline {
        if let field = fields.first(where: { $0.label == .source && Byline.isCredits($0.value) }) {
            return Byline(credits: field.value)
        }
        let firstBody = page.verdicts.firstIndex(where: \.isBody) ?? 0
        guard let headline = page.headline.blocks, headline.upperBound < firstBody else { return Byline(credits: "") }
        let near = headline.upperBound..<min(firstBody, headline.upperBound + 8)
        let line = near.lazy.map { page.blocks.string(of: $0) }.first { Byline.isCredits($0) }
        return Byline(credits: line ?? "")
    }

    /// What the page's head says of the source, where that is one: some systems write the title there, or an address.
    private func headSource() -> String? {
        guard let named = page.head.first(of: HeadMetadata.source) else { return nil }
        let labelled = InfoLineReader.standard.read(named).fields.first { $0.label == .source && !$0.value.isEmpty }?
            .value
        let source = labelled ?? named
        let isTitle = LineSkeleton(source).scalars == LineSkeleton(page.headline.title.joined()).scalars
        return isTitle || isAddress(source) || NoNames.standard.isNoSource(source) ? nil : source
    }

    private func isAddress(_ source: String) -> Bool {
        if source.contains("://") || source.hasPrefix("www.") || source == "http" || source == "https" { return true }
        // mouxian.gov.cn
        let isPlain = source.utf8.allSatisfy { $0 > 0x2C && $0 < 0x80 }
        return isPlain && source.contains(".") && source.last != "."
    }

    /// The article's last lines, where newspapers' sites say when and on which page it was printed.
    private func closingLines() -> [InfoLineReader.Line] {
        body.suffix(2).filter { $0.unicodeScalars.count <= 40 && $0.contains("《") }.map {
            InfoLineReader.standard.read($0)
        }
    }

    /// Lines near the headline, nearest first: below it, then above it; without a headline, above the body.
    private func visibleLines() -> [InfoLineReader.Line] {
        let firstBody = page.verdicts.firstIndex(where: \.isBody) ?? (page.hasArticle ? 0 : page.blocks.blocks.count)
        let headline = page.headline.blocks ?? firstBody..<firstBody
        let below = headline.upperBound..<max(headline.upperBound, min(firstBody + 2, headline.upperBound + 14))
        let above = max(0, headline.lowerBound - 6)..<headline.lowerBound
        var lines: [InfoLineReader.Line] = []
        var carried = ""
        // Without a headline, also lines between the first of the body that were taken out.
        let among =
            page.headline.blocks == nil
            ? (below.upperBound..<max(below.upperBound, min(firstBody + 10, page.blocks.blocks.count)))
                .filter { !page.verdicts[$0].isBody } : []
        for index in Array(below) + among + above.reversed() {
            guard index < page.blocks.blocks.count, !page.document.lines.contains(index),
                page.blocks.blocks[index].tokens < 80
            else { continue }
            if page.verdicts[index].isBody, page.blocks.blocks[index].tokens > 30 { continue }
            let text =
                carried
                + (LabelledCells.line(page.blocks.string(of: index))
                    ?? InlineSegments.text(of: index, in: page.blocks, page.tree))
            if endsInLabel(text), text.count < 20 {
                carried = text + " "
                continue
            }
            carried = ""
            let line = InfoLineReader.standard.read(text)
            let isAbove = index < headline.lowerBound
            if !line.kinds.contains(.clock), !(isAbove && isClock(line, text)) { lines.append(line) }
        }
        return lines
    }

    /// A day with its weekday high on a page is the server's clock, unless a newspaper names its issue so.
    private func isClock(_ line: InfoLineReader.Line, _ text: String) -> Bool {
        guard line.labelledDate == nil, line.fields.isEmpty, !line.dates.isEmpty,
            ["星期", "周", "禮拜", "週"].contains(where: { text.contains($0) })
        else { return false }
        return !["版", "期", "报", "報"].contains { text.replacing("星期", with: "").contains($0) }
            && PaperName(page).text == nil && page.founder.date == nil
    }

    private func endsInLabel(_ text: String) -> Bool {
        text.hasSuffix(":") || text.hasSuffix("：")
    }

    private func visibleDate(_ lines: [InfoLineReader.Line]) -> (FoundDate, DateOrigin)? {
        let labelled = lines.lazy.compactMap(\.labelledDate).first { $0.day <= today }
        let plain = lines.lazy.filter(\.isInfo).compactMap { $0.dates.first }.first { $0.day <= today }
        return (labelled ?? plain).map { ($0, .text) }
    }

    /// When the text was written or the page last changed, where nothing says when it was published.
    private func lesserDate(_ lines: [InfoLineReader.Line]) -> (FoundDate, DateOrigin)? {
        let written = lines.lazy.compactMap(\.writtenDate).first { $0.day <= today } ?? page.document.written
        let updated = lines.lazy.compactMap(\.updatedDate).first { $0.day <= today }
        return [written, updated].lazy.compactMap(\.self).first { $0.day <= today }.map { ($0, .text) }
    }

    /// The date that is shown where readers look for it.
    private func shownDate(_ lines: [InfoLineReader.Line]) -> (FoundDate, DateOrigin)? {
        visibleDate(lines) ?? boxedDate()
    }

    /// The date that the page states beside its text, the best first.
    private func statedDate(_ wechat: WeChatProperties) -> (FoundDate, DateOrigin)? {
        if let date = recordedDate() ?? documentDate() ?? headDate() ?? timeElementDate() ?? footDate()
            ?? addressDate()
        {
            return date
        }
        return wechat.date.map { ($0, .meta) }
    }

    /// `发布日期：2024-03-05` right below the text.
    private func footDate() -> (FoundDate, DateOrigin)? {
        let end = min(page.container.upperBound + 12, page.blocks.blocks.count)
        let last = page.verdicts.lastIndex(where: \.isBody) ?? end
        let lines = (min(last + 1, end)..<end).filter { index in
            page.blocks.blocks[index].tokens < 60 && page.blocks.blocks[index].linkShare < 0.5
        }.map { InfoLineReader.standard.read(InlineSegments.text(of: $0, in: page.blocks, page.tree)) }
        return lines.compactMap(\.labelledDate).first { $0.day <= today }.map { ($0, .text) }
    }

    /// The day beneath the signature or behind it: one of the last lines, with nothing else in it.
    private func signatureDate() -> (FoundDate, DateOrigin)? {
        let days = body.suffix(4).filter { $0.unicodeScalars.count <= 40 }.map { InfoLineReader.standard.read($0) }
            .filter { $0.fields.isEmpty && ($0.rest.isEmpty || $0.rest.count == 1 && PersonName.isOffice($0.rest[0])) }
            .compactMap(\.dates.first)
        return days.last { $0.day <= today }.map { ($0, .text) }
    }

    private func headlineDate() -> (FoundDate, DateOrigin)? {
        let title = scalars(of: page.headline.title.joined(separator: " ")).map(Width.half)
        return DateScanner(title).dates().first { $0.day <= today }.map { ($0, .text) }
    }

    /// `<time datetime="2024-03-04T20:15:00Z">` between headline and text.
    private func timeElementDate() -> (FoundDate, DateOrigin)? {
        guard let first = page.verdicts.firstIndex(where: \.isBody) else { return nil }
        let end = Int(page.blocks.blocks[first].firstNode)
        guard let headline = page.headline.blocks else { return nil }
        let start = max(Int(page.blocks.blocks[headline.lowerBound].firstNode), end - PublicationFinder.nearNodes)
        let text = (start..<max(start, end)).lazy.filter { page.tree.nodes[$0].tag == .time }
            .compactMap { page.tree.attribute(.datetime, of: $0) }.first
        guard let text, let date = DateScanner(scalars(of: text)).dates().first, date.moved(to: utcOffset).day <= today
        else { return nil }
        return (date, .meta)
    }

    private static let nearNodes = 2000

    private func headDate() -> (FoundDate, DateOrigin)? {
        // With a zone of its own the time is a moment, which the site's clock shows otherwise.
        if let moment = page.head.first(of: HeadMetadata.date).flatMap({ Timestamp($0) }) {
            let day = moment.day(offset: utcOffset)
            let time = (moment.secondsSinceEpoch + utcOffset) - day.daysSinceEpoch * 86_400
            return day <= today ? (FoundDate(day: day, timeOfDay: time, range: 0..<0), .meta) : nil
        }
        guard let text = page.head.first(of: HeadMetadata.date),
            let date = DateScanner(scalars(of: text)).dates().first, date.day <= today
        else { return nil }
        return (date, .meta)
    }

    /// A date whose day and month have boxes of their own, beside the headline.
    private func boxedDate() -> (FoundDate, DateOrigin)? {
        let headline = page.headline.blocks ?? 0..<0
        let near = max(0, headline.lowerBound - 6)..<min(headline.upperBound + 6, page.blocks.blocks.count)
        let day = BoxedDate.day(in: near.map { page.blocks.string(of: $0) })
        return day.flatMap { $0 <= today ? (FoundDate(day: $0, timeOfDay: nil, range: 0..<0), .text) : nil }
    }

    private func documentDate() -> (FoundDate, DateOrigin)? {
        page.document.date.flatMap { $0.day <= today ? ($0, .text) : nil }
    }

    /// `/art/2023/6/16/art_1.html`, `/202306/t20230616_1.html`, `/html/2023-06/16/content_1.htm`,
    /// `/202306/05/content_1.html`.
    private func addressDate() -> (FoundDate, DateOrigin)? {
        guard let address else { return nil }
        var path = scalars(of: address.path).map { $0 == 0x2D || $0 == 0x5F ? 0x2F : $0 }
        if let month = path.split(separator: 0x2F).first(where: { $0.count == 6 && $0.starts(with: [0x32, 0x30]) }),
            path.indices.contains(month.endIndex + 2), path[month.endIndex] == 0x2F
        {
            path.insert(0x2F, at: month.startIndex + 4)
        }
        let dates = DateScanner(path).dates().filter { $0.day <= today }
        return dates.last.map { (FoundDate(day: $0.day, timeOfDay: nil, range: $0.range), .url) }
    }

    private func visibleSource(_ lines: [InfoLineReader.Line]) -> String? {
        let fields = lines.flatMap(\.fields).filter { $0.label == .source && !$0.value.isEmpty }
        if let field = fields.first(where: { !NoNames.standard.isNoSource($0.value) && !isAddress($0.value) }) {
            return field.value
        }
        let name = lines.first { $0.isInfo && !$0.dates.isEmpty && $0.rest.contains(where: isName) }?.rest.first(
            where: isName)
        guard let name, name.hasPrefix("《"), name.hasSuffix("》") else { return name }
        return String(name.dropFirst().dropLast())
    }

    /// `本文来源于《南方日报》`, `（来源：南方日报）`: the article's last lines, or the first behind it.
    private func closingSource() -> String? {
        guard let last = page.verdicts.lastIndex(where: \.isBody) else { return nil }
        // A rule may keep what stands outside the container.
        let near = min(max(page.container.lowerBound, last - 1), last)..<min(last + 4, page.blocks.blocks.count)
        let lines = near.filter { page.blocks.blocks[$0].tokens < 40 }.map {
            InfoLineReader.standard.read(page.blocks.string(of: $0))
        }
        // The label begins the line, but for a bracket: 资金来源 is another one.
        let fields = lines.filter { ($0.start ?? 2) < 2 }.compactMap(\.fields.first)
        return fields.first { $0.label == .source && !$0.value.isEmpty }?.value
    }

    /// `《楚州日报》(2018年05月22日 02 版)`: a newspaper's name, its day and a page's number.
    private func printedPage(_ lines: [InfoLineReader.Line]) -> String? {
        let line = lines.first { line in !line.dates.isEmpty && line.rest.contains { $0.hasPrefix("《") } }
        return line.flatMap { PageNumber(in: $0.rest.joined(separator: " "))?.text }
    }

    /// Whether a name is the column's, which is also a paper's where it ends as papers' names do.
    private func isColumn(_ text: String) -> Bool {
        guard let column, LineSkeleton(column).scalars == LineSkeleton(text).scalars else { return false }
        return !PersonName.isOffice(text)
    }

    private func isName(_ text: String) -> Bool {
        let scalars = scalars(of: text)
        let isIssue = text.hasPrefix("星期") || text.hasPrefix("第") && text.hasSuffix("版")
        return !isIssue && scalars.count >= 2 && scalars.count <= 20 && scalars.contains(where: \.isHan)
            && !NoNames.standard.isNoSource(text) && !isColumn(text) && !isAddress(text)
            && ChromeRules.standard.verdict(on: LineSkeleton(text)) == nil
    }
}
