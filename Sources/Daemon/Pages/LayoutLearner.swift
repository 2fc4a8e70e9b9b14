package import Extraction
internal import Fetching
package import Model
package import Storage

/// What the pages of the sites have taught: asked before a page is read, told once its article is kept.
///
/// Sites at work are kept in hand, the others in the database. What a site taught is written down for each of its first
/// pages, then every few pages: a daemon that dies loses at most the latest of these, which the next pages teach again.
package actor LayoutLearner {
    private let store: any PageMemories & AlertLog

    private struct Key: Hashable {
        let site: String
        let source: String
    }

    private struct Pupil {
        var memory: PageMemory
        /// Lessons that are not in the database.
        var unsaved = 0
        var lastUse = 0
        var at: Timestamp?
    }

    private var pupils: [Key: Pupil] = [:]
    private var uses = 0

    private static let sitesInHand = 64
    /// Up to here every lesson is written down, then every so many.
    private static let lessonsEach = 8

    package init(store: any PageMemories & AlertLog) { self.store = store }

    /// What is known about a source's pages on an address's site.
    ///
    /// - Throws: `.storage` or `.busy`.
    package func memory(of address: WebAddress, for source: String) async throws(WorkFailure) -> PageMemory {
        try await pupil(Key(site: address.siteKey, source: source)).memory
    }

    /// Learns from a page whose article was kept, and was new.
    ///
    /// - Parameter isNews: the page is of these days.
    /// - Throws: `.storage` or `.busy`; the lesson is learnt all the same, for as long as this lives.
    package func learn(
        _ lesson: PageObservation, from address: WebAddress, of source: String, isNews: Bool, at now: Timestamp
    ) async throws(WorkFailure) {
        let key = Key(site: address.siteKey, source: source)
        var pupil = try await pupil(key)
        let change = pupil.memory.change
        pupil.memory.learn(lesson, isNews: isNews)
        pupil.unsaved += 1
        pupil.at = now
        let hasNews = pupil.memory.change != change
        let isDue =
            hasNews || pupil.memory.pages <= LayoutLearner.lessonsEach || pupil.unsaved >= LayoutLearner.lessonsEach
        if isDue { pupil.unsaved = 0 }
        pupils[key] = pupil
        guard isDue else { return }
        try await save(key, pupil)
        guard change == nil, let change = pupil.memory.change, source != SourceConfiguration.manual else { return }
        _ = try await kept { () throws(StorageFailure) in
            try await store.raise(
                .layoutChanged, source: source, detail: "\(key.site): \(change.description)", at: now)
        }
    }

    /// Writes down what is not yet.
    ///
    /// - Throws: `.storage` or `.busy`.
    package func save() async throws(WorkFailure) {
        for (key, pupil) in pupils where pupil.unsaved > 0 {
            pupils[key]?.unsaved = 0
            try await save(key, pupil)
        }
    }

    private func pupil(_ key: Key) async throws(WorkFailure) -> Pupil {
        uses += 1
        if var pupil = pupils[key] {
            pupil.lastUse = uses
            pupils[key] = pupil
            return pupil
        }
        let row = try await kept { () throws(StorageFailure) in
            try await store.pageMemory(of: key.site, for: key.source)
        }
        // While the database answered, somebody else may have asked for it, and taught it.
        if let pupil = pupils[key] { return pupil }
        let pupil = Pupil(
            memory: recalled(PageMemory.self, from: row?.memory, countsOn: false) ?? PageMemory(), lastUse: uses)
        pupils[key] = pupil
        try await makeRoom()
        return pupil
    }

    /// Lets go of the site that was not asked for longest.
    private func makeRoom() async throws(WorkFailure) {
        guard pupils.count > LayoutLearner.sitesInHand,
            let (key, pupil) = pupils.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        pupils[key] = nil
        if pupil.unsaved > 0 { try await save(key, pupil) }
    }

    private func save(_ key: Key, _ pupil: Pupil) async throws(WorkFailure) {
        guard let text = remembered(pupil.memory), let at = pupil.at else { return }
        let change = pupil.memory.change.map { "\(key.site): \($0.description)" }
        try await kept { () throws(StorageFailure) in
            try await store.record(
                KeptPageMemory(site: key.site, source: key.source, at: at, memory: text, change: change))
        }
    }
}
