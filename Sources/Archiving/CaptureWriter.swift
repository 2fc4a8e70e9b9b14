internal import Glibc
package import Model

/// Adds records to WARC files of its own: no other process writes to them, and a new writer begins new ones.
///
/// Its owner calls it from one task at a time. A crash leaves at worst the beginning of a record at a file's end, which
/// no event names; who noted the tail before can have it cut off.
package final class CaptureWriter {
    private let folder: Folder
    private let label: String
    private let software: String
    private let sizeLimitBytes: Int
    private var serial = 0
    private var current: (file: OpenFile, name: String, length: Int)?

    /// Makes the folder where it is missing; the first file comes with the first record.
    ///
    /// - Parameters:
    ///   - label: What events put before a file's name: the folder relative to the archive, such as `warc`.
    ///   - software: What the files say made them, such as `dibao/1.0.0`.
    ///   - sizeLimitBytes: A file that has grown to this gets no more records.
    /// - Throws: as `ArchiveFolder.init`.
    package init(
        folder: String, label: String, software: String, sizeLimitBytes: Int = 1 << 30, disk: any Disk = LocalDisk()
    ) throws(ArchiveError) {
        self.folder = try Folder.make(at: folder, disk: disk)
        self.label = label
        self.software = software
        self.sizeLimitBytes = sizeLimitBytes
    }

    /// Where the next records will be added: a file is begun where there is none yet.
    ///
    /// - Throws: `.full`, `.unwritable` or `.failed`.
    package func tail(now: Timestamp) throws(ArchiveError) -> CaptureTail {
        let (file, name, length) = try fileToAppendTo(now: now)
        current = (file, name, length)
        return CaptureTail(name: name, length: length)
    }

    /// What mends the files of the same folder.
    package var mending: CaptureMending { CaptureMending(folder: folder) }

    /// Adds records, all or none; they survive a loss of power once this returns.
    ///
    /// - Parameter now: Names a new file, where one is begun.
    /// - Returns: where each record lies, in the same order.
    /// - Throws: `.full`, `.unwritable` or `.failed`.
    package func append(_ records: [WARCRecord], now: Timestamp) throws(ArchiveError) -> [Capture] {
        if records.isEmpty { return [] }
        let (file, name, start) = try fileToAppendTo(now: now)
        var captures: [Capture] = []
        var bytes: [UInt8] = []
        for record in records {
            let offset = start + bytes.count
            captures.append(Capture(file: "\(label)/\(name)", offset: offset, length: record.member.count))
            bytes += record.member
        }
        do {
            try file.append(bytes, at: start)
        } catch {
            current = nil  // whatever is left behind at its end, nothing follows it
            throw error
        }
        current = (file, name, start + bytes.count)
        return captures
    }

    private func fileToAppendTo(now: Timestamp) throws(ArchiveError) -> (OpenFile, String, Int) {
        if let current, current.length < sizeLimitBytes { return (current.file, current.name, current.length) }
        while true {
            let name = fileName(now: now)
            serial += 1
            let file: OpenFile
            do {
                file = try folder.create(name)
            } catch {
                // An earlier process of the same number began within the same second: the next serial is free.
                if case .failed(let failure) = error, failure.code == EEXIST, serial < 100_000 { continue }
                throw error
            }
            var generator = SystemRandomNumberGenerator()
            let info = WARCRecord(fileName: name, software: software, at: now, using: &generator).member
            do {
                try file.append(info, at: 0)
                try folder.synchronize()
            } catch {
                _ = try? folder.remove(name)  // the first failure says more
                throw error
            }
            return (file, name, info.count)
        }
    }

    /// `dibao-20230616010203-00000-host-4711.warc.gz`, after the standard's annex C.
    private func fileName(now: Timestamp) -> String {
        let digits = now.description.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let time = String(decoding: digits, as: UTF8.self)
        return "dibao-\(time)-\(zeroPadded(serial, to: 5))-\(CaptureWriter.hostName())-\(getpid()).warc.gz"
    }

    /// The machine's name, as far as it consists of letters, digits, dots and hyphens.
    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return name.isEmpty ? "localhost" : String(decoding: name, as: UTF8.self)
    }
}
