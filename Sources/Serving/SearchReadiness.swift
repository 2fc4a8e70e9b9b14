internal import Model
internal import Storage

/// Why a search cannot be answered yet. An index that lacks texts never answers that there are none.
struct SearchNotReady: Error, Hashable, Sendable {
    /// How much of the journal it has read; nil where there is no index.
    let percent: Int?

    /// As it is told to programs.
    var problem: Problem { problem { $1 } }

    /// As it is told to people.
    func problem(_ reader: Reader) -> Problem { problem { reader.words($0, $1) } }

    private func problem(_ words: (_ chinese: String, _ english: String) -> String) -> Problem {
        guard let percent else {
            let text = words("检索索引尚未建好，请稍后再试。", "There is no search index here yet; try again later.")
            return Problem(503, "no-search-index", text, retryAfter: 30)
        }
        let text = words(
            "检索索引正在建立，已完成 \(percent)%，请稍后再试。", "The search index is being built, \(percent)% so far; try again later.")
        return Problem(503, "search-index-incomplete", text, retryAfter: 30)
    }
}

extension ServerDependencies {
    /// New events are in the index within seconds. What has not come within so many is being made up for.
    private static let usualDelaySeconds = 60

    /// The index, if it has all texts but the newest.
    ///
    /// - Throws: `SearchNotReady`, and `StorageFailure`.
    func searchDesk() async throws -> SearchClient {
        guard let desk = await search() else { throw SearchNotReady(percent: nil) }
        let position = try await desk.position()
        let last = try await catalogue.lastSequence()
        guard position != last else { return desk }
        // An index that is ahead belongs to another journal, and is made anew.
        guard position < last else { throw SearchNotReady(percent: 0) }
        let next = try await catalogue.happenings(before: position + 2, matching: JournalFilter(), limit: 1).first?
            .entry.event
        if let next, next.sequence > position,
            now().secondsSinceEpoch - next.at.secondsSinceEpoch <= ServerDependencies.usualDelaySeconds
        {
            return desk
        }
        throw SearchNotReady(percent: max(0, Int(Double(position) / Double(last) * 100)))
    }
}
