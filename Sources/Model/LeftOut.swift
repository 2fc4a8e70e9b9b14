/// Why a page that a list, feed or sitemap offered is no event, and will not become one by itself.
///
/// | reason | the link or its page |
/// |---|---|
/// | `trap` | looks like one of a generator's that has no end (`AddressTrap`): it was never asked for |
/// | `disallowed` | robots.txt does not allow it |
/// | `file-type` | is no page but a PDF, a picture, a stylesheet, … |
/// | `too-large` | has more bytes than `fetch.max_body` |
/// | `unreadable` | has no address, is empty, or cannot be decoded |
/// | `no-article` | is a page without an article: a list, a form, a home page |
/// | `wall` | showed a wall in its place: a login, a challenge, an error page |
/// | `missing` | answered 404 or 410, or said so in words, until the tries were used up |
/// | `failed` | gave no whole answer until the tries were used up |
/// | `reader-died` | ended two processes that read it: it waits for the next version |
package enum LeftOut: String, Hashable, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    case trap, disallowed, unreadable, wall, missing, failed
    case fileType = "file-type"
    case tooLarge = "too-large"
    case noArticle = "no-article"
    case readerDied = "reader-died"
}
