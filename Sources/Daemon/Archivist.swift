package import Archiving
internal import Extraction
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
    private let topics: [Configuration.Topic]
    private let logger: Logger
    private let executor = QueueExecutor(label: "dibao.archivist")
    private var waiting: [Submission] = []
    private var isWriting = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    package init(
        archive: ArchiveFolder, store: any Store, captures: sending CaptureWriter?, topics: [Configuration.Topic],
        logger: Logger
    ) {
        self.archive = archive
        self.store = store
        self.captures = captures
        self.topics = topics
        self.logger = logger
    }

    private struct Submission {
        let page: ReadPage
        let done: CheckedContinuation<Result<Outcome, PageFailure>, Never>
    }

    /// Pages written together.
    private static let batchLimit = 256
    /// How long to wait for other processes.
    private static let patience = Duration.seconds(120)

    /// Returns when the article would survive a loss of power, or is known to be kept already.
    ///
    /// - Throws: `.storage` or `.busy`; nothing of the page was published then, or the next batch completes it.
    package func keep(_ page: ReadPage) async throws(PageFailure) -> Outcome {
        try await withCheckedContinuation { done in
            waiting.append(Submission(page: page, done: done))
            guard !isWriting else { return }
            isWriting = true
            Task { await writeWaiting() }
        }
        .get()
    }

    /// Completes what others left unfinished, without keeping anything new.
    package func settle() async throws(PageFailure) {
        _ = try await write([])
    }

    private func writeWaiting() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(Archivist.batchLimit))
            waiting.removeFirst(batch.count)
            do throws(PageFailure) {
                let outcomes = try await write(batch.map(\.page))
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
    private func write(_ pages: [ReadPage]) async throws(PageFailure) -> [Outcome] {
        do {
            let writer = try await archive.lock(as: "dibao", patience: Archivist.patience) { holder in
                logger.notice(
                    "waiting for the archive", metadata: ["holder": "\(holder.map(\.description) ?? "another process")"]
                )
            }
            try await settle(writer)
            let drafts = try await place(pages, writer)
            let publications = try await store.publish(drafts.map(\.draft))
            for (draft, publication) in zip(drafts, publications) {
                if let file = draft.file, publication.entry?.event.record == nil { try writer.remove(file) }
            }
            let entries = publications.compactMap(\.entry)
            try writer.append(entries)
            try await store.markIndexed(entries)
            try writer.settle()
            return publications.map(Outcome.init)
        } catch {
            throw PageFailure(keeping: error)
        }
    }

    /// Completes or removes what owners of the lock before this one left: they may have died at any point.
    private func settle(_ writer: borrowing ArchiveWriter) async throws {
        if try await store.lastSequence() == 0 { try await rebuild() }
        while true {
            let entries = try await store.unindexed(limit: 1000)
            if entries.isEmpty { break }
            try writer.append(entries)
            try await store.markIndexed(entries)
        }
        let store = store
        let removed = try await writer.recover { (file) throws(StorageFailure) in
            try await store.article(file.id)?.record.file == file.description
        }
        for file in removed {
            logger.notice("removed a text that was never published", metadata: ["file": "\(file)"])
        }
    }

    /// An empty store next to a full archive: the database is new or was lost, and the files know better.
    private func rebuild() async throws {
        let report = try await IndexRebuild(archive: archive, store: store).run()
        if report.store.events > 0 {
            logger.notice("rebuilt the database from the files", metadata: ["events": "\(report.store.events)"])
        }
        for line in report.unreadable { logger.error("unreadable index line", metadata: ["line": "\(line)"]) }
    }

    private struct PlacedDraft {
        let draft: EventDraft
        /// The file that was placed for it, if its text was new.
        let file: TextFile?
    }

    /// Puts the texts that are new into the archive, and what was served for them beside it.
    private func place(_ pages: [ReadPage], _ writer: borrowing ArchiveWriter) async throws -> [PlacedDraft] {
        var coming: Set<ArticleID> = []
        var isNew: [Bool] = []
        for page in pages {
            let id = page.article.fingerprint.id
            isNew.append(try await store.article(id) == nil && coming.insert(id).inserted)
        }
        let new = zip(pages, isNew).filter(\.1).map(\.0)
        let captured = try captures?.append(new.map { WARCRecord($0.response) }, now: .now)
        let texts = try writer.place(
            new.map { NewText(id: $0.article.fingerprint.id, day: $0.day, text: $0.article.text) })
        var kept = texts.enumerated().makeIterator()
        return zip(pages, isNew).map { page, isNew in
            guard isNew, let (position, text) = kept.next() else { return PlacedDraft(draft: reprint(page), file: nil) }
            return PlacedDraft(draft: article(page, text, captured?[position]), file: text.file)
        }
    }

    private func article(_ page: ReadPage, _ text: PlacedText, _ capture: Capture?) -> EventDraft {
        let article = page.article
        let matching = topics.filter { topic in topic.any.contains { article.text.contains($0) } }
        let record = ArticleRecord(
            file: text.file.description, sha256: text.sha256, simhash: article.fingerprint.simhash,
            chars: article.text.unicodeScalars.count { $0 != "\n" }, extractor: Extractor.version,
            metadata: article.metadata, topics: matching.isEmpty ? nil : matching.map(\.id), capture: capture)
        return draft(page, .article(record))
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

extension Outcome {
    fileprivate init(_ publication: Publication) {
        switch publication {
        case .published(let entry): self = .published(entry.event)
        case .unchanged(let id): self = .unchanged(id)
        }
    }
}

extension PageFailure {
    /// What to do when the archive or the store refused.
    init(keeping error: any Error) {
        switch error {
        case let error as PageFailure: self = error
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
