package import Model

/// What the pages of each site have taught, in the words of whoever learns it.
///
/// A memory belongs to a source and a site, `scheme://host[:port]`: sources of one site see different parts of it. No
/// file holds it: after the database is lost, the pages that are kept from then on teach it anew.
package protocol PageMemories: Sendable {
    /// The memory of a source's pages on a site; where it has none, that of the site's source that was taught last.
    func pageMemory(of site: String, for source: String) async throws(StorageFailure) -> KeptPageMemory?

    /// Remembers it in place of the one before. A source keeps `KeptPageMemory.sitesLimit` sites, those taught last.
    func record(_ memory: KeptPageMemory) async throws(StorageFailure)

    /// What has changed about the templates of a source's pages, a line a site; those taught last first.
    func layoutChanges(of source: String) async throws(StorageFailure) -> [String]
}

/// A memory as the database has it.
package struct KeptPageMemory: Hashable, Sendable {
    package var site: String
    package var source: String
    /// When it was taught last.
    package var at: Timestamp
    package var memory: String
    /// One line: what has changed about the site's template, as long as that is news.
    package var change: String?

    /// An aggregator's links lead anywhere; it has this many sites at the most.
    package static let sitesLimit = 256

    package init(site: String, source: String, at: Timestamp, memory: String, change: String? = nil) {
        self.site = site
        self.source = source
        self.at = at
        self.memory = memory
        self.change = change
    }
}
