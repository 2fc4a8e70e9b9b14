package import Fetching
package import Judging
package import Model
package import Storage

/// How a visit to a page ended: the one list of all that can come of it. What is recorded, and when the page is visited
/// next, is for `VisitDecision` to say.
package enum VisitOutcome: Sendable {
    /// It shows an article, which is in the archive.
    case kept(Kept)
    /// It is a copy of another page, under whose address the article is kept.
    case merged(into: String, day: Day, Kept)
    /// The site says that there is no such page: by its status, or in words (`kind` is the wall's then).
    case missing(Absence, String, kind: Wall.Kind?)
    case walled(Wall.Kind, evidence: String, String)
    /// It does not come whole: its end, a further page or its other half is missing.
    case incomplete(String)
    /// Its text has shrunk to a small part, and is not believed at the first look.
    case doubted(String)
    /// It shows no article.
    case noArticle(String, as: LeftOut)
    /// Not read: reading it has ended processes, or took too long.
    case setAside(String)
    /// No answer that says anything about the article.
    case failed(String)
    case disallowed(String)
    /// Not asked, or asked in vain: the site wants its rest.
    case postponed(until: Timestamp, String)
    case calledOff

    package struct Kept: Sendable {
        /// What the archive did with the text.
        package var outcome: Outcome
        /// Under which it is filed.
        package var day: Day
        /// When the text that the page has now was first seen; nil where nobody knows.
        package var since: Timestamp?
        /// What the answer left for the next visit; its URL is that of the article's own page.
        package var visit: Visit
        /// Why files of it did not come, one line each.
        package var lacking: [String] = []
    }

    /// One line for a person: why there is no article; nil where there is one.
    package var reason: String? {
        switch self {
        case .kept, .merged: nil
        case .missing(_, let reason, _), .walled(_, _, let reason), .incomplete(let reason), .doubted(let reason),
            .noArticle(let reason, _), .setAside(let reason), .failed(let reason), .disallowed(let reason),
            .postponed(_, let reason):
            reason
        case .calledOff: "stopped before it was done"
        }
    }
}
