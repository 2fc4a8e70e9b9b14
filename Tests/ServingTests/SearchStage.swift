import Model
import Storage

@testable import Serving

extension Served {
    /// Keeps a text, with its file, and puts it into the search index.
    @discardableResult
    func keep(_ draft: EventDraft, text: String) async throws -> ArticleID {
        guard let entry = try await store.publish([draft])[0].entry, let record = entry.event.record else {
            return draft.id
        }
        let title = record.metadata.title ?? ""
        shelf[record.file] = Array("\(title)\n\(text)\n".utf8)
        let document = SearchDocument(
            article: draft.id, day: entry.day, source: draft.source, title: title, body: text, fold: plainFold)
        _ = try await index.add([document], from: try await index.position(), through: entry.event.sequence)
        return draft.id
    }
}

/// Folding is tested where it is made; here every character stays as it is.
let plainFold: SearchText.Folding = { Array($0.utf8) }
