internal import Model

/// A page's own part, before it is put into the frame that all share.
struct RoomPage: Sendable {
    let title: String
    /// Where the navigation stands; nil: nowhere.
    var section: Section?
    /// Of the text shown, where it is not the reader's language.
    let content: Markup
    /// More of the head, such as links to feeds.
    var head: Markup = .empty

    enum Section: CaseIterable, Sendable { case today, calendar, search, topics, sources, removed, operations }
}

/// What every page of the reading room has around its own part.
enum PageFrame {
    static func document(_ page: RoomPage, _ reader: Reader) -> Markup {
        let other: Language = reader.language == .chinese ? .english : .chinese
        return """
            <!doctype html>
            <html lang="\(reader.language.tag)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(page.title) · \(reader.words("邸报", "dibao"))</title>
            <link rel="stylesheet" href="/room.css">
            <link rel="icon" href="/room.svg" type="image/svg+xml">
            <script src="/room.js" defer></script>
            \(page.head)
            </head>
            <body>
            <a class="skip" href="#main">\(reader.words("跳到正文", "Skip to content"))</a>
            <header class="top">
            <a class="brand" href="/"><span lang="zh-Hans">邸报</span> <small>dibao</small></a>
            <nav aria-label="\(reader.words("主导航", "Main"))"><ul>\(links(page, reader))</ul></nav>
            \(page.section == .search ? nil : find(reader))
            <a class="switch" href="\(reader.address(in: other))" hreflang="\(other.tag)" lang="\(other.tag)">\
            \(other == .chinese ? "中文" : "English")</a>
            </header>
            <main id="main" tabindex="-1">
            \(page.content)
            </main>
            <footer><p>\(reader.words("时间为北京时间。文字归其作者；此处只存档。", "Times are Beijing's. Texts belong to their authors; this is an archive."))
            <a href="/api/v1/events">JSON</a></p></footer>
            </body>
            </html>

            """
    }

    /// The search form that every page has, but for those that are one.
    private static func find(_ reader: Reader) -> Markup {
        """
        <form class="find" role="search" action="/search"><input type="search" name="q" required \
        aria-label="\(reader.words("检索", "Search"))" placeholder="\(reader.words("检索", "Search"))">\
        <button>\(reader.words("检索", "Search"))</button></form>
        """
    }

    private static func links(_ page: RoomPage, _ reader: Reader) -> [Markup] {
        RoomPage.Section.allCases.map { section in
            let (address, name) = link(section, reader)
            let current: Markup = section == page.section ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(address)\"\(current)>\(name)</a></li>"
        }
    }

    private static func link(_ section: RoomPage.Section, _ reader: Reader) -> (String, String) {
        switch section {
        case .today: ("/", reader.words("今日", "Today"))
        case .calendar: ("/calendar", reader.words("日历", "Calendar"))
        case .search: ("/search", reader.words("检索", "Search"))
        case .topics: ("/topics", reader.words("专题", "Topics"))
        case .operations: ("/operations", reader.words("运行", "Operations"))
        case .sources: ("/sources", reader.words("来源", "Sources"))
        case .removed: ("/removed", reader.words("撤下", "Removed"))
        }
    }
}
