/// One thing that is wrong with the configuration: where, what was found, what was expected.
package struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// A file's path or the name of an environment variable.
    package let place: String
    /// From 1; nil where it is not known.
    package let line: Int?
    /// `fetch.delay`, `source[0].every`; nil where the whole file is meant.
    package let key: String?
    package let message: String

    /// `config/dibao.toml:12: fetch.delay: expected …, found …`.
    package var description: String {
        let position = line.map { "\(place):\($0)" } ?? place
        return [position, key, message].compactMap { $0 }.joined(separator: ": ")
    }
}

/// Everything that is wrong with a configuration; none of it was taken over.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// At least one, in the order of the files.
    package let problems: [ConfigurationProblem]

    /// One line a problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
