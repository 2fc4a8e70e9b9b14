/// The path of a kept attachment inside the archive, `2023/06/16/attachments/0d968600ded4c9d5/附件1.pdf`; well-formed by
/// construction.
package struct AttachmentFile: Hashable, Sendable {
    /// That of its article's text.
    package let day: Day
    package let article: ArticleID
    package let name: FileName

    /// The folder inside a day's, in which each article has one of its own.
    package static let folderName = "attachments"

    package init(day: Day, article: ArticleID, name: FileName) {
        self.day = day
        self.article = article
        self.name = name
    }

    /// Reads a path relative to the archive; nil for every spelling but the one that `description` gives.
    package init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let day = Day(parts[..<3].joined(separator: "-")), let article = ArticleID(parts[4]),
            let name = FileName(parts[5])
        else { return nil }
        self.init(day: day, article: article, name: name)
        guard description.utf8.elementsEqual(path.utf8) else { return nil }
    }
}

extension AttachmentFile: CustomStringConvertible {
    /// Relative to the archive.
    package var description: String {
        (day.folderNames + [AttachmentFile.folderName, article.description, name.description]).joined(separator: "/")
    }
}
