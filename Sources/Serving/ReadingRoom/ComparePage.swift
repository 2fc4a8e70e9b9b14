internal import Model
internal import Storage

/// What a page says otherwise than before, side by side.
struct ComparePage: Sendable {
    let room: ReadingRoom

    private static let id = Parameter.articleID
    private static let mostChanges = 500

    var endpoint: Endpoint {
        room.page(
            "/compare/{id}", "A revision beside the text before it.", [Self.id.declaration], make: page)
    }

    @Sendable private func page(_ inquiry: ValidatedRequest, _ reader: Reader) async throws -> RoomPage {
        guard let id = inquiry.value(Self.id), let article = try await room.holdings.catalogue.article(id) else {
            throw Problem(404, "not-found", reader.words("没有这个编号的文章。", "There is no article of this id."))
        }
        guard case .revision(let previous, let changes, let record) = article.entry.event.kind else {
            throw Problem(
                404, "not-found", reader.words("这篇不是改稿，没有可对照的前一版。", "This text revises no other: nothing to compare."))
        }
        // An edit that left the id as it is has no page of its own for the text before.
        let before: Markup =
            previous == id
            ? "\(reader.words("前一版", "Before"))"
            : "<a href=\"/article/\(previous.description)\">\(reader.words("前一版", "Before"))</a>"
        let rows: [Markup] = changes.prefix(Self.mostChanges).map { row($0, reader) }
        let rest = changes.count - rows.count
        let more: Markup = "<p>\(reader.words("另有 \(rest) 处", "\(rest) more changes"))</p>"
        return RoomPage(
            title: reader.words("改稿对照", "Revision"),
            content: """
                <h1>\(reader.words("改稿对照", "Revision"))</h1>
                <p class="lead"><a lang="zh" href="/article/\(id.description)">\
                \(record.metadata.title ?? article.entry.event.url)</a></p>
                <p class="about">\(reader.moment(article.entry.event.at)) · \
                \(Markup.outward(article.entry.event.url, reader.words("原页面 ↗", "original page ↗")))</p>
                <table class="compare" lang="zh">
                <thead lang="\(reader.language.tag)"><tr>
                <th scope="col">\(before)</th>
                <th scope="col"><a href="/article/\(id.description)">\(reader.words("新版", "After"))</a></th>
                </tr></thead>
                <tbody>\(rows)</tbody></table>
                \(rest > 0 ? more : nil)
                """)
    }

    private func row(_ change: Change, _ reader: Reader) -> Markup {
        let sides = SideBySide(change.before ?? "", change.after ?? "")
        let nothing: Markup = "<span class=\"none\">—</span>"
        return """
            <tr><td class="before">\
            <span class="mark plain" lang="\(reader.language.tag)">\(name(change.kind, reader))</span> \
            \(change.before == nil ? nothing : sides.before)</td>\
            <td class="after">\(change.after == nil ? nothing : sides.after)</td></tr>
            """
    }

    private func name(_ kind: Change.Kind, _ reader: Reader) -> String {
        switch kind {
        case .punctuation: reader.words("标点", "punctuation")
        case .number: reader.words("数字", "number")
        case .name: reader.words("人名地名", "name")
        case .wording: reader.words("措辞", "wording")
        case .added: reader.words("增", "added")
        case .removed: reader.words("删", "removed")
        case .date: reader.words("日期", "date")
        case .publisher: reader.words("来源", "publisher")
        case .attachment: reader.words("附件", "attachment")
        }
    }
}

/// Two wordings of a sentence, with what differs marked: all between their common beginning and their common end.
struct SideBySide: Hashable, Sendable {
    let before: Markup
    let after: Markup

    init(_ before: String, _ after: String) {
        let old = Array(before)
        let new = Array(after)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        func side(_ text: [Character], _ mark: (Markup) -> Markup) -> Markup {
            let middle = String(text[head..<text.count - tail])
            return """
                \(String(text[..<head]))\(middle.isEmpty ? nil : mark("\(middle)"))\(String(text[(text.count - tail)...]))
                """
        }
        self.before = side(old) { "<del>\($0)</del>" }
        self.after = side(new) { "<ins>\($0)</ins>" }
    }
}
