internal import Model
internal import Storage

/// Events and articles as items of a list.
struct EventList: Sendable {
    let reader: Reader
    /// Of sources, by their ids.
    let names: [String: String]

    /// A headline longer than this is cut: lists are to be skimmed.
    private static let titleLimit = 120

    func items(_ happenings: [Happening]) -> Markup {
        "<ol class=\"events\">\(happenings.map(item))</ol>"
    }

    func items(_ articles: [StoredArticle]) -> Markup {
        "<ol class=\"events\">\(articles.map { item(Happening(entry: $0.entry, record: $0.record)) })</ol>"
    }

    private func item(_ happening: Happening) -> Markup {
        let event = happening.entry.event
        let record = happening.record
        var marks: [Markup] = []
        if case .article = event.kind {
        } else {
            marks.append("<span class=\"mark \(className(event.kind))\">\(reader.name(of: event.kind))</span>")
        }
        if record?.metadata.flags?.contains(.lowConfidence) == true {
            marks.append("<span class=\"mark doubt\">\(reader.name(of: Flag.lowConfidence))</span>")
        }
        let publisher = record?.metadata.publisher.map { "<span lang=\"zh\">\(EventList.cut($0))</span>" as Markup }
        let day: Markup? =
            happening.entry.day == reader.today
            ? nil : .time(happening.entry.day.description, happening.entry.day.description)
        return """
            <li>\(reader.moment(event.at)) <div><a class="title" lang="zh" \
            href="\(address(happening))">\(title(event, record))</a>\(marks)\
            <p class="about"><a href="/source/\(PercentEncoding.encoded(event.source))">\(names[event.source] ?? event.source)</a>\
            \(publisher)\(day)</p></div></li>
            """
    }

    private func address(_ happening: Happening) -> String {
        if case .revision = happening.entry.event.kind { return "/compare/\(happening.entry.event.id)" }
        return "/article/\(happening.entry.event.id)"
    }

    private func title(_ event: Event, _ record: ArticleRecord?) -> String {
        if let title = record?.metadata.title { return EventList.cut(title) }
        return EventList.cut(event.url)
    }

    private func className(_ kind: Event.Kind) -> String {
        switch kind {
        case .article, .duplicate, .reextracted, .attachment: "plain"
        case .revision: "revised"
        case .gone: "gone"
        case .back: "back"
        }
    }

    static func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(titleLimit + 1)
        guard scalars.count > titleLimit else { return text }
        return String(String.UnicodeScalarView(scalars.dropLast())) + "…"
    }
}
