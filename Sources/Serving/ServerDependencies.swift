package import Model
package import Storage

/// What the server shows, and whom it asks: everything that it is given by the daemon.
package struct ServerDependencies: Sendable {
    /// Read through connections of its own.
    package let catalogue: any Catalogue
    /// The bytes of a text, by the file that its record names.
    package let text: @Sendable (_ file: String) async throws -> [UInt8]
    /// How the daemon and its sources are now.
    package let status: @Sendable () async throws -> StatusReport
    /// Why the daemon is not ready; nil while its schedule turns.
    package let trouble: @Sendable () -> String?
    package let now: @Sendable () -> Timestamp
    /// Full text; nil where there is no index, or not yet.
    package let search: @Sendable () async -> SearchClient?
    /// The configured topics, in their order.
    package let topics: @Sendable () -> [NamedTopic]
    /// Why a kept page reads as it does; nil where its response was not kept.
    package let explain: @Sendable (StoredArticle) async throws -> Explanation?

    package init(
        catalogue: any Catalogue, text: @escaping @Sendable (_ file: String) async throws -> [UInt8],
        status: @escaping @Sendable () async throws -> StatusReport, trouble: @escaping @Sendable () -> String?,
        now: @escaping @Sendable () -> Timestamp, search: @escaping @Sendable () async -> SearchClient? = { nil },
        topics: @escaping @Sendable () -> [NamedTopic] = { [] },
        explain: @escaping @Sendable (StoredArticle) async throws -> Explanation? = { _ in nil }
    ) {
        self.catalogue = catalogue
        self.text = text
        self.status = status
        self.trouble = trouble
        self.now = now
        self.search = search
        self.topics = topics
        self.explain = explain
    }
}

/// A configured topic, as readers know it.
package struct NamedTopic: Hashable, Sendable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
