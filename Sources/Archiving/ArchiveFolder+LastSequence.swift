package import Model

extension ArchiveFolder {
    /// Indexes that are looked at: the numbers rise, so that the greatest is in one that was changed of late.
    private static let latestLooked = 8

    /// The greatest number among the last events of the indexes that were changed last; 0 where there is none. A
    /// database that ends before it is older than the files.
    ///
    /// - Parameter last: the number from which the database goes on. An event that is further from it than events ever
    ///   are does not count: its line is damaged.
    package func lastSequence(after last: Int = 0) throws(ArchiveError) -> Int {
        let limit = last + Event.sequenceGapLimit
        var greatest = 0
        for day in try latestDays(ArchiveFolder.latestLooked) {
            guard let file = try folder(of: day)?.file(IndexReader.fileName) else { continue }
            greatest = max(greatest, try IndexAppender(file, day: day).lastSequence(upTo: limit))
        }
        return greatest
    }

    /// The days whose indexes were changed last, the latest first.
    package func latestDays(_ count: Int) throws(ArchiveError) -> [Day] {
        var indexes: [(modified: Int, day: Day)] = []
        for day in try days() {
            guard let file = try folder(of: day)?.file(IndexReader.fileName) else { continue }
            indexes.append((try file.modified(), day))
        }
        return indexes.sorted { ($0.modified, $0.day) > ($1.modified, $1.day) }.prefix(count).map(\.day)
    }
}
