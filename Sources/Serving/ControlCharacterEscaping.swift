internal import Model

/// The same JSON, with `SteeringCharacters` written as `\uXXXX`; those below U+0020 are so in all JSON.
///
/// A text's characters are all still there; only the bytes are others.
func escapingControlCharacters(json bytes: [UInt8]) -> [UInt8] {
    guard SteeringCharacters.mayOccur(in: bytes.span) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        guard scalar.value >= 0x20, SteeringCharacters.contain(scalar) else {
            result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            continue
        }
        for unit in String(scalar).utf16 {
            let hex = String(unit, radix: 16)
            result += Array(("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8)
        }
    }
    return result
}
