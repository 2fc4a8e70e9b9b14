import Model
import Testing

@testable import Extraction

/// How many lines of texts are lost to a label or a wording, and how many lines of pages are kept in texts: each line of
/// the folder `Lines` at each place of a text, in pages of several systems.
@Suite struct LineCorpusTests {
    /// At the most one in so many.
    private static let bounds = (lost: 500, kept: 200)

    private let corpus = LineCorpus.standard
    private static let prose = [
        "三月的青石山上，护林员每天清早就出门，沿着防火道走上二十多里，把沿途的情况一一记在本子上。",
        "入春以来，全市气温回升快，降水偏少，林区可燃物干燥，防火形势比往年严峻，各镇都增派了人手。",
        "据介绍，市里今年新建了三座瞭望塔，更新了两支专业队伍的装备，火情从发现到处置的时间缩短了一半。",
        "家住南坪镇的老杨说，过去清明上坟都要烧纸放炮，现在大家习惯了献一束花，山上的火灾少多了。",
        "下一步，市林业部门将继续加强宣传，严格管理野外用火，确保人民群众生命财产和森林资源安全。",
        "同时，各中小学校将开展一次主题班会，让孩子们把防火知识带回家，带动更多的家庭参与进来。",
    ]
    private static let title = "青石山下的一个春天"
    private static let info = [
        "发布时间：2024-03-05 来源：市应急局", "2024-03-05 10:20　来源：青石日报　浏览次数：<span>12</span>",
        "<span>来源：青石日报</span> <span>发布日期：2024-03-05</span> <span>字号：<a href='#'>大</a> <a href='#'>小</a></span>",
        "<span>发布者：管理员</span> <span>发布时间：2024-03-05</span>",
    ]

    /// Outcome of pages: how many lines were looked for, and the cases that went wrong.
    private struct Tally: Sendable {
        var count = 0
        var wrong: [String] = []

        mutating func add(_ other: Tally) {
            count += other.count
            wrong += other.wrong
        }

        func tell(_ lines: String, _ fate: String) {
            print((["\(lines): \(wrong.count) of \(count) \(fate)"] + wrong).joined(separator: "\n"))
        }
    }

    @Test func linesOfTextsStay() async {
        let tally = await total(corpus.kinds.indices.map { kind in { stay(kind) } })
        tally.tell("lines that must stay", "lost")
        #expect(corpus.kinds.reduce(0) { $0 + $1.lines.count } >= 400)
        #expect(tally.wrong.count * Self.bounds.lost <= tally.count)
    }

    @Test func linesOfPagesGo() async {
        let tally = await total(corpus.leaving.indices.map { line in { go(line) } })
        tally.tell("lines that must go", "kept")
        #expect(tally.wrong.count * Self.bounds.kept <= tally.count)
    }

    private func total(_ parts: [@Sendable () -> Tally]) async -> Tally {
        await withTaskGroup(of: Tally.self) { group in
            for part in parts { group.addTask { part() } }
            var tally = Tally()
            for await part in group { tally.add(part) }
            return tally
        }
    }

    /// Every line of the kind, at five places, among prose and among its like.
    private func stay(_ kind: Int) -> Tally {
        var tally = Tally()
        let lines = corpus.kinds[kind].lines
        for (index, line) in lines.enumerated() {
            for place in 0..<5 where !(line.isNeverLast && place == 4) {
                for isAmongProse in [true, false] where !(isAmongProse && line.isOwnKindOnly) {
                    let turn = index * 7 + place * 3 + (isAmongProse ? 0 : 1) + kind
                    let others =
                        isAmongProse ? Self.prose : (1...7).map { lines[(index + $0) % lines.count] }.map(\.text)
                    check(line, at: place, among: others, turn, &tally)
                }
            }
        }
        return tally
    }

    private func check(
        _ line: LineCorpus.Line, at place: Int, among others: [String], _ turn: Int, _ tally: inout Tally
    ) {
        let shell = corpus.shells[turn % corpus.shells.count]
        let markup = line.isRow ? .rows : LineMarkup.allCases[turn / 2 % LineMarkup.allCases.count]
        var texts = others.filter { !$0.contains(" | ") && $0 != line.text }
        while texts.count < 5 { texts.append(Self.prose[texts.count]) }
        let position = [0, 1, 3, texts.count - 1, texts.count][place]
        let (body, expected): (String, String)
        if line.isRow {
            let neighbours = others.filter { $0.contains(" | ") }.prefix(3).map { $0.components(" | ") }
            var rows = neighbours.count > 1 ? Array(neighbours) : [["甲", "乙"], ["丙", "丁"], ["戊", "己"]]
            rows.insert(line.cells, at: min(place, rows.count))
            var parts = texts.prefix(4).map { "<p>\(LineCorpus.markup(of: $0))</p>" }
            parts.insert(LineMarkup.table(rows), at: [0, 1, 2, 3, 4][place])
            body = parts.joined()
            expected = line.cells.map(finish).joined(separator: "\t")
        } else {
            texts.insert(line.text, at: position)
            body = markup.text(texts)
            expected = markup == .rows ? "\(position + 1)\t\(line.finished)" : line.finished
        }
        let page = shell.page(title: Self.title, info: Self.info[turn % Self.info.count], body: body)
        tally.count += 1
        let found = (try? read(page))?.body ?? []  // no article is a lost line
        if !found.contains(expected) {
            tally.wrong.append("lost at \(place) in \(shell.name), \(markup): \(line.text)")
        }
    }

    /// The line in every page, below a text of prose and below one of labels.
    private func go(_ index: Int) -> Tally {
        var tally = Tally()
        let (place, markup) = corpus.leaving[index]
        // Half of the pages for each text.
        for (number, shell) in corpus.shells.enumerated() {
            for isProse in [(index + number).isMultiple(of: 2)] {
                let turn = index + number
                let kinds = corpus.kinds.filter { !["表格", "大事记", "答记者问"].contains($0.name) }
                let kind = kinds[turn % kinds.count].lines.filter { !$0.isRow && !$0.isOwnKindOnly && !$0.isNeverLast }
                let texts = isProse ? Self.prose : Array(Self.prose.prefix(2)) + kind.prefix(6).map(\.text)
                let style = [LineMarkup.paragraphs, .indented, .boxes, .breaks][turn / 3 % 4]
                var parts = [style.text(Array(texts.prefix(2))), style.text(Array(texts.dropFirst(2)))]
                var info = Self.info[turn % Self.info.count]
                switch place {
                case .info: info = markup
                case .top: parts.insert(markup, at: 0)
                case .inside: parts.insert(markup, at: 1)
                case .bottom: parts.append(markup)
                case .glued: parts = [style.text(texts + [Self.prose[5] + markup])]
                case .behind: break
                }
                let page = shell.page(
                    title: Self.title, info: info, body: parts.joined(), behind: place == .behind ? markup : "")
                let found = (try? read(page))?.body ?? []  // no article keeps nothing
                for line in lines(markup).map(finish) {
                    tally.count += 1
                    guard found.contains(where: { isIn($0, line) }) else { continue }
                    tally.wrong.append("kept in \(shell.name), \(place), \(isProse ? "prose" : "labels"): \(line)")
                }
            }
        }
        return tally
    }

    private func isIn(_ text: String, _ line: String) -> Bool {
        line.count < 4 ? text == line : text.contains(line)
    }
}
