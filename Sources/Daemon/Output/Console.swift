internal import Foundation
internal import Glibc
internal import Model

/// Where a command writes: data to the output, words for people to the errors, one line of progress to a terminal.
///
/// Lines appear whole and in turn, from any task. No escape codes are used but those of `emphasis`.
package final class Console: @unchecked Sendable {
    // Sendable: the descriptors are constant, and `progress` is touched only while `lock` is held.
    private let output: CInt
    private let errors: CInt
    private let lock = NSLock()
    private var progress = ""
    /// Whether somebody watches: the errors go to a terminal.
    package let showsProgress: Bool

    package init(output: CInt = STDOUT_FILENO, errors: CInt = STDERR_FILENO) {
        self.output = output
        self.errors = errors
        showsProgress = isatty(errors) == 1
        signal(SIGPIPE, SIG_IGN)  // a reader that went away is an error of `print`, not the end of the process
    }

    /// The output by itself, for whoever must know what its reader has taken; nobody else writes there then.
    func outlet() -> EventOutput { EventOutput(output) }

    /// Columns of the terminal that the output goes to; nil where it goes elsewhere.
    package var columns: Int? {
        var size = winsize()
        guard isatty(output) == 1, ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
        return Int(size.ws_col)
    }

    /// What goes before and after words that matter: bold on a terminal; nothing elsewhere, or where `NO_COLOR` is set.
    var emphasis: (opening: String, closing: String) {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(output) == 1, environment["NO_COLOR", default: ""].isEmpty, environment["TERM"] != "dumb" else {
            return ("", "")
        }
        return ("\u{1B}[1m", "\u{1B}[0m")
    }

    /// Writes data as it is; whoever prints what came from a page cleans it first.
    ///
    /// - Throws: `.inputOutput`, with no words where the reader went away: it has seen enough.
    package func print(_ text: String) throws(CommandFailure) {
        let code = lock.withLock {
            clearProgress()
            defer { drawProgress() }
            return Console.write(text, to: output)
        }
        guard let code else { return }
        let reason = code == EPIPE ? "" : "cannot write the output: \(String(cString: strerror(code)))"
        throw CommandFailure(.inputOutput, reason)
    }

    /// Writes lines for people, cleaned of everything that steers a terminal.
    package func say(_ lines: String) {
        lock.withLock {
            clearProgress()
            // Nobody is left to be told that the errors cannot be written.
            _ = Console.write(plainText(lines) + "\n", to: errors)
            drawProgress()
        }
    }

    /// Shows how far the work is, on a terminal only; `""` takes the line away. ASCII, at most 79 columns.
    package func show(progress text: String) {
        guard showsProgress else { return }
        lock.withLock {
            clearProgress()
            progress = String(oneLine(text).prefix(79))
            drawProgress()
        }
    }

    private func clearProgress() {
        guard !progress.isEmpty else { return }
        _ = Console.write("\r" + String(repeating: " ", count: progress.utf8.count) + "\r", to: errors)
    }

    private func drawProgress() {
        guard !progress.isEmpty else { return }
        _ = Console.write(progress, to: errors)
    }

    /// Writes all of it; the errno where the system refused.
    private static func write(_ text: String, to descriptor: CInt) -> CInt? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(descriptor, start, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return nil
        }
    }
}
