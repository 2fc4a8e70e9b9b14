internal import Model
internal import Storage

/// The topics, and how many articles each has.
struct TopicEndpoints: Sendable {
    let holdings: ServerDependencies

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/topics", "The topics, with how many articles each has.", mediaType: "application/json",
                schema: Schemas.topics
            ) { _ in
                try .json(["topics": try await holdings.topicTallies()])
            }
        ]
    }
}

/// A topic, and what it has found.
struct TopicTally: Encodable {
    let id: String
    let name: String
    let articles: Int
    /// Whether it is in the configuration; articles keep their topics until these are applied anew.
    let configured: Bool
}

extension ServerDependencies {
    /// The configured topics in their order, then those that only articles still have.
    func topicTallies() async throws(StorageFailure) -> [TopicTally] {
        let counts = try await catalogue.topicCounts()
        let configured = topics()
        let ids = Set(configured.map(\.id))
        return configured.map {
            TopicTally(id: $0.id, name: $0.name, articles: counts[$0.id] ?? 0, configured: true)
        }
            + counts.filter { !ids.contains($0.key) }.sorted { $0.key < $1.key }.map {
                TopicTally(id: $0.key, name: $0.key, articles: $0.value, configured: false)
            }
    }
}
