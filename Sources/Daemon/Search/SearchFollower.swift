internal import Archiving
internal import Extraction
internal import Model
internal import Storage
internal import Threading

/// Brings the search index up to the journal: the texts of events that it does not hold yet, in their order.
///
/// Position and texts are kept in one transaction: killed at any point, it goes on from there. Several may work over one
/// index; what another has done is not done again.
struct SearchFollower: Sendable {
    let archive: ArchiveFolder
    let store: any Store & KeptArticles
    let index: any SearchIndex
    /// Texts in one transaction.
    var pieceLimit = 500
    /// Where files are read and texts are prepared.
    var disk = WorkerThreads(label: "dibao.searching", count: 1)
    /// Told of a text that cannot be found; it is left out until the index is made anew.
    let whenMissing: @Sendable (String) -> Void

    /// Bytes of texts in one transaction, unless one text alone has more.
    private static let pieceLimitBytes = 8 << 20

    /// Returns when everything that was in the journal at the beginning is in the index.
    ///
    /// - Parameter progress: is told how many of how many events are done.
    /// - Throws: `.inputOutput`, or `.tryAgain`, also where the task is cancelled; what was done until then stays.
    func catchUp(progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }) async throws(CommandFailure) {
        let last = try await stored { () throws(StorageFailure) in try await store.lastSequence() }
        var position = try await position(before: last)
        let start = position
        while position < last {
            // A million texts take the better part of an hour.
            guard !Task.isCancelled else { throw CommandFailure(.tryAgain, "the search index was interrupted") }
            try await takePiece(after: position, last: last)
            position = try await stored { () throws(StorageFailure) in try await index.position() }
            progress(min(position, last) - start, last - start)
        }
    }

    /// An index that is ahead of the journal belongs to another one, which is lost.
    private func position(before last: Int) async throws(CommandFailure) -> Int {
        try await stored { () throws(StorageFailure) in
            let position = try await index.position()
            guard position > last else { return position }
            try await index.clear()
            return 0
        }
    }

    private func takePiece(after position: Int, last: Int) async throws(CommandFailure) {
        let articles = try await stored { () throws(StorageFailure) in
            try await store.articles(after: position, matching: ArticleFilter(), limit: pieceLimit)
        }
        let piece = try await disk.run { () throws(CommandFailure) -> Piece in try self.piece(of: articles) }
        // A piece that is not full reaches to the end of the journal, past events without a text.
        let isLast = piece.reached == articles.last?.event.sequence && articles.count < pieceLimit
        let reached = piece.reached ?? last
        let through = isLast ? max(reached, last) : reached
        // Where somebody else was faster, the next piece begins where that one ended.
        _ = try await stored { () throws(StorageFailure) in
            try await index.add(piece.documents, from: position, through: through)
        }
    }

    /// Texts, and the number of the last event that they reach; nil where there was none.
    private struct Piece: Sendable {
        let documents: [SearchDocument]
        let reached: Int?
    }

    /// The texts of articles, up to a number of bytes.
    private func piece(of articles: [KeptArticle]) throws(CommandFailure) -> Piece {
        var documents: [SearchDocument] = []
        var bytes = 0
        for article in articles {
            guard let text = try text(of: article) else { continue }
            documents.append(SearchDocument(article, text: text))
            bytes += text.utf8.count
            if bytes > SearchFollower.pieceLimitBytes {
                return Piece(documents: documents, reached: article.event.sequence)
            }
        }
        return Piece(documents: documents, reached: articles.last?.event.sequence)
    }

    /// Nil where the file is missing; any other trouble may pass, and ends the work.
    private func text(of article: KeptArticle) throws(CommandFailure) -> String? {
        do throws(ArchiveError) {
            return String(decoding: try archive.read(article.record.file), as: UTF8.self)
        } catch {
            switch error {
            case .missing, .misnamed:
                whenMissing("article \(article.event.id) cannot be searched: \(error)")
                return nil
            default: throw CommandFailure(WorkFailure(error))
            }
        }
    }
}

extension SearchDocument {
    /// A kept article; its day is that of its folder.
    init(_ article: KeptArticle, text: String) {
        guard let day = TextFile(article.record.file)?.day else {
            preconditionFailure("a file that was read has a day")
        }
        let body = ShownArticle(event: article.event, text: text).body
        self.init(
            article: article.event.id, day: day, source: article.event.source,
            title: String(text.dropLast(body.count)), body: body, fold: FoldedText.bytes)
    }
}
