internal import Foundation
internal import Glibc
internal import Model

/// A file of `[[source]]` tables that grows.
struct SourceFile {
    let path: String

    /// Appends a table, if the whole configuration is right with it and sees it. Otherwise nothing changes: what is
    /// checked is a draft.
    ///
    /// - Parameters:
    ///   - text: TOML.
    ///   - id: of the source in it.
    ///   - settings: the configuration that includes the file.
    ///   - environment: what overrides it.
    /// - Throws: `.badConfiguration` or `.inputOutput`.
    func append(
        _ text: String, id: String, settings: String, environment: [String: String]
    ) throws(CommandFailure) {
        let before = try contents()
        let gap = before.map { $0.isEmpty ? "" : $0.hasSuffix("\n") ? "\n" : "\n\n" } ?? ""
        let draft = FileDraft(path: path, text: (before ?? "") + gap + text)
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration.load(path: settings, environment: environment, draft: draft)
        } catch {
            throw CommandFailure(.badConfiguration, "nothing was added, the configuration would be wrong:\n\(error)")
        }
        guard configuration.sources.contains(where: { $0.id == id }) else {
            throw CommandFailure(
                .badConfiguration,
                "nothing was added: no pattern of sources.include in \(settings) covers \(path); add it there, or name "
                    + "another --file")
        }
        try write(draft.text)
    }

    /// Nil where there is no such file.
    private func contents() throws(CommandFailure) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure(.inputOutput, "cannot read \(oneLine(path)): \(oneLine(error.localizedDescription))")
        }
    }

    /// Whole or not at all, and for the same readers as before: a running daemon may be told to read it at any moment.
    private func write(_ text: String) throws(CommandFailure) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                .inputOutput, "cannot make \(oneLine(folder.path)): \(oneLine(error.localizedDescription))")
        }
        // A link stays one: what it leads to is replaced.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        var old = stat()
        let isNew = stat(target, &old) != 0
        let part = "\(target).\(getpid()).part"
        let handle = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isNew ? 0o644 : old.st_mode & 0o777)
        guard handle >= 0 else { throw refusal(errno) }
        if !isNew {
            _ = fchmod(handle, old.st_mode & 0o777)
            _ = fchown(handle, old.st_uid, old.st_gid)  // only root can give a file away; whoever else wrote it owns it
        }
        let code = SourceFile.fill(handle, Array(text.utf8))
        close(handle)
        guard code == 0, rename(part, target) == 0 else {
            let reason = code == 0 ? errno : code
            unlink(part)
            throw refusal(reason)
        }
    }

    /// - Returns: 0, or why the disk does not have the bytes.
    private static func fill(_ handle: CInt, _ bytes: [UInt8]) -> CInt {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : ENOSPC }
            rest = rest.dropFirst(count)
        }
        return fsync(handle) == 0 ? 0 : errno
    }

    private func refusal(_ code: CInt) -> CommandFailure {
        CommandFailure(
            .inputOutput, "cannot write \(oneLine(path)): \(String(cString: strerror(code))); nothing was added")
    }
}
