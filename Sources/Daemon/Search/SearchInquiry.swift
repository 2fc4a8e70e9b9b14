internal import Archiving
internal import Extraction
internal import Model
internal import Storage

/// What somebody asks the search index on the command line, and what is needed to answer.
package struct SearchInquiry {
    let query: SearchQuery
    let filter: ArticleFilter
    let index: SQLiteSearchIndex
    let lookup: ArticleLookup

    /// Which articles somebody looks for, as written on the command line.
    package struct Wishes: Sendable {
        package var query = ""
        package var sources: [String] = []
        package var topics: [String] = []
        /// The first day of articles, then the last.
        package var from: String?
        package var to: String?

        package init() {}
    }

    /// Reads the wishes, opens the index, and brings it up to the journal.
    ///
    /// - Throws: `.usage` for a text that is no query, `.badData` where there is no archive.
    static func open(
        _ wishes: Wishes, _ configuration: Configuration, console: Console
    ) async throws(CommandFailure) -> SearchInquiry {
        let query = try query(wishes.query)
        var filter = ArticleFilter()
        filter.since = try wishes.from.map(wantedDay)
        filter.until = try wishes.to.map(wantedDay)
        (filter.sources, filter.topics) = (wishes.sources, wishes.topics)
        for notice in configuration.notices(sources: wishes.sources, topics: wishes.topics) {
            console.say("dibao: \(notice)")
        }
        let archive = try Works.existingArchive(configuration)
        let store = try await knowingStore(configuration, archive)
        let index = try Works.searchIndex(configuration)
        let follower = SearchFollower(
            archive: archive, store: store, index: index, whenMissing: { console.say("dibao: \($0)") })
        try await follower.catchUp { done, all in
            console.show(progress: "\(progressBar(done, of: all)) reading what is new, \(done) of \(all) events")
        }
        console.show(progress: "")
        return SearchInquiry(
            query: query, filter: filter, index: index, lookup: ArticleLookup(archive: archive, store: store))
    }

    /// The database, which knows what the archive holds: "nothing found" is not said of texts that it never saw.
    ///
    /// - Throws: `.badData` where there is none, or an empty one beside an archive that is not.
    private static func knowingStore(
        _ configuration: Configuration, _ archive: ArchiveFolder
    ) async throws(CommandFailure) -> SQLiteStore {
        let (_, path) = try Works.searchPath(configuration)
        let advice = "run `dibao index --rebuild`, which makes it from the files, or name the --config"
        guard let store = try Works.existingStore(configuration) else {
            throw CommandFailure(.badData, "\(oneLine(path)): no database here; \(advice)")
        }
        if try await stored({ () throws(StorageFailure) in try await store.lastSequence() }) == 0 {
            let inFiles: Int
            do throws(ArchiveError) { inFiles = try archive.lastSequence() } catch {
                throw CommandFailure(.inputOutput, error.description)
            }
            if inFiles > 0 {
                throw CommandFailure(.badData, "\(oneLine(path)): the database is empty, the archive is not; \(advice)")
            }
        }
        return store
    }

    /// The article that was found, and its text; nil where the store knows it no more.
    func article(_ hit: SearchHit) async throws(CommandFailure) -> StoredArticle? {
        try await stored { () throws(StorageFailure) in try await lookup.store.article(hit.article) }
    }

    private static func query(_ text: String) throws(CommandFailure) -> SearchQuery {
        do throws(SearchQueryError) { return try SearchQuery(text, fold: FoldedText.bytes) } catch {
            throw CommandFailure(.usage, error.description)
        }
    }
}
