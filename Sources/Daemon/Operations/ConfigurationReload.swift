package import Extraction
package import Model

/// Reads the configuration again while the daemon runs.
package struct ConfigurationReload: Sendable {
    private let path: String?
    private let environment: [String: String]
    private let openCC: String

    /// - Parameters:
    ///   - path: as on the command line; nil for the default places.
    ///   - openCC: the file of OpenCC's data that texts are converted by.
    package init(path: String?, environment: [String: String], openCC: String = Extractor.conversion) {
        self.path = path
        self.environment = environment
        self.openCC = openCC
    }

    /// What came of reading it.
    package enum Outcome: Hashable, Sendable {
        /// It says what it said before.
        case unchanged
        /// Take this over. What cannot change under a running daemon is as it was; its keys are named.
        case changed(Configuration, afterRestart: [String])
    }

    /// - Throws: every problem of every file; the configuration stays as it was.
    package func read(replacing current: Configuration) throws(ConfigurationError) -> Outcome {
        var new = try Configuration.load(path: path, environment: environment)
        var waiting: [String] = []
        for key in ConfigurationKey.allCases {
            guard case .restart(let setting) = key.effect, setting.keep(current, &new) else { continue }
            waiting.append(key.rawValue)
        }
        do throws(CommandFailure) { try Wiring.checkText(new, openCC: openCC) } catch {
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    place: path ?? "the configuration", line: nil, key: nil, message: error.description)
            ])
        }
        return new == current && waiting.isEmpty ? .unchanged : .changed(new, afterRestart: waiting)
    }
}
