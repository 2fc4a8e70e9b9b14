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

    /// Runs a command's work between the console and the exit status, and ends the process; failures are said.
    func run(_ work: @escaping @Sendable (Configuration, Console, Logger) async throws -> ExitStatus) async -> Never {
        let console = Console()
        let (config, level, format) = (config, logLevel, logFormat)
        let logger = console.logger(level: level, format: format)
        let status: ExitStatus
        do {
            status = try await cancelledBySignals {
                logger.critical("stopped at the deadline; the next run takes up what was in hand")
            } _: {
                let configuration: Configuration
                do throws(ConfigurationError) {
                    configuration = try Configuration.load(
                        path: config, environment: ProcessInfo.processInfo.environment)
                } catch {
                    throw CommandFailure(error)
                }
                return try await work(configuration, console, logger)
            }
        } catch let failure as CommandFailure {
            if !failure.description.isEmpty { console.say("dibao: \(failure)") }
            status = failure.status
        } catch {
            console.say("dibao: this should not happen, please report it: \(error)")
            status = .bug
        }
        // Where a failure ended the work, a page that nobody waits for may still be read: its thread must not meet the
        // ends of the libraries that it uses, as it would after `exit`.
        fflush(nil)
        _exit(status.rawValue)
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
extension LogFormat: ExpressibleByArgument {}
