import Foundation
import Model

/// The tests' own JSON of events, so that Storage is tested without its siblings.
struct PlainCoder: EventCoder {
    func line(of event: Event) throws(EventCodingError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        do { return String(decoding: try encoder.encode(event), as: UTF8.self) } catch {
            throw EventCodingError("\(error)")
        }
    }

    func event(of line: String) throws(EventCodingError) -> Event {
        do { return try JSONDecoder().decode(Event.self, from: Data(line.utf8)) } catch {
            throw EventCodingError("\(error)")
        }
    }
}
