internal import Foundation
internal import Glibc

/// Runs work that SIGINT or SIGTERM cancels; a second signal ends the process at once.
///
/// The work has `stopDeadline` to finish, or to give back what it has in hand. Then the process ends whatever runs: what
/// was in hand is as after a loss of power, and the next run takes it up. Signal and deadline have threads of their own,
/// so that no busy task keeps them waiting.
///
/// - Parameter lastWord: called when the deadline has passed, before the process ends with `.tryAgain`.
package func cancelledBySignals<Value: Sendable>(
    lastWord: @escaping @Sendable () -> Void, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let task = Task { try await work() }
    // A queue without a target has a thread of its own, whatever occupies the global ones.
    let queue = DispatchQueue(label: "dibao.signals")
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)  // else the default action comes before the source
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler {
            signal(number, SIG_DFL)
            endAfterDeadline(lastWord)
            task.cancel()
        }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    return try await task.value
}

/// What the contract gives a command to stop in, less the second in which it says that it did not.
private let stopDeadline = 19.0

private func endAfterDeadline(_ lastWord: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
        Thread.sleep(forTimeInterval: stopDeadline)
        // Whoever reads the log may have stopped reading: the word must not hold up the end.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.5)
            let word = "dibao: stopped at the deadline; the next run takes up what was in hand\n"
            _ = write(STDERR_FILENO, word, word.utf8.count)
            _exit(ExitStatus.tryAgain.rawValue)
        }
        lastWord()
        _exit(ExitStatus.tryAgain.rawValue)
    }
}
