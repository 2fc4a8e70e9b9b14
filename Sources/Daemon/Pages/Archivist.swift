package import Archiving
internal import Extraction
package import Judging
package import Logging
package import Model
package import Storage

/// Keeps articles: files first, then the store's transaction, then the index lines.
///
/// Pages that come while a batch is being written wait and are written together, so that the disk is asked to
/// synchronise once for many. The archive's lock is held for one batch at a time: other processes get their turn.
///
/// The disk blocks, so that the actor runs on a queue of its own.
package actor Archivist {
    private let archive: ArchiveFolder
    private let store: any Store
    /// Nil: raw responses are not kept.
    private let captures: CaptureWriter?
    private let topics: TopicMatcher
    private let logger: Logger
    private let executor = QueueExecutor(label: "dibao.archivist")
    private var waiting: [Submission] = []
    private var isWriting = false
    private var hasBegun = false
    /// Whether raw responses are kept.
    private nonisolated let keepsCaptures: Bool
    private nonisolated let settling: ArchiveSettling

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(
        archive: ArchiveFolder, store: any Store, captures: sending CaptureWriter?, topics: TopicMatcher,
        logger: Logger
    ) {
        self.archive = archive
        self.store = store
        let mending = captures?.mending
        keepsCaptures = captures != nil
        self.captures = captures
        self.topics = topics
        self.logger = logger
        settling = ArchiveSettling(archive: archive, store: store, captures: mending, logger: logger)
    }

    private enum Work {
        /// With what was served for it, as it is to be kept.
        case page(ReadPage, [FetchedFile], [WARCRecord])
        /// Files of an article that is in the archive.
        case files([FetchedFile], ArticleID)
        /// Other bytes at the addresses of files that an article in the archive has.
        case exchange([FetchedFile], ArticleID)
        /// Something happened to a URL whose text is in the archive.
        case news(EventDraft)
    }

    private struct Submission {
        let work: Work
        let done: CheckedContinuation<Result<Outcome, WorkFailure>, Never>
    }

    /// Pages written together.
    private static let batchLimit = 256
    /// How long to wait for other processes.
    private static let patience = Duration.seconds(120)

    /// Returns when the article would survive a loss of power, or is known to be kept already.
    ///
    /// - Parameter files: those of its attachments that are there; kept if the article is new.
    /// - Throws: `.storage` or `.busy`; nothing of the page was published then, or the next batch completes it.
    package nonisolated func keep(
        _ page: ReadPage, with files: [FetchedFile] = []
    ) async throws(WorkFailure) -> Outcome {
        // What was served is compressed here, where many tasks run, and not while others wait for the archive.
        var records: [WARCRecord] = []
        if keepsCaptures {
            do throws(StorageFailure) {
                let isKnown = try await settling.store.article(page.article.fingerprint.id) != nil
                if !isKnown { records = page.records }
            } catch {
                throw WorkFailure(error)
            }
        }
        return try await submit(.page(page, files, records))
    }

    /// Keeps files of an article that is in the archive. Returns when they would survive a loss of power.
    ///
    /// - Throws: `.storage` or `.busy`; none of them was kept then.
    package func keep(_ files: [FetchedFile], of id: ArticleID) async throws(WorkFailure) -> Outcome {
        try await submit(.files(files, id))
    }

    /// Keeps files that came in the place of kept ones of an article, beside these: its text is published anew as a
    /// revision that names them. Returns when that would survive a loss of power.
    ///
    /// - Throws: `.storage` or `.busy`; nothing was kept then.
    func exchange(_ files: [FetchedFile], of id: ArticleID) async throws(WorkFailure) -> Outcome {
        try await submit(.exchange(files, id))
    }

    /// Records that a URL is gone, or back. Returns when that would survive a loss of power.
    ///
    /// - Throws: `.storage` or `.busy`; nothing was recorded then.
    package func tell(_ draft: EventDraft) async throws(WorkFailure) -> Outcome {
        precondition(draft.kind.isWithoutText, "a text is kept, not told")
        return try await submit(.news(draft))
    }

    private func submit(_ work: Work) async throws(WorkFailure) -> Outcome {
        try await withCheckedContinuation { done in
            waiting.append(Submission(work: work, done: done))
            guard !isWriting else { return }
            isWriting = true
            Task { await writeWaiting() }
        }
        .get()
    }

    /// Completes what others left unfinished, without keeping anything new.
    package func settle() async throws(WorkFailure) {
        _ = try await write([])
    }

    private func writeWaiting() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Archivist.batchLimit))
            waiting.removeFirst(batch.count)
            do throws(WorkFailure) {
                let outcomes = try await write(batch.map(\.work))
                for (submission, outcome) in zip(batch, outcomes) {
                    submission.done.resume(returning: .success(outcome))
                }
            } catch {
                for submission in batch { submission.done.resume(returning: .failure(error)) }
            }
        }
        isWriting = false
    }

    /// One batch, in the order that `ArchiveWriter` explains.
    private func write(_ works: [Work]) async throws(WorkFailure) -> [Outcome] {
        do {
            let writer = try await archive.lock(as: "dibao", patience: Archivist.patience) { holder in
                logger.notice(
                    "waiting for the archive", metadata: ["holder": "\(holder.map(\.description) ?? "another process")"]
                )
            }
            try store.checkPlace()
            if !hasBegun { try await settling.begin(writer) }
            hasBegun = true
            try await settling.settle(writer)
            let (drafts, attachments) = try await place(works, writer)
            let publications = try await store.publish(drafts.map(\.draft))
            for (draft, publication) in zip(drafts, publications) {
                if let file = draft.file, publication.entry?.event.record == nil { try writer.remove(file) }
            }
            let entries = publications.compactMap(\.entry)
            let named = Set(entries.flatMap { $0.event.keptAttachments.compactMap(\.file) })
            for file in attachments where !named.contains(file.description) { try writer.remove(file) }
            _ = try await settling.append(entries, writer)
            try await store.markIndexed(entries)
            try writer.settle()
            return publications.map(Outcome.init)
        } catch {
            throw WorkFailure(error)
        }
    }

    private struct PlacedDraft {
        let draft: EventDraft
        /// The file that was placed for it, if its text was new.
        let file: TextFile?
    }

    /// Puts the texts that are new into the archive, and what was served for them, and files, beside them.
    ///
    /// - Returns: also the attachments that were placed.
    private func place(
        _ works: [Work], _ writer: borrowing ArchiveWriter
    ) async throws -> ([PlacedDraft], [AttachmentFile]) {
        var coming: Set<ArticleID> = []
        var new: [NewText] = []
        let edit = PageEdit(archive: archive, store: store, logger: logger)
        // By their places among the works: edits that leave the id as it is.
        var edits: [Int: [Change]] = [:]
        var edited: Set<String> = []
        var records: [[WARCRecord]] = []
        var shelf = AttachmentPlacement(archive: archive, store: store)
        var late: [EventDraft] = []
        var exchanged: [StoredArticle] = []
        for (place, work) in works.enumerated() {
            switch work {
            case .page(let page, let files, let served):
                let id = page.article.fingerprint.id
                if try await store.article(id) != nil {
                    guard let changes = try await edit.changes(of: page),
                        edited.insert(page.address.description).inserted
                    else { continue }
                    edits[place] = changes
                } else if !coming.insert(id).inserted {
                    continue
                }
                new.append(NewText(id: id, day: page.day, text: page.article.text))
                // Those of a text that was known a moment ago, and whose file was removed since.
                if keepsCaptures { records.append(served.isEmpty ? page.records : served) }
                try await shelf.take(files, of: id, on: page.day)
            case .files(let files, let id): late.append(try await draft(files, of: id, &shelf))
            case .exchange(let files, let id):
                let before = try await known(id)
                new.append(NewText(id: id, day: before.entry.day, bytes: try archive.read(before.record.file)))
                if keepsCaptures { records.append([]) }
                try await shelf.take(files, of: id, on: before.entry.day)
                exchanged.append(before)
            case .news: continue
            }
        }
        let texts = try writer.place(
            new, with: shelf.new, before: records.isEmpty ? nil : try captures?.tail(now: .now))
        let captured: [ArraySlice<Capture>]
        do throws(ArchiveError) { captured = try capture(records) } catch {
            // No event will name them.
            for text in texts { try writer.remove(text.file) }
            for attachment in shelf.new { try writer.remove(attachment.file) }
            throw error
        }
        var lateDrafts = late.makeIterator()
        var stored = exchanged.makeIterator()
        var kept = texts.indices.makeIterator()
        var drafts: [PlacedDraft] = []
        for (place, work) in works.enumerated() {
            switch work {
            case .news(let draft): drafts.append(PlacedDraft(draft: draft, file: nil))
            case .files: drafts.append(PlacedDraft(draft: lateDrafts.next()!, file: nil))  // one for each, made above
            case .exchange:
                let (before, text) = (stored.next()!, texts[kept.next()!])  // one of each, made above
                drafts.append(PlacedDraft(draft: renewed(before, text, shelf), file: text.file))
            case .page(let page, _, _):
                let id = page.article.fingerprint.id
                guard edits[place] != nil || coming.remove(id) != nil, let position = kept.next() else {
                    drafts.append(PlacedDraft(draft: reprint(page), file: nil))
                    continue
                }
                var record = record(page, texts[position], captured.isEmpty ? [] : captured[position])
                record.metadata.attachments = shelf.completed(record.metadata.attachments, of: id)
                let kind: Event.Kind =
                    if let changes = edits[place] { .revision(of: id, changes: changes, record) } else {
                        try await kind(of: page, record)
                    }
                drafts.append(PlacedDraft(draft: draft(page, kind), file: texts[position].file))
            }
        }
        return (drafts, shelf.new.map(\.file))
    }

    /// What is to be said about files that came after their article.
    private func draft(
        _ files: [FetchedFile], of id: ArticleID, _ shelf: inout AttachmentPlacement
    ) async throws -> EventDraft {
        let article = try await known(id).entry
        try await shelf.take(files, of: id, on: article.day)
        let named = shelf.completed(files.map(\.attachment), of: id) ?? []
        return EventDraft(
            at: .now, id: id, url: article.event.url, source: article.event.source, kind: .attachment(named))
    }

    private func known(_ id: ArticleID) async throws -> StoredArticle {
        guard let article = try await store.article(id) else {
            throw StorageFailure.unknown("article \(id), of which attachments have come")
        }
        return article
    }

    /// The same text with other files: what has changed are the places of these.
    private func renewed(_ before: StoredArticle, _ text: PlacedText, _ shelf: AttachmentPlacement) -> EventDraft {
        let event = before.entry.event
        var record = before.record
        record.file = text.file.description
        record.sha256 = text.sha256
        record.metadata.attachments = shelf.completed(record.metadata.attachments, of: event.id)
        let changes = zip(before.record.metadata.attachments ?? [], record.metadata.attachments ?? [])
            .filter { $0.sha256 != $1.sha256 }
            .map { Change(kind: .attachment, before: $0.file, after: $1.file) }
        return EventDraft(
            at: .now, id: event.id, url: event.url, source: event.source,
            kind: .revision(of: event.id, changes: changes, record))
    }

    /// Keeps what was served for articles, all pages of each; empty where nothing of it is kept.
    private func capture(_ served: [[WARCRecord]]) throws(ArchiveError) -> [ArraySlice<Capture>] {
        guard let captures else { return [] }
        var rest = try captures.append(served.flatMap(\.self), now: .now)[...]
        return served.map { records in
            defer { rest = rest.dropFirst(records.count) }
            return rest.prefix(records.count)
        }
    }

    /// A text that is new: the first that its URL shows, or an edit of the one before.
    private func kind(of page: ReadPage, _ record: ArticleRecord) async throws -> Event.Kind {
        guard let shown = try await store.page(page.address.description)?.article,
            let file = try await store.article(shown)?.record.file
        else { return .article(record) }
        let before: [String]
        do throws(ArchiveError) {
            before = try archive.lines(of: file)
        } catch {
            logger.warning("an edit is recorded without what changed", metadata: ["reason": "\(error)"])
            return .revision(of: shown, changes: [], record)
        }
        let difference = RevisionDiff(before: before, after: page.article.headline + page.article.body)
        return .revision(of: shown, changes: difference.changes, record)
    }

    private func record(
        _ page: ReadPage, _ text: PlacedText, _ captures: ArraySlice<Capture>
    ) -> ArticleRecord {
        let article = page.article
        let matching = topics.topics(title: article.headline, body: article.body)
        return ArticleRecord(
            file: text.file.description, sha256: text.sha256, simhash: article.fingerprint.simhash,
            chars: article.text.unicodeScalars.count { $0 != "\n" }, extractor: Extractor.version,
            metadata: article.metadata, topics: matching.isEmpty ? nil : matching, capture: captures.first,
            furtherCaptures: captures.count > 1 ? Array(captures.dropFirst()) : nil)
    }

    private func reprint(_ page: ReadPage) -> EventDraft {
        let metadata = page.article.metadata
        let reprint = Reprint(title: metadata.title, publisher: metadata.publisher, date: metadata.date)
        return draft(page, .duplicate(of: page.article.fingerprint.id, reprint))
    }

    private func draft(_ page: ReadPage, _ kind: Event.Kind) -> EventDraft {
        let url = page.address.description
        return EventDraft(
            at: page.fetchedAt, id: page.article.fingerprint.id, url: url, source: page.source, kind: kind,
            visit: Visit(url: url, at: page.fetchedAt, etag: page.etag, lastModified: page.lastModified))
    }
}

extension ReadPage {
    /// What was served for it, all its pages, as the archive keeps that.
    fileprivate var records: [WARCRecord] { ([response] + furtherResponses).map { WARCRecord($0) } }
}

extension Event.Kind {
    fileprivate var isWithoutText: Bool {
        switch self {
        case .gone, .back: true
        case .article, .revision, .duplicate, .reextracted, .attachment: false
        }
    }
}

extension Outcome {
    fileprivate init(_ publication: Publication) {
        switch publication {
        case .published(let entry): self = .published(entry.event)
        case .unchanged(let id): self = .unchanged(id)
        }
    }
}

extension WorkFailure {
    /// Why the archive or the store did not do what it was asked for.
    init(_ error: any Error) {
        switch error {
        case let error as WorkFailure: self = error
        case let error as ArchiveError:
            switch error {
            case .locked: self = .busy(error.description)
            case .cancelled: self = .cancelled
            default: self = .storage(error.description)
            }
        case let error as StorageFailure:
            switch error {
            case .busy: self = .busy(error.description)
            case .cancelled: self = .cancelled
            default: self = .storage(error.description)
            }
        default: self = .storage("\(error)")
        }
    }
}
