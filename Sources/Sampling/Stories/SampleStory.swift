/// One article of the pretend web, as its author wrote it: no site, no page, no absolute day.
struct SampleStory: Hashable, Sendable {
    /// Days before the web's today.
    let daysAgo: Int
    /// `HH:mm`.
    let time: String
    /// 引题.
    let introtitle: String?
    /// One line, or two that the page joins by `<br>`.
    let headline: [String]
    /// 副题.
    let subtitle: String?
    /// 来源.
    let source: String
    /// 责任编辑 or 记者, where the page names one outside of the text.
    let byline: String?
    let paragraphs: [String]

    init(
        _ daysAgo: Int, _ time: String, _ headline: String..., source: String, introtitle: String? = nil,
        subtitle: String? = nil, byline: String? = nil, text: String
    ) {
        self.daysAgo = daysAgo
        self.time = time
        self.introtitle = introtitle
        self.headline = headline
        self.subtitle = subtitle
        self.source = source
        self.byline = byline
        paragraphs = text.split(separator: "\n").map(String.init)
    }

    /// The headline in one line.
    var title: String { headline.joined(separator: " ") }

    /// The file that an archive must hold: one line a paragraph or table row, ASCII half width.
    var text: String {
        let lines = [introtitle].compactMap { $0 } + headline + [subtitle].compactMap { $0 } + paragraphs
        return lines.map { halfWidth($0).replacing("|", with: "\t") + "\n" }.joined()
    }
}

/// The text with the full-width forms of ASCII made ASCII.
private func halfWidth(_ text: String) -> String {
    var half = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        // U+FF01 to U+FF5E lie in the order of ASCII's "!" to "~".
        let isFullWidth = ("\u{FF01}"..."\u{FF5E}").contains(scalar)
        half.append(isFullWidth ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
    }
    return String(half)
}
