internal import Foundation

/// What the database keeps as text for the daemon, as JSON; nil where it is none of this version's.
///
/// What cannot be read is learnt anew: it is never more than a habit or a position. Nor is a number read that no count of
/// ours comes to: whoever counts on from it would come to the end of what an `Int` holds.
///
/// - Parameter countsOn: false for what holds marks, which are great numbers that nobody counts with.
func recalled<Value: Decodable>(_ type: Value.Type, from text: String?, countsOn: Bool = true) -> Value? {
    guard let text, !countsOn || !hasGreatNumber(text.utf8) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))  // see above
}

/// A value as text for the database; equal values give equal text.
func remembered(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }  // a habit lost is learnt anew
}

/// Whether a number of a JSON text has more than ten digits before its point, or a positive exponent.
private func hasGreatNumber(_ json: String.UTF8View) -> Bool {
    var (isInString, isEscaped, isFraction) = (false, false, false)
    var digits = 0
    var last: UInt8 = 0
    for byte in json {
        defer { last = byte }
        if isInString {
            if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            continue
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "."): isFraction = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if last | 0x20 == UInt8(ascii: "e") || last == UInt8(ascii: "+") { return true }
            digits += isFraction ? 0 : 1
            if digits > 10 { return true }
            continue
        default: isFraction = isFraction && byte | 0x20 == UInt8(ascii: "e")
        }
        digits = 0
    }
    return false
}
