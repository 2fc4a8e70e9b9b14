/// A source with the name of who wrote for it behind a stroke: `某報快訊／林小明`, `記者林小明／台北報導`.
struct SignedSource: Sendable {
    /// Nil where the line names a person alone.
    let source: String?
    let authors: [String]

    init(_ text: String) {
        let parts = text.split { $0 == "/" || $0 == "／" }.map(String.init)
        guard parts.count == 2 else {
            (source, authors) = (text, [])
            return
        }
        let credits = Byline(credits: parts[0]).authors
        if !credits.isEmpty, parts[1].hasSuffix("報導") || parts[1].hasSuffix("报道") {
            (source, authors) = (nil, credits)
        } else if (2...4).contains(parts[1].unicodeScalars.count), parts[1].unicodeScalars.allSatisfy(\.value.isHan),
            parts[0].unicodeScalars.count >= 3
        {
            (source, authors) = (parts[0], [parts[1]])
        } else {
            (source, authors) = (text, [])
        }
    }
}
