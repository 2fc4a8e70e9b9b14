internal import Foundation

/// What signals and tasks tell the run: to end, or to go on with another configuration.
final class RunControl: @unchecked Sendable {
    // Sendable: the fields are touched only while `lock` is held.
    private let lock = NSLock()
    private var halt = StopFlag()
    private var next: Configuration?
    private var hasStopped = false
    private var cancelWork: (@Sendable () -> Void)?
    private var configuration = Configuration()

    /// The configuration that the work goes by.
    var current: Configuration {
        get { lock.withLock { configuration } }
        set { lock.withLock { configuration = newValue } }
    }

    var isStopped: Bool { lock.withLock { hasStopped } }

    /// The halt of the session that is about to begin; set already where the run is to end.
    func renewedHalt() -> StopFlag {
        lock.withLock {
            halt = StopFlag()
            if hasStopped || next != nil { halt.request() }
            return halt
        }
    }

    func stop() {
        lock.withLock {
            hasStopped = true
            halt.request()
            cancelWork?()
        }
    }

    /// The task is cancelled when the run is to end; one at a time.
    func cancelWhenStopped(_ task: Task<some Sendable, Never>) {
        lock.withLock {
            cancelWork = { task.cancel() }
            if hasStopped { task.cancel() }
        }
    }

    /// Does work that is cancelled when the run is to end; one at a time.
    func untilStopped<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Task { await work() }
        cancelWhenStopped(task)
        defer { lock.withLock { cancelWork = nil } }
        return await task.value
    }

    /// Ends the session; the next one goes by this.
    func change(to configuration: Configuration) {
        lock.withLock {
            next = configuration
            halt.request()
        }
    }

    /// What the work goes by, or is about to.
    var latest: Configuration { lock.withLock { next ?? configuration } }

    /// The configuration for the next session; nil where the work is over.
    func takeNext() -> Configuration? {
        lock.withLock {
            defer { next = nil }
            return next
        }
    }
}

/// Asks the disks, and remembers whether they were short: what is nearly full must be a little emptier to count as
/// having room again.
final class RoomWatch: @unchecked Sendable {
    // Sendable: `watch` is touched only while `lock` is held.
    private let lock = NSLock()
    private var watch = DiskWatch()
    private let paths: [String]

    init(paths: [String]) { self.paths = paths }

    /// Watches the disks under archive, database and raw responses.
    convenience init(_ configuration: Configuration) {
        var paths = [configuration.archive.root, configuration.state.path]
        if configuration.capture.isOn { paths.append(configuration.capture.folder) }
        self.init(paths: paths)
    }

    /// Why there is no room; nil while there is. A disk that cannot be asked is taken to have room: writing will tell.
    func shortage() -> String? {
        let disks = paths.compactMap { path in try? DiskSpace.under(path) }
        return lock.withLock {
            _ = watch.note(disks)
            return watch.shortage
        }
    }
}
