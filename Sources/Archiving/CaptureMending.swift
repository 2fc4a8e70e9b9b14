internal import Compressing

/// Mends the ends of WARC files that a process was writing to when it died, for the archive's owner.
package struct CaptureMending: Sendable {
    private let folder: Folder

    init(folder: Folder) { self.folder = folder }

    /// Cuts off what follows the last whole record after a tail: the beginning of a record, which other programs that read
    /// the file would stumble over.
    ///
    /// - Returns: bytes cut off.
    /// - Throws: the system's refusal.
    package func mend(_ tail: CaptureTail) throws(ArchiveError) -> Int {
        guard let reading = try folder.file(tail.name) else { return 0 }
        let end = try reading.length()
        guard end > tail.length else { return 0 }
        let records = GzipMembers()
        var position = tail.length
        while position < end {
            let piece = try reading.read(at: position, count: min(1 << 20, end - position))
            position += piece.count
            if piece.isEmpty || !records.take(piece) { break }
        }
        let whole = tail.length + records.wholeBytes
        guard whole < end else { return 0 }
        let file = try folder.openForAppending(tail.name)
        try file.truncate(to: whole)
        try file.synchronize()
        return end - whole
    }
}
