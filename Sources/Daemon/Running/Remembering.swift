internal import Foundation

/// What the database keeps as text for the daemon, as JSON; nil where it is none of this version's.
///
/// What cannot be read is learnt anew: it is never more than a habit or a position.
func recalled<Value: Decodable>(_ type: Value.Type, from text: String?) -> Value? {
    guard let text else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))  // see above
}

/// A value as text for the database; equal values give equal text.
func remembered(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }  // a habit lost is learnt anew
}
