internal import Glibc
internal import Model

/// How full the disk under a folder is.
package struct DiskSpace: Hashable, Sendable {
    /// The folder that was asked about.
    package let path: String
    /// For processes without privileges.
    package let freeBytes: Int
    package let totalBytes: Int
    /// Files that can still be made; nil where the file system knows no such limit.
    package let freeFiles: Int?

    package init(path: String, freeBytes: Int, totalBytes: Int, freeFiles: Int? = nil) {
        self.path = path
        self.freeBytes = freeBytes
        self.totalBytes = totalBytes
        self.freeFiles = freeFiles
    }

    /// Asks the system; for a folder that is not there yet, about the nearest one above it.
    ///
    /// - Throws: `.inputOutput`.
    package static func under(_ path: String) throws(CommandFailure) -> DiskSpace {
        var answer = statvfs()
        var place = path.isEmpty ? "." : path
        while statvfs(place, &answer) != 0 {
            let code = errno
            guard code == ENOENT || code == ENOTDIR, place != ".", place != "/" else {
                throw CommandFailure(
                    .inputOutput, "\(oneLine(place)): its disk cannot be asked: \(String(cString: strerror(code)))")
            }
            let slash = place.lastIndex(of: "/")
            place = slash.map { $0 == place.startIndex ? "/" : String(place[..<$0]) } ?? "."
        }
        let block = Int(answer.f_frsize)
        return DiskSpace(
            path: path, freeBytes: Int(answer.f_bavail) * block, totalBytes: Int(answer.f_blocks) * block,
            freeFiles: answer.f_files == 0 ? nil : Int(answer.f_favail))
    }

    /// Below so many free bytes the disk is nearly full: a hundredth of it, at least 64 MiB and at most 1 GiB; a tenth
    /// of a disk that is smaller than that.
    package var reserveBytes: Int {
        min(max(totalBytes / 100, 64 << 20), 1 << 30, totalBytes / 10)
    }

    /// Below so many the disk is nearly full, however many bytes are free.
    package static let reserveFiles = 1000
}

extension DiskSpace {
    /// - Parameter factor: how many times the reserve must be free.
    func isShort(by factor: Double) -> Bool {
        Double(freeBytes) < Double(reserveBytes) * factor
            || freeFiles.map { Double($0) < Double(DiskSpace.reserveFiles) * factor } == true
    }

    /// `52 MiB free, 64 MiB wanted`.
    var shown: String {
        if freeBytes >= reserveBytes, let freeFiles { return "room for \(freeFiles) more files only" }
        return "\(freeBytes >> 20) MiB free, \(reserveBytes >> 20) MiB wanted"
    }
}
