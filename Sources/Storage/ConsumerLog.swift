package import Model

/// How far each reader of the journal has come: the programs behind `dibao tail`, hooks and webhooks.
///
/// No file holds this: after the database is lost, every consumer gets the journal from its beginning once more.
package protocol ConsumerLog: Sendable {
    /// Every consumer, in the order of the names.
    func consumers() async throws(StorageFailure) -> [ConsumerState]

    /// What is known about a consumer; nil where it never read anything.
    func consumer(_ name: String) async throws(StorageFailure) -> ConsumerState?

    /// Makes a consumer that has acknowledged nothing yet; one that is there already stays as it is.
    ///
    /// - Returns: the consumer as it is then.
    func register(_ name: String, at: Timestamp) async throws(StorageFailure) -> ConsumerState

    /// Moves a consumer on, and forgets its failures. Once this returns, that survives a loss of power.
    ///
    /// - Parameters:
    ///   - old: where it stood when its events were read: who was moved meanwhile, or dropped, stays where it is.
    ///   - position: every event up to this number is acknowledged; not before `old`.
    /// - Returns: whether it was moved.
    func acknowledge(
        _ name: String, from old: Int, through position: Int, at: Timestamp
    ) async throws(StorageFailure) -> Bool

    /// Puts a consumer anywhere, also back; makes it where it is missing. Its failures are forgotten.
    func reset(_ name: String, to position: Int, at: Timestamp) async throws(StorageFailure)

    /// Records that a consumer could not take what it was given; nothing where it was moved meanwhile.
    ///
    /// - Parameters:
    ///   - position: where it stood when it was given that.
    ///   - reason: in one line.
    ///   - retry: when it gets the same again.
    func fail(
        _ name: String, from position: Int, reason: String, at: Timestamp, retry: Timestamp
    ) async throws(StorageFailure)

    /// Forgets a consumer; false where there is none of this name.
    func drop(_ name: String) async throws(StorageFailure) -> Bool
}

/// A reader of the journal, and how far it has come.
package struct ConsumerState: Hashable, Sendable {
    package let name: String
    /// Every event up to this number is acknowledged; 0: none is.
    package let position: Int
    package let since: Timestamp
    package let acknowledgedAt: Timestamp?
    /// Deliveries in a row that failed.
    package let failures: Int
    package let failedAt: Timestamp?
    /// Why the last one failed, in one line.
    package let reason: String?
    /// When it is tried again.
    package let retry: Timestamp?

    package init(
        name: String, position: Int, since: Timestamp, acknowledgedAt: Timestamp? = nil, failures: Int = 0,
        failedAt: Timestamp? = nil, reason: String? = nil, retry: Timestamp? = nil
    ) {
        self.name = name
        self.position = position
        self.since = since
        self.acknowledgedAt = acknowledgedAt
        self.failures = failures
        self.failedAt = failedAt
        self.reason = reason
        self.retry = retry
    }
}
