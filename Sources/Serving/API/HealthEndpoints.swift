internal import Storage

/// Whether the process lives, and whether it can work: for supervisors, who have no token.
struct HealthEndpoints: Sendable {
    let holdings: ServerDependencies

    var all: [Endpoint] {
        [
            Endpoint(
                "/healthz", "Whether the process answers.", mediaType: "application/json", schema: Schemas.state,
                isOpen: true
            ) { _ in
                try .json(["status": "ok"], caching: .never)
            },
            Endpoint(
                "/readyz", "Whether schedule and database are alive; 503 with the reason where they are not.",
                mediaType: "application/json", schema: Schemas.state, isOpen: true
            ) { _ in
                if let trouble = holdings.trouble() { throw Problem(503, "not-ready", trouble, retryAfter: 10) }
                do {
                    _ = try await holdings.catalogue.lastSequence()
                } catch {
                    throw Problem(503, "not-ready", "The database does not answer: \(error)", retryAfter: 10)
                }
                return try .json(["status": "ready"], caching: .never)
            },
        ]
    }
}
