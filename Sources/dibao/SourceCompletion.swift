import ArgumentParser
import Daemon
import Foundation

extension CompletionKind {
    /// The ids of the configured sources, those of `--config` where the line names it.
    static var sourceID: CompletionKind {
        .custom { words, _, _ in
            let named = words.firstIndex(of: "--config").flatMap { words.dropFirst($0 + 1).first }
            // A shell that completes has nowhere to say what is wrong with the configuration.
            let configuration = try? Configuration.load(path: named, environment: ProcessInfo.processInfo.environment)
            return configuration?.sources.map(\.id) ?? []
        }
    }
}
