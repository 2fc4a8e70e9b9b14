internal import Foundation
internal import Glibc
package import Model

extension Configuration {
    /// Where a configuration is looked for when none is named.
    package static let defaultPaths = ["config/dibao.toml", "/etc/dibao/dibao.toml"]

    /// Reads the named file (else the first default path that exists, else the built-in defaults), the files that it
    /// includes, and the `DIBAO_SECTION_KEY` variables.
    ///
    /// - Throws: every problem of every file at once.
    package static func load(
        path: String?, environment: [String: String]
    ) throws(ConfigurationError) -> Configuration {
        try load(path: path, environment: environment, draft: nil)
    }

    /// - Parameter draft: a file that is read as if it said this already.
    static func load(
        path: String?, environment: [String: String], draft: FileDraft?
    ) throws(ConfigurationError) -> Configuration {
        guard let path = path ?? defaultPaths.first(where: { access($0, F_OK) == 0 }) else {
            return try parse("", path: "built-in defaults", environment: environment, includesFiles: false)
        }
        let text = try readText(path, draft)
        return try parse(text, path: path, environment: environment, includesFiles: true, draft: draft)
    }

    /// Reads a configuration from text; `path` names it in errors, and includes are relative to its folder.
    package static func parse(
        _ text: String, path: String, environment: [String: String] = [:], includesFiles: Bool = false
    ) throws(ConfigurationError) -> Configuration {
        try parse(text, path: path, environment: environment, includesFiles: includesFiles, draft: nil)
    }

    private static func parse(
        _ text: String, path: String, environment: [String: String], includesFiles: Bool, draft: FileDraft?
    ) throws(ConfigurationError) -> Configuration {
        let document = try ConfigurationDocument(path: path, text: text)
        var (configuration, include, problems) = Configuration.read(document, environment: environment)
        var sources = configuration.sources.map { (source: $0, place: path) }
        if includesFiles {
            for file in includedFiles(include, besideFile: path, draft, &problems) {
                do throws(ConfigurationError) {
                    let part = try ConfigurationDocument(path: file, text: readText(file, draft))
                    var reader = TableReader(part)
                    sources += reader.tables("source", SourceConfiguration.read).map { (source: $0, place: file) }
                    reader.finish()
                    problems += reader.problems
                } catch {
                    problems += error.problems
                }
            }
        }
        problems += repeatedIDs(sources)
        configuration.sources = sources.map(\.source)
        if !includesFiles, path == "built-in defaults" { configuration.file = nil }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        return configuration
    }

    private static func readText(_ path: String, _ draft: FileDraft?) throws(ConfigurationError) -> String {
        if let text = draft?.text(at: path) { return text }
        func refusal(_ message: String) -> ConfigurationError {
            ConfigurationError(problems: [ConfigurationProblem(place: path, line: nil, key: nil, message: message)])
        }
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as CocoaError {
            let reason = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
            throw refusal("cannot be read: \(reason ?? error.localizedDescription)")
        } catch {
            throw refusal("cannot be read: \(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw refusal("expected UTF-8 text") }
        return text
    }

    /// The files that the patterns name, sorted, each once; a name without wildcards must exist.
    private static func includedFiles(
        _ patterns: [String], besideFile path: String, _ draft: FileDraft?, _ problems: inout [ConfigurationProblem]
    ) -> [String] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var files: [String] = []
        for pattern in patterns {
            let whole = pattern.hasPrefix("/") ? pattern : folder + pattern
            var result = glob_t()
            defer { globfree(&result) }
            let status = glob(whole, 0, nil, &result)
            var found: [String] = []
            if status == 0 {
                for index in 0..<Int(result.gl_pathc) {
                    if let file = result.gl_pathv[index] { found.append(String(cString: file)) }
                }
            }
            if let draft, draft.isCovered(by: whole), !found.contains(where: draft.isAt) { found.append(draft.path) }
            files += found
            if status != 0, found.isEmpty, status != GLOB_NOMATCH || !pattern.contains(where: { "*?[".contains($0) }) {
                problems.append(
                    ConfigurationProblem(
                        place: path, line: nil, key: "sources.include",
                        message: "expected files, found nothing that can be read at \"\(oneLine(whole))\""))
            }
        }
        return Set(files).sorted()
    }

    private static func repeatedIDs(_ sources: [(source: SourceConfiguration, place: String)]) -> [ConfigurationProblem]
    {
        var places: [String: String] = [:]
        return sources.compactMap { entry in
            guard let first = places.updateValue(entry.place, forKey: entry.source.id) else { return nil }
            return ConfigurationProblem(
                place: entry.place, line: nil, key: "source.id",
                message: "expected ids that differ, found \"\(entry.source.id)\" also in \(first)")
        }
    }
}

extension Configuration {
    /// Enabled sources that may not be visited yet: on public addresses, while nobody is named as their visitor.
    package var waitingSources: [SourceConfiguration] {
        guard fetch.contact.isEmpty else { return [] }
        return sources.filter { $0.isEnabled && !$0.isOnLoopback }
    }

    /// One line about the sources that wait, and what to do; nil where none does.
    package var waitingNotice: String? {
        let count = waitingSources.count
        guard count > 0 else { return nil }
        let verb = count == 1 ? "source on a public address waits" : "sources on public addresses wait"
        return "\(count) \(verb) until fetch.contact in \(file ?? Configuration.defaultPaths[0]) names you "
            + "(your page or mail address, told to every site)"
    }
}

extension SourceConfiguration {
    /// Whether all that it visits is on this machine.
    package var isOnLoopback: Bool {
        let addresses = start + issues.compactMap(\.example)
        return addresses.allSatisfy { isLoopback(host: $0.host) }
    }
}
