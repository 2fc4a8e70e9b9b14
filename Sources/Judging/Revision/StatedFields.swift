package import Model

/// What a page states beside its text, to be compared with what it stated before.
///
/// | before | now | an edit |
/// |---|---|---|
/// | stated | stated otherwise | yes |
/// | not stated | stated | yes: it completes the record |
/// | stated | not stated | no: a page that shows less now is none |
///
/// Whatever folds two spellings into one says which differences count.
package struct StatedFields: Hashable, Sendable {
    package var title: String?
    /// 引题, title and 副题; nil where nobody noted them.
    package var headline: [String]?
    package var date: Day?
    package var publisher: String?
    /// Their addresses; nil where nobody noted them.
    package var attachments: [String]?

    /// - Parameter metadata: its date counts where the page, or a list that leads to it, says so.
    package init(_ metadata: ArticleMetadata) {
        title = metadata.title
        headline = [metadata.introtitle, metadata.title, metadata.subtitle].compactMap(\.self)
        date = metadata.dateFrom == .fetched ? nil : metadata.date
        publisher = metadata.publisher
        attachments = (metadata.attachments ?? []).map(\.url)
    }

    /// What is kept of a copy.
    package init(_ reprint: Reprint) {
        title = reprint.title
        headline = nil
        date = reprint.date
        publisher = reprint.publisher
        attachments = nil
    }

    /// Whether this is another headline than the one before.
    ///
    /// - Parameter fold: what counts of a text.
    package func changesHeadline(of before: StatedFields, fold: ([String]) -> [UInt32]) -> Bool {
        guard let title else { return false }
        guard let headline, let earlier = before.headline else { return fold([title]) != fold([before.title ?? ""]) }
        return fold(headline) != fold(earlier)
    }

    /// What is stated otherwise than before, the headline apart.
    package func changes(from before: StatedFields, fold: ([String]) -> [UInt32]) -> [Change] {
        var changes: [Change] = []
        if let date, date != before.date {
            changes.append(Change(kind: .date, before: before.date?.description, after: date.description))
        }
        if let publisher, fold([publisher]) != fold([before.publisher ?? ""]) {
            changes.append(Change(kind: .publisher, before: before.publisher, after: publisher))
        }
        guard let attachments, let earlier = before.attachments else { return changes }
        let (old, new) = (Set(earlier.map(StatedFields.key)), Set(attachments.map(StatedFields.key)))
        let removed = earlier.filter { !new.contains(StatedFields.key($0)) }
        let added = attachments.filter { !old.contains(StatedFields.key($0)) }
        for place in 0..<max(removed.count, added.count) {
            changes.append(
                Change(
                    kind: .attachment, before: place < removed.count ? removed[place] : nil,
                    after: place < added.count ? added[place] : nil))
        }
        return changes
    }

    /// One for all addresses of one file that differ in what says nothing about it.
    private static func key(_ url: String) -> String {
        guard let address = try? WebAddress(parsing: url) else { return url }  // it is compared as it is
        return CanonicalAddress(address).key
    }
}
