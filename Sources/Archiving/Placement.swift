internal import Model

/// A text on its way into a day's folder: first whole under its draft name, then under its own.
struct Placement {
    let file: TextFile
    let bytes: [UInt8]
    let folder: Folder

    /// Writes the bytes; nobody who lists texts sees them yet.
    func writeDraft() throws(ArchiveError) -> OpenFile {
        try folder.remove(file.draftName)  // of an owner who died: nobody else writes while the lock is held
        let draft = try folder.create(file.draftName)
        try draft.write(bytes)
        return draft
    }

    /// Gives the text its name; an existing file of that name stays, and is an error.
    func name() throws(ArchiveError) {
        try folder.link(file.draftName, as: file.name)
    }

    /// Takes the other name away.
    func removeDraft() throws(ArchiveError) {
        try folder.remove(file.draftName)
    }

    /// Removes what there is of the text; a file that `name` found in its place stays.
    func withdraw(isNamed: Bool) {
        // The failure that led here is the one to report; what stays is in the note of unsettled texts.
        _ = try? folder.remove(file.draftName)
        if isNamed { _ = try? folder.remove(file.name) }
    }
}

/// The names of texts that were placed and not yet published, so that the next owner of the archive need not search
/// every folder for them after a crash. Names may stay longer than needed, never shorter.
struct PlacementNote {
    static let fileName = ".unsettled"

    private let file: OpenFile

    init(in root: Folder) throws(ArchiveError) {
        let isNew = try root.file(PlacementNote.fileName) == nil
        file = try root.openForAppending(PlacementNote.fileName)
        if isNew { try root.synchronize() }
    }

    /// Returns when the names would survive a loss of power.
    func add(_ files: [TextFile]) throws(ArchiveError) {
        // A leading line end parts the names from what a crash may have left of one.
        let lines = "\n" + files.map { "\($0)\n" }.joined()
        try file.append(Array(lines.utf8), at: try file.length())
    }

    /// Every whole name in the note.
    func files() throws(ArchiveError) -> [TextFile] {
        let bytes = try file.read(at: 0, count: try file.length())
        var seen: Set<TextFile> = []
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { TextFile(String(decoding: $0, as: UTF8.self)) }
            .filter { seen.insert($0).inserted }
    }

    func clear() throws(ArchiveError) {
        if try file.length() > 0 { try file.truncate(to: 0) }
    }
}

extension TextFile {
    /// The name while it is being written, in the same folder.
    var draftName: String { ".\(name).draft" }
}
