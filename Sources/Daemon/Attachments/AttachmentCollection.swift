internal import Fetching
internal import Model

/// The files of one article, gathered one after the other for a bounded time.
struct AttachmentCollection: Sendable {
    var files: [FetchedFile] = []
    /// Why others did not come.
    var failures: [PageFailure] = []

    /// - Parameters:
    ///   - attachments: those to get.
    ///   - patience: what has not come by then is left for later.
    ///   - limitBytes: when so much has come, the rest is left for later.
    /// - Throws: `.cancelled` where the task is.
    static func gather(
        _ attachments: [Attachment], patience: Duration, limitBytes: Int, time: Timepiece,
        getting: @escaping AttachmentKeeper.Getting
    ) async throws(PageFailure) -> AttachmentCollection {
        let collection = await withTaskGroup(of: AttachmentCollection?.self) { group in
            group.addTask { await AttachmentCollection(attachments, limitBytes: limitBytes, getting: getting) }
            group.addTask {
                try? await time.sleep(patience)  // a cancelled sleep is over, too
                return nil
            }
            while let result = await group.next() {
                group.cancelAll()
                if let result { return result }
            }
            return AttachmentCollection()
        }
        guard !Task.isCancelled else { throw .cancelled }
        return collection
    }

    init() {}

    /// What comes until the task is cancelled.
    private init(_ attachments: [Attachment], limitBytes: Int, getting: AttachmentKeeper.Getting) async {
        var held = 0
        for attachment in attachments where held < limitBytes {
            do throws(PageFailure) {
                let file = try await AttachmentCollection.file(attachment, getting)
                held += file.bytes.count
                files.append(file)
            } catch {
                if case .cancelled = error { return }
                failures.append(error.naming(attachment.url))
            }
        }
    }

    private static func file(
        _ attachment: Attachment, _ getting: AttachmentKeeper.Getting
    ) async throws(PageFailure) -> FetchedFile {
        let address: WebAddress
        do throws(WebAddressError) {
            address = try WebAddress(parsing: attachment.url)
        } catch {
            throw .refused("\(oneLine(attachment.url)): \(error)")
        }
        let response = try await getting(address)
        switch AttachmentVerdict(response, asked: address, mayBeWall: false) {
        case .file: return FetchedFile(attachment, bytes: response.body)
        case .wall(let wall): throw .refused("\(address): a wall in place of the file: \(oneLine(wall.description))")
        case .other(let reason): throw .unreadable(reason)
        }
    }
}

extension PageFailure {
    /// The same with the address, where its words lack it: failures of a connection only name the site.
    fileprivate func naming(_ url: String) -> PageFailure {
        description.contains(url) ? self : .later("\(oneLine(url)): \(self)")
    }
}
