/// A text in the form in which words are compared: full-width variants of ASCII made ASCII, Traditional characters made
/// Simplified one by one, letters in lower case.
package enum FoldedText {
    /// UTF-8.
    package static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            var folded = TraditionalTable.simplified(Width.half(scalar.value))
            if (0x41...0x5A).contains(folded) { folded += 0x20 }
            // Every value of the tables is a character.
            bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(folded) ?? scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return bytes
    }
}
