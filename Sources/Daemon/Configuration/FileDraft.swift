internal import Foundation
internal import Glibc

/// What a file of the configuration is about to say, before it does.
struct FileDraft: Sendable {
    let path: String
    let text: String

    /// The draft's text where the path is the draft's, however it is written; else nil.
    func text(at other: String) -> String? { isAt(other) ? text : nil }

    func isAt(_ other: String) -> Bool { FileDraft.whole(other) == FileDraft.whole(path) }

    /// Whether the pattern of an include would find the file.
    func isCovered(by pattern: String) -> Bool {
        fnmatch(FileDraft.whole(pattern), FileDraft.whole(path), FNM_PATHNAME | FNM_PERIOD) == 0
    }

    /// From the root on; what stands before the last name without links.
    private static func whole(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().path(percentEncoded: false)
        return (folder.hasSuffix("/") ? folder : folder + "/") + url.lastPathComponent
    }
}
