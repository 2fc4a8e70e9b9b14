/// Traditional characters to Simplified ones, character by character.
///
/// Fast and good enough for keys and for recognising words; text that is published as Simplified goes through OpenCC.
enum TraditionalTable {
    /// The Simplified character, or the character itself.
    @inline(__always)
    static func simplified(_ scalar: UInt32) -> UInt32 {
        let index = Int(scalar) - first
        return index >= 0 && index < table.count ? UInt32(table[index]) : scalar
    }

    /// The text character by character; phrases are not known.
    static func simplified(_ text: String) -> String { string(of: scalars(of: text).map { simplified($0) }) }

    /// Whether the character is written otherwise in Simplified Chinese.
    static func isTraditional(_ scalar: UInt32) -> Bool { simplified(scalar) != scalar }

    /// Simplified characters that Traditional text does not have, as far as the table tells.
    static func isSimplified(_ scalar: UInt32) -> Bool {
        targets.contains(UInt16(truncatingIfNeeded: scalar)) && scalar < 0x10000
    }

    private static let first = 0x3400

    private static let pairs: [(from: UInt16, to: UInt16)] = {
        let text = RuleText.lines(PackageResources.traditional_txt).joined(separator: " ")
        let units = Array(text.utf16).filter { $0 != 0x20 }
        return stride(from: 0, to: units.count - 1, by: 2).map { (units[$0], units[$0 + 1]) }
    }()

    private static let table: [UInt16] = {
        var table = (first..<0xA000).map { UInt16($0) }
        for pair in pairs { table[Int(pair.from) - first] = pair.to }
        return table
    }()

    private static let targets: Set<UInt16> = {
        let sources = Set(pairs.map(\.from))
        return Set(pairs.map(\.to)).subtracting(sources)
    }()
}
