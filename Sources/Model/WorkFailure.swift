/// A failure of our own, or of this machine. It says nothing about the page in hand: every other would meet it too.
///
/// What a page or its site is at fault for is no error but an answer: `Fetched`, `Reading`, `VisitOutcome`.
package enum WorkFailure: Error, Hashable, Sendable {
    /// Another process keeps the archive or the database for too long.
    case busy(String)
    /// The archive or the database cannot take anything.
    case storage(String)
    /// The work was called off.
    case cancelled
}

extension WorkFailure: CustomStringConvertible {
    /// One line for a person.
    package var description: String {
        switch self {
        case .busy(let reason), .storage(let reason): reason
        case .cancelled: "stopped before it was done"
        }
    }
}

/// What the archive did with an article.
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
