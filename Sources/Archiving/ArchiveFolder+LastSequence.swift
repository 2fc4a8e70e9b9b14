package import Model

extension ArchiveFolder {
    /// Indexes that are looked at: the numbers rise, so that the greatest is in one that was changed of late.
    private static let latestLooked = 8

    /// The greatest number among the last events of the indexes that were changed last; 0 where there is none. A
    /// database that ends before it is older than the files.
    package func lastSequence() throws(ArchiveError) -> Int {
        var indexes: [(modified: Int, day: Day)] = []
        for day in try days() {
            guard let file = try folder(of: day)?.file(IndexReader.fileName) else { continue }
            indexes.append((try file.modified(), day))
        }
        var last = 0
        for (_, day) in indexes.sorted(by: { ($0.modified, $0.day) > ($1.modified, $1.day) })
            .prefix(ArchiveFolder.latestLooked)
        {
            guard let file = try folder(of: day)?.file(IndexReader.fileName) else { continue }
            last = max(last, try IndexAppender(file, day: day).lastSequence())
        }
        return last
    }
}
