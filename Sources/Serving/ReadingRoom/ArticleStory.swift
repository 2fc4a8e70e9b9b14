internal import Model

/// What became of a text and of its pages: versions, copies, removals.
struct ArticleStory: Sendable {
    private let id: ArticleID
    private let events: [Event]
    private let reader: Reader

    /// - Parameter history: of the text, in order.
    init(_ id: ArticleID, _ history: [JournalEntry], reader: Reader) {
        self.id = id
        self.reader = reader
        events = history.map(\.event)
    }

    /// The removal that still stands of the page that brought the text.
    var removal: (at: Timestamp, reason: String)? {
        guard let page = events.last(where: { $0.id == id && $0.record != nil })?.url,
            let latest = events.last(where: { $0.url == page && $0.kind.saysWhatThePageShows }),
            case .gone(let reason, _) = latest.kind
        else { return nil }
        return (latest.at, reason)
    }

    /// The version that follows this one; nil where its page shows this one again.
    var later: ArticleID? {
        guard
            let next = events.lastIndex(where: { event in
                switch event.kind {
                case .revision(let previous, _, _), .reextracted(let previous, _): previous == id && event.id != id
                case .article, .duplicate, .gone, .back, .attachment: false
                }
            })
        else { return nil }
        let isBack = events[next...].contains { $0.url == events[next].url && $0.isCopy(of: id) }
        return isBack ? nil : events[next].id
    }

    /// What other pages carry; a page that shows its earlier text again is no copy.
    private var copies: [Event] {
        let own = Set(events.filter { $0.record != nil }.map(\.url))
        return events.filter { $0.isCopy(of: id) && !own.contains($0.url) }
    }

    var markup: Markup {
        let others = events.filter { event in
            if case .duplicate = event.kind { false } else { true }
        }
        return """
            \(copies.isEmpty ? nil : copiesMarkup)
            <section class="side" aria-labelledby="history">
            <h2 id="history">\(reader.words("经过", "History"))</h2>
            <ol class="history">\(others.map(line))</ol>
            </section>
            """
    }

    private var copiesMarkup: Markup {
        let items: [Markup] = copies.prefix(100).map { event in
            guard case .duplicate(_, let copy) = event.kind else { return .empty }
            let name = copy.publisher ?? host(event.url)
            return """
                <li>\(reader.moment(event.at)) <div>\(Markup.outward(event.url, copy.title ?? event.url)) \
                <span class="about">\(name)</span></div></li>
                """
        }
        return """
            <section class="side" aria-labelledby="copies">
            <h2 id="copies">\(reader.words("转载", "Copies")) <small>\(copies.count)</small></h2>
            <ol class="history">\(items)</ol>
            </section>
            """
    }

    private func line(_ event: Event) -> Markup {
        var what: Markup = "\(reader.name(of: event.kind))"
        var more: Markup = .empty
        switch event.kind {
        case .article, .back, .duplicate: break
        case .attachment(let files): more = "\(EventList.cut(files.compactMap(\.name).joined(separator: " ")))"
        case .revision(let previous, let changes, _):
            let count = reader.words(
                "\(changes.count) 处改动", changes.count == 1 ? "1 change" : "\(changes.count) changes")
            let compare: Markup = "<a href=\"/compare/\(event.id.description)\">\(count)</a>"
            let before: Markup =
                "<a href=\"/article/\(previous.description)\">\(reader.words("前一版", "before"))</a>"
            more = previous == event.id ? compare : "\(compare) \(before)"
        case .gone(let reason, let evidence): more = "<code>\(reason)</code> \(EventList.cut(evidence))"
        case .reextracted(let previous, let record):
            more = """
                \(record.extractor) <a href="/article/\(previous.description)">\(reader.words("前一版", "before"))</a>
                """
        }
        if event.id != id { what = "<a href=\"/article/\(event.id.description)\">\(what)</a>" }
        let here: Markup? =
            event.id == id && event.record != nil
            ? "<span class=\"mark plain\">\(reader.words("本文", "this text"))</span>" : nil
        return """
            <li>\(reader.moment(event.at)) <div>\(what) \(here) \(more) \
            <span class="about">\(Markup.outward(event.url, host(event.url)))</span></div></li>
            """
    }

    private func host(_ url: String) -> String { (try? WebAddress(parsing: url))?.host ?? EventList.cut(url) }
}

extension Event {
    fileprivate func isCopy(of id: ArticleID) -> Bool {
        if case .duplicate(let original, _) = kind { original == id } else { false }
    }
}

extension Event.Kind {
    /// Whether it comes of a look at the page, and not of the archive's own work.
    fileprivate var saysWhatThePageShows: Bool {
        switch self {
        case .article, .revision, .duplicate, .gone, .back: true
        case .reextracted, .attachment: false
        }
    }
}
