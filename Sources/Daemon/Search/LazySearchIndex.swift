internal import Extraction
internal import Foundation
internal import Logging
internal import Serving
internal import Storage

/// The server's way to the search index: opened when it is first wanted, and tried again where it cannot be had, which
/// keeps nobody from reading.
final class SearchDoor: @unchecked Sendable {
    // Sendable: `opened` and `failed` are touched only while `lock` is held.
    private let configuration: Configuration
    private let time: Timepiece
    private let logger: Logger
    private let lock = NSLock()
    private var opened: SearchDesk?
    private var failed: Duration?

    /// Between two tries.
    private static let pause = Duration.seconds(10)

    init(_ configuration: Configuration, time: Timepiece, logger: Logger) {
        self.configuration = configuration
        self.time = time
        self.logger = logger
    }

    /// Nil where there is no index now.
    func desk() -> SearchDesk? {
        lock.withLock {
            if let opened { return opened }
            let now = time.elapsed()
            if let failed, now - failed < SearchDoor.pause { return nil }
            do throws(CommandFailure) {
                let desk = SearchDesk(index: try Works.searchIndex(configuration), fold: FoldedText.bytes)
                opened = desk
                return desk
            } catch {
                failed = now
                logger.warning("the search index cannot be had", metadata: ["reason": "\(error)"])
                return nil
            }
        }
    }
}
