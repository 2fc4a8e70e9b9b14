package import Model

/// What a person should know about, from when it began to when it ended.
package protocol AlertLog: Sendable {
    /// Opens an alert; if one of this source and kind is open, it keeps its time and learns the detail.
    ///
    /// - Returns: whether it is new: only then is there something to say.
    func raise(_ kind: Alert.Kind, source: String, detail: String, at: Timestamp) async throws(StorageFailure) -> Bool

    /// Closes the open alert of this source and kind; false if there is none.
    func clear(_ kind: Alert.Kind, source: String, at: Timestamp) async throws(StorageFailure) -> Bool

    /// The alerts that are open now, the oldest first.
    func openAlerts() async throws(StorageFailure) -> [Alert]

    /// The alerts of a source, open or not, the latest first.
    func alerts(of source: String, limit: Int) async throws(StorageFailure) -> [Alert]
}

/// Something that is, or was, wrong with a source.
package struct Alert: Hashable, Sendable {
    /// What is wrong; the database keeps the word.
    package struct Kind: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// Nothing new for longer than this source is ever without.
        package static let silent = Kind(rawValue: "silent")
        /// Its pages are not what they were: no links or no articles are found on them.
        package static let layoutChanged = Kind(rawValue: "layout-changed")
        /// Walls stand before it.
        package static let blocked = Kind(rawValue: "blocked")
        /// Its visits fail.
        package static let failing = Kind(rawValue: "failing")
        /// Fewer articles than expected.
        package static let incomplete = Kind(rawValue: "incomplete")
    }

    package let kind: Kind
    package let source: String
    /// In one line.
    package let detail: String
    package let since: Timestamp
    package let until: Timestamp?

    package init(kind: Kind, source: String, detail: String, since: Timestamp, until: Timestamp? = nil) {
        self.kind = kind
        self.source = source
        self.detail = detail
        self.since = since
        self.until = until
    }
}
