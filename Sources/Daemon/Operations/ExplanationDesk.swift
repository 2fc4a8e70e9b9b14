internal import Archiving
internal import Extraction
internal import Fetching
internal import Model
internal import Storage

/// Reads kept pages again, to tell why their texts read as they do.
struct ExplanationDesk: Sendable {
    let configuration: Configuration
    let archive: ArchiveFolder

    /// - Returns: nil where the page's response was not kept, or is no page.
    /// - Throws: `ArchiveError` where it cannot be read back.
    func explain(_ article: StoredArticle) throws -> Explanation? {
        guard let capture = article.record.capture else { return nil }
        let folder = configuration.capture.folder
        let reader = try CaptureReader(folder: folder, label: Works.path(of: folder, inside: archive.path))
        let response = try reader.read(capture)
        let event = article.entry.event
        let source = configuration.sources.first { $0.id == event.source }
        let offset = Works.utcOffset(configuration, of: source?.timeZone, at: event.at)
        let type = response.headers.first { $0.name.lowercased() == "content-type" }.flatMap { ContentType($0.value) }
        do throws(ExtractionFailure) {
            // As it was read then: with what the memory of its site left out.
            return try Works.extractor(configuration).explain(
                response.body, at: try? WebAddress(parsing: response.url), headerCharset: type?.charset,
                today: event.at.day(offset: offset), utcOffset: offset, rules: source?.rules ?? ExtractionRules(),
                knowing: .record(article.record.metadata.memory ?? MemoryUse()))
        } catch {
            return nil
        }
    }
}
