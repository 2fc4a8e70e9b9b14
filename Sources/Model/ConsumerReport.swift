/// How a reader of the journal is; `consumer list --json` and `status --json` write it as it is here.
package struct ConsumerReport: Hashable, Encodable, Sendable {
    package let name: String
    package let position: Int
    /// Events that follow its position, wanted or not.
    package let behind: Int
    package let since: Timestamp
    package let acknowledged: Timestamp?
    /// Deliveries in a row that failed.
    package let failures: Int
    package let failed: Timestamp?
    package let failure: String?
    package let nextTry: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case name, position, behind, since, acknowledged, failures, failed, failure
        case nextTry = "next_try"
    }

    package init(
        name: String, position: Int, behind: Int, since: Timestamp, acknowledged: Timestamp? = nil, failures: Int = 0,
        failed: Timestamp? = nil, failure: String? = nil, nextTry: Timestamp? = nil
    ) {
        self.name = name
        self.position = position
        self.behind = behind
        self.since = since
        self.acknowledged = acknowledged
        self.failures = failures
        self.failed = failed
        self.failure = failure
        self.nextTry = nextTry
    }
}
