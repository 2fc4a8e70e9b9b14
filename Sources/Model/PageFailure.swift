/// Why a page's life ended before its article was kept: a case for each thing that can be done about it.
///
/// Every case carries one line for a person: what happened, where, what to do.
package enum PageFailure: Error, Hashable, Sendable {
    /// The site or the way to it is in trouble: the same request may succeed later.
    case later(String)
    /// The site says that there is no such page (404, 410).
    case gone(status: Int, String)
    /// The site, or our own rules, do not allow it; asking again will not help.
    case refused(String)
    /// What came holds no article that can be read; `as` says what it is.
    case unreadable(String, as: LeftOut = .unreadable)
    /// Another process keeps the archive or the database for too long.
    case busy(String)
    /// The archive or the database cannot take anything: every other page would fail in the same way.
    case storage(String)
    /// The work was called off.
    case cancelled
}

extension PageFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .later(let reason), .gone(_, let reason), .refused(let reason), .unreadable(let reason, _),
            .busy(let reason),
            .storage(let reason):
            reason
        case .cancelled: "cancelled"
        }
    }
}

/// How a page's life ended well.
package enum Outcome: Hashable, Sendable {
    /// Something about it is new, and the journal says what.
    case published(Event)
    /// It shows the text that it showed before.
    case unchanged(ArticleID)

    /// The text that the page shows.
    package var id: ArticleID {
        switch self {
        case .published(let event): event.id
        case .unchanged(let id): id
        }
    }
}
