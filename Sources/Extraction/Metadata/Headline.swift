/// The lines of a headline and where they stand.
struct Headline: Sendable {
    /// 引题, the lines above.
    var introtitle: [String] = []
    /// The title's lines, one or more.
    var title: [String] = []
    /// 副题, the lines below.
    var subtitle: [String] = []
    /// The blocks that it takes; nil where the page shows none and the title is the head's.
    var blocks: Range<Int>?

    var lines: [String] { introtitle + title + subtitle }
}
