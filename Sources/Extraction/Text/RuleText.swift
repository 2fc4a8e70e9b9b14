/// The word lists of this folder, built into the binary.
enum RuleText {
    /// The lines of a list without comments and blank lines.
    static func lines(_ resource: [UInt8]) -> [String] {
        String(decoding: resource, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("# ") && !$0.allSatisfy(\.isWhitespace) }
    }
}
