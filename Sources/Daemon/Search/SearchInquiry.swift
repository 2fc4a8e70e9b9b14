internal import Archiving
internal import Extraction
internal import Model
internal import Storage

/// What somebody asks the search index on the command line, and what is needed to answer.
package struct SearchInquiry {
    let query: SearchQuery
    let filter: ArticleFilter
    let lookup: ArticleLookup
    private let index: SQLiteSearchIndex
    private let configuration: Configuration
    private let console: Console

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
        let archive = try Wiring.existingArchive(configuration)
        let store = try await Wiring.currentStore(configuration, archive)
        let inquiry = SearchInquiry(
            query: query, filter: filter, lookup: ArticleLookup(archive: archive, store: store),
            index: try Wiring.searchIndex(configuration) { tellDamage($0, console) }, configuration: configuration,
            console: console)
        try await inquiry.ask { _ throws(StorageFailure) in }
        return inquiry
    }

    /// Asks the index, brought up to the journal. One that turns out to be damaged is made again from the files, and
    /// asked then.
    ///
    /// - Throws: `.inputOutput`, or `.tryAgain` where it was stopped before the index was up to the journal.
    func ask<Value: Sendable>(
        _ question: @Sendable (SQLiteSearchIndex) async throws(StorageFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        do throws(CommandFailure) { return try await ask(index, question) } catch {
            guard index.isDamaged else { throw error }
            SearchInquiry.tellDamage("\(error)", console)
            let index = try Wiring.searchIndex(configuration, insteadOf: index) { _ in }
            return try await ask(index, question)
        }
    }

    private static func tellDamage(_ reason: some CustomStringConvertible, _ console: Console) {
        console.say("dibao: the search index is damaged and made again from the files (\(reason))")
    }

    private func ask<Value: Sendable>(
        _ index: SQLiteSearchIndex, _ question: @Sendable (SQLiteSearchIndex) async throws(StorageFailure) -> Value
    ) async throws(CommandFailure) -> Value {
        let console = console
        let follower = SearchFollower(
            archive: lookup.archive, store: lookup.store, index: index, whenMissing: { console.say("dibao: \($0)") })
        try await follower.catchUp { done, all in
            console.show(progress: "\(progressBar(done, of: all)) reading what is new, \(done) of \(all) events")
        }
        console.show(progress: "")
        return try await stored { () throws(StorageFailure) in try await question(index) }
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
