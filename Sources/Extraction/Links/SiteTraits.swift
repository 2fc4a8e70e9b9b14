/// What a page gives away about the site behind it.
package struct SiteTraits: Hashable, Sendable {
    /// The page's `title`; nil where it has none.
    package let title: String?
    /// The site's name, as its meta tags have it.
    package let siteName: String?
    /// By its WHATWG name.
    package let charset: String
    /// Nothing declared the charset, or no declaration held.
    package let isCharsetGuessed: Bool
    /// As the page names it.
    package let generator: String?
    /// Families of content management systems of which it has marks, the likeliest first.
    package let families: [String]

    /// - Parameters:
    ///   - bytes: the page as it came, decoded from transfer and content codings.
    ///   - headerCharset: the charset of the HTTP header.
    package init(reading bytes: [UInt8], headerCharset: String?) {
        let decoded = PageDecoder.decode(bytes, headerCharset: headerCharset)
        let head = HeadMetadata(PageTree(parsing: decoded.utf8))
        title = head.title.isEmpty ? nil : head.title
        siteName = head.first(of: HeadMetadata.site)
        charset = decoded.charset.name
        isCharsetGuessed = decoded.isGuessed
        generator = head.first(of: ["generator"])
        families = SiteMarks.standard.families(in: decoded.utf8)
    }
}

/// Texts that only one system's pages have.
struct SiteMarks: Sendable {
    private let marks: [(text: [UInt8], family: String)]

    static let standard = SiteMarks(lines: RuleText.lines(PackageResources.site_marks_txt))

    /// Marks further behind are not looked for.
    private static let searchedBytes = 512 << 10

    /// - Parameter lines: a mark, two spaces, its family.
    init(lines: [String]) {
        marks = lines.map { line in
            guard let gap = line.firstRange(of: "  "), gap.lowerBound != line.startIndex,
                gap.upperBound != line.endIndex
            else { preconditionFailure("a mark that cannot be read: \(line)") }  // the list is part of the program
            return (Array(line[..<gap.lowerBound].utf8), String(line[gap.upperBound...]))
        }
    }

    /// The families with the most marks come first, of equal ones the first in the list.
    func families(in utf8: [UInt8]) -> [String] {
        let page = utf8.prefix(SiteMarks.searchedBytes).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var order: [String] = []
        var counts: [String: Int] = [:]
        for mark in marks where page.contains(mark.text) {
            if counts[mark.family] == nil { order.append(mark.family) }
            counts[mark.family, default: 0] += 1
        }
        return order.enumerated()
            .sorted { (counts[$0.element] ?? 0, $1.offset) > (counts[$1.element] ?? 0, $0.offset) }
            .map(\.element)
    }
}
