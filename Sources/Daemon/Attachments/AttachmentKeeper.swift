internal import Archiving
package import Fetching
package import Model
package import Storage

/// Keeps articles with the files that they offer.
///
/// An article's files are fetched before it is published, but it waits no longer than a minute for them. What has not
/// come by then goes to the frontier, with the article's id in its key, and is published as an `attachment` event when
/// it comes: an `AttachmentVisit` sees to it. Whatever happens in between, a later visit to the page finds what is missing.
package struct AttachmentKeeper: Sendable {
    /// False keeps articles without files.
    let isOn: Bool
    let limitBytes: Int
    let room: AttachmentSemaphore
    private let archivist: Archivist
    private let store: any StateStore
    private let time: DaemonClock

    /// The longest that a text waits for its files.
    private static let patience = Duration.seconds(60)
    /// More files than that of one article are links only.
    private static let filesLimit = 200

    /// - Parameter limitBytes: `fetch.max_body`.
    package init(
        isOn: Bool, limitBytes: Int, room: AttachmentSemaphore = AttachmentSemaphore(), archivist: Archivist,
        store: any StateStore, time: DaemonClock = .system
    ) {
        self.isOn = isOn
        self.limitBytes = limitBytes
        self.room = room
        self.archivist = archivist
        self.store = store
        self.time = time
    }

    /// Keeps an article, with its files where it is new.
    ///
    /// - Returns: also why files did not come.
    /// - Throws: `.storage`, `.busy` or `.cancelled`.
    func keep(
        _ page: ReadPage, getting: @escaping FurtherPages
    ) async throws(WorkFailure) -> (outcome: Outcome, failures: [String]) {
        guard isOn, let attachments = page.article.metadata.attachments, !attachments.isEmpty,
            try await record(of: page.article.fingerprint.id) == nil
        else { return (try await archivist.keep(page), []) }
        // An item that is a file has come with its page.
        let own = attachments.filter { page.isFile && $0.url == page.response.url }
        guard own.isEmpty else {
            return (
                try await archivist.keep(page, with: own.map { FetchedFile($0, bytes: page.response.body) }), []
            )
        }
        return try await gathering(attachments, getting) { (collection) throws(WorkFailure) in
            (try await archivist.keep(page, with: collection.files), collection.failures)
        }
    }

    /// Fetches and keeps those files of a kept article that are missing.
    ///
    /// - Returns: why some did not come.
    /// - Throws: `.storage`, `.busy` or `.cancelled`.
    func complete(_ id: ArticleID, getting: @escaping FurtherPages) async throws(WorkFailure) -> [String] {
        let missing = try await missing(of: id)
        guard !missing.isEmpty else { return [] }
        return try await gathering(missing, getting) { (collection) throws(WorkFailure) in
            if !collection.files.isEmpty { _ = try await archivist.keep(collection.files, of: id) }
            return collection.failures
        }
    }

    /// Puts those files of a kept article that are missing into the frontier.
    ///
    /// - Throws: `.storage` or `.busy`.
    package func remember(_ id: ArticleID, source: String, page: String) async throws(WorkFailure) {
        let waiting = try await missing(of: id).compactMap { attachment -> FoundPage? in
            guard let address = try? WebAddress(parsing: attachment.url) else { return nil }  // nothing to fetch
            return FoundPage(
                key: AttachmentKey(article: id, url: attachment.url).description, url: attachment.url, source: source,
                site: address.siteKey, foundOn: page, title: attachment.name, purpose: .attachment)
        }
        guard !waiting.isEmpty else { return }
        _ = try await kept { () throws(StorageFailure) in try await store.discover(waiting, at: time.now()) }
    }

    /// Looks whether the files of a kept article are still what they were: each is asked for with the marks that it had,
    /// those first that were not looked at for longest. What cannot be had now is looked at another time.
    ///
    /// - Parameters:
    ///   - page: the article's address; nothing is asked for another page's sake.
    ///   - own: what that served where the page is a file itself.
    /// - Returns: those with other bytes than are kept.
    func replaced(
        of id: ArticleID, on page: String, own: [UInt8]?, asking: (Request) async -> Fetched
    ) async throws(WorkFailure) -> [FetchedFile] {
        guard isOn, let stored = try await kept({ () throws(StorageFailure) in try await store.article(id) }),
            stored.entry.event.url == page
        else { return [] }
        let files = (stored.record.metadata.attachments ?? []).filter { $0.file != nil && $0.sha256 != nil }
        if let own, let file = files.first(where: { $0.url == page }) {
            let now = FetchedFile(file, bytes: own)
            return now.sha256 == file.sha256 ? [] : [now]
        }
        var known: [(attachment: Attachment, visit: Visit?)] = []
        for file in files.prefix(AttachmentKeeper.filesLimit) where file.url != page {
            let key = AttachmentKey(article: id, url: file.url).description
            known.append((file, try await kept { () throws(StorageFailure) in try await store.visit(to: key) }))
        }
        let never = Timestamp(secondsSinceEpoch: 0)
        known.sort { ($0.visit?.at ?? never) < ($1.visit?.at ?? never) }
        let deadline = time.elapsed() + AttachmentKeeper.patience
        do {
            guard !known.isEmpty, try await room.enter(by: deadline, time) else { return [] }
        } catch { throw .cancelled }
        defer { room.leave() }
        var replaced: [FetchedFile] = []
        var seen: [Visit] = []
        for (attachment, visit) in known {
            guard time.elapsed() < deadline, replaced.reduce(0, { $0 + $1.bytes.count }) < limitBytes else { break }
            let look = await look(at: attachment, of: id, since: visit, asking: asking)
            if look.isCalledOff { break }
            if let file = look.file { replaced.append(file) } else if let visit = look.visit { seen.append(visit) }
        }
        let looks = seen
        if !looks.isEmpty { try await kept { () throws(StorageFailure) in try await store.record(looks) } }
        return replaced
    }

    /// - Returns: the file where it has other bytes, else the marks that it has now.
    private func look(
        at attachment: Attachment, of id: ArticleID, since visit: Visit?, asking: (Request) async -> Fetched
    ) async -> (file: FetchedFile?, visit: Visit?, isCalledOff: Bool) {
        guard let address = try? WebAddress(parsing: attachment.url) else { return (nil, nil, false) }  // it was one
        var now = Visit(
            url: AttachmentKey(article: id, url: attachment.url).description, at: time.now(), etag: visit?.etag,
            lastModified: visit?.lastModified)
        let known = KnownVersion(etag: now.etag, lastModified: now.lastModified)
        switch await asking(Request(address, known: known)) {
        case .page(let response):
            // A notice in its place says nothing about the file.
            guard AttachmentVerdict(response, asked: address) == .file else { break }
            let file = FetchedFile(attachment, bytes: response.body)
            guard file.sha256 == attachment.sha256 else { return (file, nil, false) }
            (now.etag, now.lastModified) = (response.version.etag, response.version.lastModified)
        case .calledOff: return (nil, nil, true)
        default: break
        }
        return (nil, now, false)
    }

    private func missing(of id: ArticleID) async throws(WorkFailure) -> [Attachment] {
        guard isOn else { return [] }
        let all = try await record(of: id)?.metadata.attachments ?? []
        return all.prefix(AttachmentKeeper.filesLimit).filter { $0.file == nil }
    }

    private func gathering<Value: Sendable>(
        _ attachments: [Attachment], _ getting: @escaping FurtherPages,
        _ keep: (AttachmentCollection) async throws(WorkFailure) -> Value
    ) async throws(WorkFailure) -> Value {
        let deadline = time.elapsed() + AttachmentKeeper.patience
        let isIn: Bool
        do { isIn = try await room.enter(by: deadline, time) } catch { throw .cancelled }
        guard isIn else { return try await keep(AttachmentCollection()) }
        defer { room.leave() }
        let collection = try await AttachmentCollection.gather(
            Array(attachments.prefix(AttachmentKeeper.filesLimit)), patience: deadline - time.elapsed(),
            limitBytes: limitBytes, time: time, getting: getting)
        return try await keep(collection)
    }

    private func record(of id: ArticleID) async throws(WorkFailure) -> ArticleRecord? {
        try await kept { () throws(StorageFailure) in try await store.article(id)?.record }
    }
}

/// The key of a file in the frontier, `attachment 0d968600ded4c9d5 https://…/1.pdf`: no page's key looks like it, and two
/// articles with one file have two.
struct AttachmentKey: Hashable, CustomStringConvertible {
    let article: ArticleID
    let url: String

    init(article: ArticleID, url: String) {
        self.article = article
        self.url = url
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, parts[0] == "attachment", let article = ArticleID(String(parts[1])) else { return nil }
        self.init(article: article, url: String(parts[2]))
    }

    var description: String { "attachment \(article) \(url)" }
}
