internal import Foundation
internal import Model

/// A page on this machine's disk, or on the standard input.
struct PageFile: Hashable, Sendable {
    /// What JSON calls it: the file's stem, with the folders between if it lies deeper; `stdin`.
    let name: String
    /// `-` for the standard input.
    let path: String
    let isFromFolder: Bool

    /// Names of pages end in one of these.
    private static let extensions: Set = ["html", "htm", "shtml", "shtm", "xhtml", "xht"]

    /// The page at a path, or all pages in the folder there, sorted by path; hidden files are passed over.
    ///
    /// - Throws: `.inputOutput` where there is nothing or it cannot be read, `.badData` for a folder without pages.
    static func all(at path: String) throws(CommandFailure) -> [PageFile] {
        guard path != "-" else { return [PageFile(name: "stdin", path: path, isFromFolder: false)] }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.inputOutput, "\(oneLine(path)): no such file or folder")
        }
        guard isFolder.boolValue else {
            return [PageFile(name: stem(URL(fileURLWithPath: path).lastPathComponent), path: path, isFromFolder: false)]
        }
        guard let names = FileManager.default.enumerator(atPath: path) else {
            throw CommandFailure(.inputOutput, "\(oneLine(path)): this folder cannot be read")
        }
        let folder = path.hasSuffix("/") ? path : path + "/"
        let pages = names.compactMap { $0 as? String }
            .filter { name in
                name.lastIndex(of: ".").map { extensions.contains(name[name.index(after: $0)...].lowercased()) } == true
                    && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }
            .sorted()
            .map { PageFile(name: stem($0), path: folder + $0, isFromFolder: true) }
        guard !pages.isEmpty else {
            throw CommandFailure(
                .badData, "\(oneLine(path)): no pages in this folder (\(extensions.sorted().joined(separator: ", ")))")
        }
        return pages
    }

    /// - Throws: `.inputOutput` where it cannot be read, `.badData` above the limit.
    func bytes(limit: Int) throws(CommandFailure) -> [UInt8] {
        let bytes: [UInt8]
        if path == "-" {
            bytes = try StandardInput.bytes(limit: limit)
        } else {
            do {
                let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                bytes = Array(try file.read(upToCount: limit + 1) ?? Data())
            } catch {
                throw CommandFailure(.inputOutput, "\(oneLine(path)): cannot be read: \(PageFile.reason(error))")
            }
        }
        guard bytes.count <= limit else {
            throw CommandFailure(
                .badData, "\(oneLine(path)): larger than \(limit) bytes; raise fetch.max_body if it is wanted")
        }
        return bytes
    }

    private static func stem(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    private static func reason(_ error: any Error) -> String {
        guard let cocoa = error as? CocoaError, let system = cocoa.underlying as? POSIXError else { return "\(error)" }
        return String(cString: strerror(system.code.rawValue))
    }
}
