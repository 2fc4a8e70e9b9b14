internal import FoundationEssentials
package import Model

/// Events as lines of JSON: keys sorted, slashes as they are, so that equal events are equal bytes.
package struct EventLine: EventCoder {
    package init() {}

    package func line(of event: Event) throws(EventCodingError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(event), as: UTF8.self)
        } catch {
            throw EventCodingError("event \(event.sequence) does not fit JSON: \(EventLine.reason(of: error))")
        }
    }

    package func event(of line: String) throws(EventCodingError) -> Event {
        do {
            return try JSONDecoder().decode(Event.self, from: Data(line.utf8))
        } catch {
            throw EventCodingError(EventLine.reason(of: error))
        }
    }

    /// Foundation's error as one short line that names the field.
    private static func reason(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "field \(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            described(context.codingPath, context.debugDescription)
        case EncodingError.invalidValue(_, let context): described(context.codingPath, context.debugDescription)
        default: "\(error)"
        }
    }

    private static func described(_ path: [any CodingKey], _ text: String) -> String {
        path.isEmpty ? text : "field \(path.map(\.stringValue).joined(separator: ".")): \(text)"
    }
}
