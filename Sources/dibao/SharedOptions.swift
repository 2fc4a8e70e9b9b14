public import ArgumentParser
import Daemon
import Foundation
public import Logging

/// What every command takes.
struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file.",
            discussion: "Default: config/dibao.toml here, else /etc/dibao/dibao.toml, else built-in values.",
            valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var config: String?

    @Option(
        help: ArgumentHelp("Log lines from this level on (trace to critical).", valueName: "level"),
        completion: .list(Logger.Level.allCases.map(\.rawValue)))
    var logLevel = Logger.Level.notice

    @Option(
        help: ArgumentHelp("How log lines look.", valueName: "format"),
        completion: .list(LogFormat.allCases.map(\.rawValue)))
    var logFormat = LogFormat.text

    /// Runs a command's work between the console and the exit status; failures are said, not thrown on.
    ///
    /// - Throws: `ExitCode`, unless all was done.
    func run(_ work: @escaping @Sendable (Configuration, Console, Logger) async throws -> ExitStatus) async throws {
        let console = Console()
        let (config, level, format) = (config, logLevel, logFormat)
        let status: ExitStatus
        do {
            status = try await cancelledBySignals {
                let configuration: Configuration
                do throws(ConfigurationError) {
                    configuration = try Configuration.load(
                        path: config, environment: ProcessInfo.processInfo.environment)
                } catch {
                    throw CommandFailure(error)
                }
                return try await work(configuration, console, console.logger(level: level, format: format))
            }
        } catch let failure as CommandFailure {
            if !failure.description.isEmpty { console.say("dibao: \(failure)") }
            status = failure.status
        } catch {
            console.say("dibao: this should not happen, please report it: \(error)")
            status = .bug
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
