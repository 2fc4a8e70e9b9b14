internal import Model

/// A file on its way into its folder: first whole under its draft name, then under its own.
struct Placement {
    /// Relative to the archive.
    let path: String
    /// The last component.
    let name: String
    let bytes: [UInt8]
    let folder: Folder

    init(_ text: TextFile, bytes: [UInt8], in folder: Folder) {
        (path, name, self.bytes, self.folder) = (text.description, text.name, bytes, folder)
    }

    init(_ attachment: AttachmentFile, bytes: [UInt8], in folder: Folder) {
        (path, name) = (attachment.description, attachment.name.description)
        (self.bytes, self.folder) = (bytes, folder)
    }

    /// Writes the bytes; nobody who lists files sees them yet.
    func writeDraft() throws(ArchiveError) -> OpenFile {
        try folder.remove(draftName)  // of an owner who died: nobody else writes while the lock is held
        let draft = try folder.create(draftName)
        try draft.write(bytes)
        return draft
    }

    /// Gives the file its name; an existing file of that name stays, and is an error.
    func giveName() throws(ArchiveError) {
        try folder.link(draftName, as: name)
    }

    /// Takes the other name away.
    func removeDraft() throws(ArchiveError) {
        try folder.remove(draftName)
    }

    /// Removes what there is of the file; a file that `name` found in its place stays.
    func withdraw(isNamed: Bool) {
        // The failure that led here is the one to report; what stays is in the note of unsettled files.
        _ = try? folder.remove(draftName)
        if isNamed { _ = try? folder.remove(name) }
    }

    private var draftName: String { Placement.draftName(of: name) }

    /// The name while a file is being written, in the same folder.
    static func draftName(of name: String) -> String { ".\(name).draft" }
}

/// The names of texts and attachments that were placed and not yet published, so that the next owner of the archive need not search
/// every folder for them after a crash. Names may stay longer than needed, never shorter.
struct PlacementJournal {
    static let fileName = ".unsettled"

    private let file: OpenFile

    init(in root: Folder) throws(ArchiveError) {
        let isNew = try root.file(PlacementJournal.fileName) == nil
        file = try root.openForAppending(PlacementJournal.fileName)
        if isNew { try root.synchronize() }
    }

    /// Returns when the names would survive a loss of power.
    func add(_ paths: [String]) throws(ArchiveError) {
        // A leading line end parts the names from what a crash may have left of one.
        let lines = "\n" + paths.map { "\($0)\n" }.joined()
        try file.append(Array(lines.utf8), at: try file.length())
    }

    /// Every whole name of a text in the note.
    func texts() throws(ArchiveError) -> [TextFile] { try lines().compactMap { TextFile($0) } }

    /// Every whole name of an attachment in the note.
    func attachments() throws(ArchiveError) -> [AttachmentFile] { try lines().compactMap { AttachmentFile($0) } }

    /// Every whole line about a WARC file.
    func captures() throws(ArchiveError) -> [CaptureTail] { try lines().compactMap { CaptureTail(line: $0) } }

    private func lines() throws(ArchiveError) -> [String] {
        let bytes = try file.read(at: 0, count: try file.length())
        var seen: Set<String> = []
        return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            .filter { seen.insert($0).inserted }
    }

    func clear() throws(ArchiveError) {
        if try file.length() > 0 { try file.truncate(to: 0) }
    }
}
