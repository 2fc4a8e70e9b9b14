internal import Archiving
internal import Extraction
internal import Fetching
internal import Model
internal import Storage
internal import Threading

/// Reads kept pages again, to tell why their texts read as they do.
struct ExplanationService: Sendable {
    let configuration: Configuration
    let archive: ArchiveFolder
    let pool: ReadingPool
    /// For what waits for the disk.
    let disk: WorkerThreads

    /// - Returns: nil where the page's response was not kept, or is no page, or dibao died of it.
    /// - Throws: `ArchiveError` where it cannot be read back, `ReadingFailure` where nobody waits any more, or it takes too long.
    func explain(_ article: StoredArticle) async throws -> Explanation? {
        guard let capture = article.record.capture else { return nil }
        let folder = configuration.capture.folder
        let reader = try CaptureReader(folder: folder, label: Wiring.path(of: folder, inside: archive.path))
        let response = try await disk.run { try reader.read(capture) }
        guard let address = try? WebAddress(parsing: response.url) else { return nil }  // no page of the web
        let event = article.entry.event
        let source = configuration.sources.first { $0.id == event.source }
        let offset = Wiring.utcOffset(configuration, of: source?.timeZone, at: event.at)
        let type = response.headers.first { $0.name.lowercased() == "content-type" }.flatMap { ContentType($0.value) }
        let attempt = ReadingAttempt(.explanation, source: event.source, address: address)
        guard pool.refusal(of: attempt) == nil else { return nil }
        let extractor = Wiring.extractor(configuration)
        let explanation = try await pool.read(attempt, response.body) { () -> Explanation? in
            // As it was read then: with what the memory of its site left out. What is no page has no explanation.
            try? extractor.explain(
                response.body, at: address, headerCharset: type?.charset, today: event.at.day(offset: offset),
                utcOffset: offset, rules: source?.rules ?? ExtractionRules(),
                knowing: .record(article.record.metadata.memory ?? MemoryUse()))
        }
        await pool.finish(attempt)
        return explanation
    }
}
