internal import Model

/// `<a href="…">text</a>`.
func link(_ path: String, _ text: String, attributes: String = "") -> String {
    "<a href=\"\(path)\"\(attributes)>\(text)</a>"
}

/// Links to columns that the sample does not have: chrome, as every real page is full of it.
func columnLinks(_ names: String, under path: String, wrap: (String) -> String = { $0 }) -> String {
    names.split(separator: " ").enumerated().map { wrap(link("\(path)\($0.offset + 1)/", String($0.element))) }.joined()
}

/// The paragraphs in order, runs of `a|b|c` lines gathered into tables.
enum TextBlock: Hashable, Sendable {
    case paragraph(String)
    /// Rows of cells.
    case table([[String]])

    static func blocks(of paragraphs: [String]) -> [TextBlock] {
        var blocks: [TextBlock] = []
        for line in paragraphs {
            guard line.contains("|") else {
                blocks.append(.paragraph(line))
                continue
            }
            let row = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            if case .table(let rows)? = blocks.last {
                blocks[blocks.count - 1] = .table(rows + [row])
            } else {
                blocks.append(.table([row]))
            }
        }
        return blocks
    }

    /// - Parameter paragraph: the mark-up around one paragraph.
    func html(_ paragraph: (String) -> String) -> String {
        switch self {
        case .paragraph(let text): paragraph(text)
        case .table(let rows):
            "<table border=\"1\" cellspacing=\"0\">\n"
                + rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>\n" }.joined() + "</table>\n"
        }
    }
}

extension Day {
    /// `20260601`.
    var compact: String { "\(zeroPadded(year, to: 4))\(zeroPadded(month, to: 2))\(zeroPadded(day, to: 2))" }

    /// `202606`.
    var compactMonth: String { "\(zeroPadded(year, to: 4))\(zeroPadded(month, to: 2))" }

    /// `2026年06月01日`.
    var inChinese: String { "\(zeroPadded(year, to: 4))年\(zeroPadded(month, to: 2))月\(zeroPadded(day, to: 2))日" }

    /// The day `days` before; this one where the calendar has none.
    func before(_ days: Int) -> Day { adding(days: -days) ?? self }
}

/// A `urlset` of a site's pages.
///
/// Source: sitemaps.org, protocol 0.9.
func sitemap(of pages: [(path: String, modified: Day)]) -> String {
    let entries = pages.map {
        "<url><loc>\(SampleResource.originMark)\($0.path)</loc><lastmod>\($0.modified)</lastmod></url>\n"
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        \(entries.joined())</urlset>

        """
}

/// A site's robots.txt.
///
/// Source: RFC 9309; `Crawl-delay`, in seconds, is a custom that came before it.
func robots(disallow: String, crawlDelay: Int, sitemap path: String? = nil, modified: Day) -> SampleResource {
    var text = "User-agent: *\nDisallow: \(disallow)\nCrawl-delay: \(crawlDelay)\n"
    if let path { text += "\nSitemap: \(SampleResource.originMark)\(path)\n" }
    return SampleResource(content: .text(text, type: "text/plain", charset: .utf8), modified: modified)
}
