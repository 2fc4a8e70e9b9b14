internal import Archiving
internal import Model
internal import Storage

/// Finds a kept article by its id, or the first digits of it.
struct ArticleLookup {
    let archive: ArchiveFolder
    let store: any Store & KeptArticles

    /// - Throws: `.badData` where no article, or more than one, has such an id.
    func find(_ prefix: String) async throws(CommandFailure) -> StoredArticle {
        let prefix = prefix.lowercased()
        let (found, isEmpty) = try await stored { () throws(StorageFailure) in
            (try await store.articles(idPrefix: prefix, limit: 11), try await store.lastSequence() == 0)
        }
        guard let first = found.first, !prefix.isEmpty else {
            let hint = isEmpty ? "; the database is empty: `dibao index --rebuild` makes it from the files" : ""
            throw CommandFailure(.badData, "no article with the id \(oneLine(prefix))\(hint)")
        }
        guard found.count == 1 else {
            let choices = found.prefix(10).map { "  \($0.entry.event.id)  \(oneLine($0.record.metadata.title ?? ""))" }
            let more = found.count > 10 ? ["  …"] : []
            throw CommandFailure(
                .badData,
                (["more than one article has an id that begins with \(prefix):"] + choices + more).joined(
                    separator: "\n"))
        }
        return first
    }

    /// The whole file.
    ///
    /// - Throws: `.inputOutput` where it cannot be read.
    func text(of article: StoredArticle) throws(CommandFailure) -> String {
        do throws(ArchiveError) {
            return String(decoding: try archive.read(article.record.file), as: UTF8.self)
        } catch {
            throw CommandFailure(.inputOutput, error.description)
        }
    }
}
