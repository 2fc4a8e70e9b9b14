package import Model

/// The dated files of an archive, to read; whoever wants to change them takes the lock and gets an `ArchiveWriter`.
package struct ArchiveFolder: Sendable {
    let root: Folder
    /// Read and changed by the lock's holder only.
    let arrivals = DaySequence()

    /// Opens the archive at a path, and makes the folder where it is missing.
    ///
    /// - Throws: `ArchiveError.unwritable`, `.full`, `.notAFolder` or `.failed`, with the path and what to do.
    package init(root: String, disk: any Disk = LocalDisk()) throws(ArchiveError) {
        self.root = try Folder.make(at: root, disk: disk)
    }

    /// The path as it was given, for messages.
    package var path: String { root.path }

    /// The bytes of a text.
    ///
    /// - Throws: `.misnamed` for a path that no text has, `.missing`, or the system's refusal.
    package func read(_ path: String) throws(ArchiveError) -> [UInt8] {
        guard let file = TextFile(path) else { throw .misnamed(path) }
        return try read(file)
    }

    /// The bytes of a text.
    ///
    /// - Throws: `.missing`, or the system's refusal.
    package func read(_ file: TextFile) throws(ArchiveError) -> [UInt8] {
        guard let text = try folder(of: file.day)?.file(file.name) else { throw .missing(file: file.description) }
        return try text.read(at: 0, count: text.length())
    }

    /// Whether the text is there.
    package func holds(_ file: TextFile) throws(ArchiveError) -> Bool {
        try folder(of: file.day)?.file(file.name) != nil
    }

    /// Whether the day has a folder.
    package func holds(_ day: Day) throws(ArchiveError) -> Bool { try folder(of: day) != nil }

    /// The days that have a folder, earliest first. Other names in the archive are passed over.
    package func days() throws(ArchiveError) -> [Day] {
        var days: [Day] = []
        for year in try root.names() where year.utf8.count == 4 && Day("\(year)-01-01") != nil {
            guard let yearFolder = try root.subfolder(ifFolder: year) else { continue }
            for month in try yearFolder.names() where Day("\(year)-\(month)-01") != nil {
                guard let monthFolder = try yearFolder.subfolder(ifFolder: month) else { continue }
                for name in try monthFolder.names() {
                    guard let day = Day("\(year)-\(month)-\(name)") else { continue }
                    if try monthFolder.subfolder(ifFolder: name) != nil { days.append(day) }
                }
            }
        }
        return days.sorted()
    }

    /// The texts in a day's folder, in the order of their arrival.
    package func texts(of day: Day) throws(ArchiveError) -> [TextFile] {
        let names = try folder(of: day)?.names() ?? []
        return names.compactMap { TextFile(name: $0, day: day) }.sorted { $0.number < $1.number }
    }

    /// The number of the next text of a day, for the lock's holder.
    func nextNumber(of day: Day) throws(ArchiveError) -> Int {
        if let known = arrivals.next(of: day) { return known }
        let names = try folder(of: day)?.names() ?? []
        let next = names.reduce(0) { next, name in max(next, (TextFile.number(inName: name) ?? -1) + 1) }
        guard next <= TextFile.numberLimit else {
            throw .damaged(
                file: day.folderNames.joined(separator: "/"),
                reason: "a file in it has the number \(next - 1), after which there is none; move it away")
        }
        return next
    }

    /// The lines of a day's index, one after the other; nil where the day has no index.
    package func index(of day: Day) throws(ArchiveError) -> IndexReader? {
        guard let file = try folder(of: day)?.file(IndexReader.fileName) else { return nil }
        return IndexReader(file, day: day)
    }

    /// The texts of a day that no line of its index names.
    package func orphans(of day: Day) throws(ArchiveError) -> [TextFile] {
        var named: Set<String> = []
        if let index = try index(of: day) {
            while let line = try index.next() {
                if case .entry(let entry) = line, let record = entry.event.record { named.insert(record.file) }
            }
        }
        return try texts(of: day).filter { !named.contains($0.description) }
    }

    /// A day's folder; nil where there is none.
    func folder(of day: Day) throws(ArchiveError) -> Folder? {
        var folder = root
        for name in day.folderNames {
            guard let inner = try folder.subfolder(name) else { return nil }
            folder = inner
        }
        return folder
    }

    /// A day's folder, made where it is missing.
    func makeFolder(of day: Day) throws(ArchiveError) -> Folder {
        var folders = [root]
        var folder = root
        for name in day.folderNames {
            folder = try folder.makeSubfolder(name)
            folders.append(folder)
        }
        // An empty folder may be one whose maker died before its name was durable. Days are seldom empty and may be
        // long: the index tells of most that they are not.
        if try folder.file(IndexReader.fileName) == nil, try folder.names().isEmpty {
            for above in folders.dropLast() { try above.synchronize() }
        }
        return folder
    }
}

extension Folder {
    /// A folder inside this one; nil also where the name belongs to something else.
    fileprivate func subfolder(ifFolder name: String) throws(ArchiveError) -> Folder? {
        do {
            return try subfolder(name)
        } catch {
            guard case .notAFolder = error else { throw error }
            return nil
        }
    }
}
