/// Writes lines as the contract has them: width, script, glosses.
struct TextFinisher: Sendable {
    let options: TextOptions
    private let converter = LazyConverter()

    init(options: TextOptions) { self.options = options }

    /// What happened to the lines of one article.
    struct Treatment: Sendable {
        let isGlossed: Bool
    }

    /// Decides from an article's lines how all of its text is treated.
    func treatment(of lines: [String], hasRuby: Bool) -> Treatment {
        let glosses = lines.reduce(0) { $0 + ($1.utf8.contains(0x28) || $1.utf8.contains(0xBC) ? Glosses.count(in: $1) : 0) }
        return Treatment(isGlossed: glosses >= Glosses.minimumCount)
    }

    /// One line, finished.
    func finished(_ line: String, _ treatment: Treatment) -> String {
        var line = line
        if treatment.isGlossed { line = Glosses.removed(from: line) }
        if options.width == .half { line = Width.half(line) }
        if treatment.isGlossed || options.script == .simplified { line = converter.simplified(line) }
        return line
    }
}

/// OpenCC's data are read when the first text needs them.
final class LazyConverter: Sendable {
    private static let shared = SimplifiedConverter()

    func simplified(_ text: String) -> String { LazyConverter.shared?.simplified(text) ?? text }
}
