package import Model

/// What is known about a page's site before the page is read.
package enum SiteKnowledge: Hashable, Sendable {
    case nothing
    /// What its other pages taught.
    case memory(PageMemory)
    /// What a memory said when the page was read before: the same text comes out, unless the page has changed.
    case record(MemoryUse)
}
