package import Model

/// The attachments of articles, each article's in a folder of its own beside the texts of its day.
extension ArchiveFolder {
    /// The bytes of an attachment.
    ///
    /// - Throws: `.missing`, or the system's refusal.
    package func read(_ file: AttachmentFile) throws(ArchiveError) -> [UInt8] {
        guard let content = try folder(of: file)?.file(file.name.description) else {
            throw .missing(file: file.description)
        }
        return try content.read(at: 0, count: content.length())
    }

    /// Whether the attachment is there.
    package func holds(_ file: AttachmentFile) throws(ArchiveError) -> Bool {
        try folder(of: file)?.file(file.name.description) != nil
    }

    /// The names of an article's attachments, in no order.
    package func attachmentNames(of article: ArticleID, on day: Day) throws(ArchiveError) -> [String] {
        try folder(of: article, on: day)?.names() ?? []
    }

    /// The attachments that a day's index names.
    func attachmentsNamed(on day: Day) throws(ArchiveError) -> Set<String> {
        var named: Set<String> = []
        guard let index = try index(of: day) else { return named }
        while let line = try index.next() {
            if case .entry(let entry) = line { named.formUnion(entry.event.keptAttachments.compactMap(\.file)) }
        }
        return named
    }

    /// An attachment's folder; nil where there is none.
    func folder(of file: AttachmentFile) throws(ArchiveError) -> Folder? {
        try folder(of: file.article, on: file.day)
    }

    private func folder(of article: ArticleID, on day: Day) throws(ArchiveError) -> Folder? {
        try folder(of: day)?.subfolder(AttachmentFile.folderName)?.subfolder(article.description)
    }

    /// The day's folder, that of its attachments, and that of the article's, made where they are missing; their names
    /// survive a loss of power once the first two are synchronised.
    func makeFolders(of file: AttachmentFile) throws(ArchiveError) -> [Folder] {
        let day = try makeFolder(of: file.day)
        let attachments = try day.makeSubfolder(AttachmentFile.folderName)
        return [day, attachments, try attachments.makeSubfolder(file.article.description)]
    }
}
