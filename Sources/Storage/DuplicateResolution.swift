package import Model

/// What a draft is in the light of everything published before it.
///
/// | draft | text known | its URL shows | becomes |
/// |---|---|---|---|
/// | a text | no | nothing yet | `article` (a re-extraction stays one) |
/// | a text | no | another text | `revision` of that (a re-extraction stays one) |
/// | a text | yes | this text | unchanged; `back` if the URL was gone |
/// | `revision` of its own id | yes | this text | `revision`: another headline, date, attachment, sign |
/// | a text, or `duplicate` | yes | nothing yet, or another text | `duplicate` |
/// | `duplicate` | yes | this text | unchanged; `back` if the URL was gone |
/// | `duplicate` | no | | a failure: the caller must not throw its text away |
/// | `gone` | | a text | `gone`; unchanged if it is gone already |
/// | `back` | | a text, and is gone | `back`; unchanged if it is not gone |
/// | `gone`, `back` | | nothing yet | a failure |
/// | `attachment` | yes | | `attachment` |
/// | `attachment` | no | | a failure |
package enum DuplicateResolution: Hashable, Sendable {
    case event(ArticleID, Event.Kind)
    case unchanged(ArticleID)

    /// - Parameters:
    ///   - isKnown: Whether the draft's text is in the archive.
    ///   - page: What the draft's URL showed last; nil for a new URL.
    /// - Throws: `StorageFailure.unknown`, by the table.
    package init(of draft: EventDraft, isKnown: Bool, page: PageState?) throws(StorageFailure) {
        switch draft.kind {
        case .article(let record):
            self = DuplicateResolution.text(draft, record, changes: [], revises: nil, isKnown, page)
        case .revision(let previous, let changes, let record):
            self = DuplicateResolution.text(draft, record, changes: changes, revises: previous, isKnown, page)
        case .reextracted(_, let record):
            self =
                isKnown
                ? DuplicateResolution.known(draft, Reprint(of: record), page) : .event(draft.id, draft.kind)
        case .duplicate(_, let reprint):
            guard isKnown else { throw .unknown("article \(draft.id), of which \(draft.url) is to be a duplicate") }
            self = DuplicateResolution.known(draft, reprint, page)
        case .attachment:
            guard isKnown else { throw .unknown("article \(draft.id), of which attachments have come") }
            self = .event(draft.id, draft.kind)
        case .gone, .back:
            guard let page else { throw .unknown("the URL \(draft.url)") }
            if case .gone = draft.kind {
                self = page.gone == nil ? .event(page.article, draft.kind) : .unchanged(page.article)
            } else {
                self = page.gone == nil ? .unchanged(page.article) : .event(page.article, .back)
            }
        }
    }

    private static func text(
        _ draft: EventDraft, _ record: ArticleRecord, changes: [Change], revises: ArticleID?, _ isKnown: Bool,
        _ page: PageState?
    ) -> DuplicateResolution {
        if isKnown {
            if revises == draft.id, page?.article == draft.id { return .event(draft.id, draft.kind) }
            return known(draft, Reprint(of: record), page)
        }
        guard let page else { return .event(draft.id, .article(record)) }
        // Changes against another text than the one that is now there would be wrong.
        let changes = revises == page.article ? changes : []
        return .event(draft.id, .revision(of: page.article, changes: changes, record))
    }

    private static func known(_ draft: EventDraft, _ reprint: Reprint, _ page: PageState?) -> DuplicateResolution {
        guard let page, page.article == draft.id else {
            return .event(draft.id, .duplicate(of: draft.id, reprint))
        }
        return page.gone == nil ? .unchanged(draft.id) : .event(draft.id, .back)
    }
}

extension Reprint {
    /// What is kept of a text that turned out to be known.
    init(of record: ArticleRecord) {
        self.init(title: record.metadata.title, publisher: record.metadata.publisher, date: record.metadata.date)
    }
}
