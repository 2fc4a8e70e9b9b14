/// Writes lines as the contract has them: width, script, glosses.
struct TextFinisher: Sendable {
    let options: TextOptions
    private let converter = LazyConverter()

    init(options: TextOptions) { self.options = options }

    /// One line, finished. Text that a mirror has glossed was Simplified before and becomes so again.
    func finished(_ line: String, isGlossed: Bool) -> String {
        let line = options.width == .half ? Width.half(line) : line
        return isGlossed || options.script == .simplified ? converter.simplified(line) : line
    }
}

/// OpenCC's data are read when the first text needs them.
final class LazyConverter: Sendable {
    private static let shared = SimplifiedConverter()

    /// Without OpenCC's data, character by character.
    func simplified(_ text: String) -> String {
        LazyConverter.shared?.simplified(text) ?? TraditionalTable.simplified(text)
    }
}
