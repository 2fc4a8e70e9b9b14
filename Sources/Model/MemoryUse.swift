/// What the memory of a site did to an article. The page, read again with this, gives the same text whatever the site
/// has taught since.
package struct MemoryUse: Hashable, Sendable, Codable {
    /// The element in which the article was looked for, as a selector; nil where the page alone said it.
    package var container: String?
    /// Lines of the page, as they stand there, that were left out because the site repeats them.
    package var dropped: [String]?

    package init(container: String? = nil, dropped: [String]? = nil) {
        self.container = container
        self.dropped = dropped
    }

    package var isEmpty: Bool { container == nil && dropped == nil }
}
