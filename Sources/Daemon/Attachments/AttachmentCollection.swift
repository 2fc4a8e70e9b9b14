internal import Fetching
internal import Model

/// The files of one article, gathered one after the other for a bounded time.
struct AttachmentCollection: Sendable {
    var files: [FetchedFile] = []
    /// Why others did not come, one line each.
    var failures: [String] = []

    /// - Parameters:
    ///   - attachments: those to get.
    ///   - patience: what has not come by then is left for later.
    ///   - limitBytes: when so much has come, the rest is left for later.
    /// - Throws: `.cancelled` where the task is.
    static func gather(
        _ attachments: [Attachment], patience: Duration, limitBytes: Int, time: DaemonClock,
        getting: @escaping FurtherPages
    ) async throws(WorkFailure) -> AttachmentCollection {
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
    private init(_ attachments: [Attachment], limitBytes: Int, getting: FurtherPages) async {
        var held = 0
        for attachment in attachments where held < limitBytes {
            switch await AttachmentCollection.file(attachment, getting) {
            case .file(let file):
                held += file.bytes.count
                files.append(file)
            case .none(let reason):
                // Failures of a connection only name the site.
                failures.append(reason.contains(attachment.url) ? reason : "\(oneLine(attachment.url)): \(reason)")
            case .calledOff: return
            }
        }
    }

    private enum Finding {
        case file(FetchedFile)
        case none(String)
        case calledOff
    }

    private static func file(_ attachment: Attachment, _ getting: FurtherPages) async -> Finding {
        let address: WebAddress
        do throws(WebAddressError) {
            address = try WebAddress(parsing: attachment.url)
        } catch {
            return .none("\(oneLine(attachment.url)): \(error)")
        }
        switch await getting(address) {
        case .page(let response):
            switch AttachmentVerdict(response, asked: address) {
            case .file: return .file(FetchedFile(attachment, bytes: response.body))
            case .wall(let wall): return .none("\(address): a wall in place of the file: \(oneLine(wall.description))")
            case .other(let reason): return .none(reason)
            }
        case .calledOff: return .calledOff
        case let other: return .none(other.reason ?? "\(address): nothing came")
        }
    }
}
