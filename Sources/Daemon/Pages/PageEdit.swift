internal import Archiving
internal import Extraction
internal import Hashing
internal import Judging
internal import Logging
internal import Model
internal import Storage

/// Finds edits that leave an article's id as it is: of the headline, the date, the publisher, the attachments, or of a
/// number or sign that the id does not see. White space, width, script and punctuation make none.
struct PageEdit {
    let archive: ArchiveFolder
    let store: any Store
    let logger: Logger

    /// What a page says otherwise than when an event last told of it, though its text has the id that it had.
    ///
    /// - Returns: nil where a reader would call it the same, and where the page showed another text, or none.
    /// - Throws: `StorageFailure`.
    nonisolated(nonsending)
        func changes(of page: ReadPage) async throws(StorageFailure) -> [Change]?
    {
        guard let shown = try await store.shown(at: page.address.description), shown.id == page.article.fingerprint.id
        else { return nil }
        let fields = StatedFields(page.article.metadata)
        if let record = shown.record { return changes(of: page.article, fields, since: record) }
        guard case .duplicate(_, let reprint) = shown.kind else { return nil }
        let before = StatedFields(reprint)
        var changes = fields.changes(from: before, fold: VisibleText.scalars)
        if fields.changesHeadline(of: before, fold: VisibleText.scalars) {
            let titles = [before.title, fields.title].map { [$0].compactMap(\.self) }
            changes = RevisionDiff(before: titles[0], after: titles[1]).changes + changes
        }
        return changes.isEmpty ? nil : changes
    }

    private func changes(of article: Article, _ fields: StatedFields, since record: ArticleRecord) -> [Change]? {
        let before = StatedFields(record.metadata)
        let changes = fields.changes(from: before, fold: VisibleText.scalars)
        let isRetitled = fields.changesHeadline(of: before, fold: VisibleText.scalars)
        // A page that shows no headline any more is no edit for that.
        guard isRetitled || fields.title != nil || before.title == nil,
            Digest(sha256Of: Array(article.text.utf8)) != record.sha256
        else { return changes.isEmpty ? nil : changes }
        let old: [String]
        do throws(ArchiveError) { old = try archive.lines(of: record.file) } catch {
            logger.warning("an edit is recorded without what changed", metadata: ["reason": "\(error)"])
            return isRetitled || !changes.isEmpty ? changes : nil
        }
        let new = article.headline + article.body
        guard isRetitled || VisibleText.scalars(of: old) != VisibleText.scalars(of: new) else {
            return changes.isEmpty ? nil : changes
        }
        return RevisionDiff(before: old, after: new).changes + changes
    }
}

extension ArchiveFolder {
    /// The lines of a kept text.
    func lines(of file: String) throws(ArchiveError) -> [String] {
        String(decoding: try read(file), as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
