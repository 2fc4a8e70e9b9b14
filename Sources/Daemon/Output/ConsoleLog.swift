package import Logging
package import Model

/// How log lines look.
package enum LogFormat: String, Sendable, CaseIterable {
    /// `2026-11-21T13:00:00Z warning: message source=jiangmen url=http://…`
    case text
    /// One JSON object a line: `at`, `level`, `message`, then the metadata.
    case json
}

/// Writes log lines to the console's errors; constant message, data in the metadata.
package struct ConsoleLog: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let console: Console
    private let format: LogFormat
    private let now: @Sendable () -> Timestamp

    package init(
        _ console: Console, level: Logger.Level, format: LogFormat, now: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.console = console
        self.format = format
        self.now = now
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        fields.merge(event.metadata ?? [:]) { $1 }
        let line = ConsoleLog.line(
            at: now(), level: event.level.rawValue, message: "\(event.message)", data: fields.mapValues { "\($0)" },
            format: format)
        console.say(line)
    }

    /// One line, whatever line ends the message and the data have; the data in the order of its names.
    static func line(
        at moment: Timestamp, level: String, message: String, data: [String: String], format: LogFormat
    ) -> String {
        let data = data.sorted { $0.key < $1.key }.map { ($0.key, oneLine($0.value)) }
        switch format {
        case .text:
            return "\(moment) \(level): \(oneLine(message))" + data.map { " \($0)=\(quoted($1))" }.joined()
        case .json:
            let all = [("at", moment.description), ("level", level), ("message", oneLine(message))] + data
            return "{" + all.map { "\(jsonString($0)):\(jsonString($1))" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ value: String) -> String {
        value.isEmpty || value.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) ? jsonString(value) : value
    }
}

extension Console {
    /// A logger that writes here.
    package func logger(level: Logger.Level = .notice, format: LogFormat = .text) -> Logger {
        Logger(label: "dibao") { _ in ConsoleLog(self, level: level, format: format) }
    }
}

/// The text as a JSON string, quotes included.
func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\u{00}"..."\u{1F}": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
