/// Powers as characters: `10<sup>4</sup>` is 10⁴, not 104.
enum Superscript {
    /// The raised text in characters of its own; nil for what is no power.
    static func written(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let text = bytes.filter { $0 > 0x20 }
        guard (1...3).contains(text.count) else { return nil }
        var written: [UInt8] = []
        for byte in text {
            guard let scalar = scalars[byte] else { return nil }
            written.append(contentsOf: String(scalar).utf8)
        }
        return written
    }

    private static let scalars: [UInt8: Character] = Dictionary(
        uniqueKeysWithValues: zip("0123456789+-n".utf8, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"))
}
