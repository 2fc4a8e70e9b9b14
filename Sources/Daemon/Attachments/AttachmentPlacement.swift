internal import Archiving
internal import Model
internal import Storage

/// Where the files of one batch go: each gets a name that is free in its article's folder, and one whose bytes are kept
/// already is not kept again, but named by the path that it has. Paths stay true wherever the archive is copied to.
///
/// For the owner of the archive's lock.
struct AttachmentPlacement {
    private let archive: ArchiveFolder
    private let store: any Store
    /// What is to be placed.
    private(set) var new: [NewAttachment] = []
    private var pathOf: [Digest: String] = [:]
    /// In lower case: some file systems do not tell `A.pdf` from `a.pdf`.
    private var taken: [ArticleID: Set<String>] = [:]
    private var kept: [ArticleID: [String: FetchedFile]] = [:]

    init(archive: ArchiveFolder, store: any Store) {
        self.archive = archive
        self.store = store
    }

    /// Finds a place for each file of an article.
    ///
    /// - Throws: `ArchiveError` or `StorageFailure`.
    nonisolated(nonsending)
        mutating func take(_ files: [FetchedFile], of id: ArticleID, on day: Day) async throws
    {
        for file in files {
            kept[id, default: [:]][file.attachment.url] = file
            if pathOf[file.sha256] != nil { continue }
            if let path = try await store.attachment(with: file.sha256), let other = AttachmentFile(path),
                try archive.holds(other)
            {
                pathOf[file.sha256] = path
                continue
            }
            let place = AttachmentFile(day: day, article: id, name: try freeName(file.wantedName, of: id, on: day))
            new.append(NewAttachment(file: place, bytes: file.bytes))
            pathOf[file.sha256] = place.description
        }
    }

    /// The attachments of an article, those that have a place with it.
    func completed(_ attachments: [Attachment]?, of id: ArticleID) -> [Attachment]? {
        attachments?.map { attachment in
            guard let file = kept[id]?[attachment.url] else { return attachment }
            var attachment = attachment
            attachment.file = pathOf[file.sha256]
            attachment.sha256 = file.sha256
            return attachment
        }
    }

    private mutating func freeName(_ wanted: FileName, of id: ArticleID, on day: Day) throws -> FileName {
        var names = try taken[id] ?? Set(archive.attachmentNames(of: id, on: day).map { $0.lowercased() })
        var name = wanted
        var number = 2
        while !names.insert(name.description.lowercased()).inserted {
            name = wanted.numbered(number)
            number += 1
        }
        taken[id] = names
        return name
    }
}
