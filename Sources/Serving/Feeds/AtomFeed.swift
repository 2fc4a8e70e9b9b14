internal import Model

/// A feed as Atom.
///
/// Source: RFC 4287.
struct AtomFeed {
    let feed: Feed

    var text: String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>\(HTML.escaped(feed.address))</id>
        <title>\(HTML.escaped(feed.title))</title>
        <updated>\(feed.updated)</updated>
        <generator>dibao</generator>
        <link rel="self" type="application/atom+xml" href="\(HTML.escaped(feed.address))"/>
        <link rel="alternate" type="text/html" href="\(HTML.escaped(feed.home))"/>
        \(feed.entries.map(entry).joined())</feed>

        """
    }

    private func entry(_ entry: Feed.Entry) -> String {
        let published = entry.published.map { "<published>\(HTML.escaped($0))</published>\n" } ?? ""
        let authors = entry.authors.map { "<author><name>\(HTML.escaped($0))</name></author>\n" }.joined()
        let topics = entry.topics.map { "<category term=\"\(HTML.escaped($0))\"/>\n" }.joined()
        // Markup in the text of an element is escaped once more.
        let markup = entry.paragraphs.map { "<p>\(HTML.escaped($0))</p>" }.joined()
        return """
            <entry>
            <id>urn:dibao:\(entry.id)</id>
            <title>\(HTML.escaped(entry.title))</title>
            <link rel="alternate" type="text/html" href="\(HTML.escaped(entry.url))"/>
            <updated>\(entry.updated)</updated>
            \(published)\(authors)\(topics)<content type="html">\(HTML.escaped(markup))</content>
            </entry>

            """
    }
}
