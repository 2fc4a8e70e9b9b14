internal import Model

/// How the sources are: what `dibao status --json` tells of them.
struct SourceEndpoints: Sendable {
    let standing: StatusCache

    private struct Answer: Encodable {
        let at: Timestamp
        let sources: [StatusReport.Source]
        let problems: [String]
        let setAside: [StatusReport.SetAsidePage]
        let resting: [StatusReport.RestingSite]

        private enum CodingKeys: String, CodingKey {
            case at, sources, problems, resting
            case setAside = "set_aside"
        }

        init(_ status: StatusReport) {
            (at, sources, problems) = (status.at, status.sources, status.problems)
            (setAside, resting) = (status.setAside, status.resting)
        }
    }

    var all: [Endpoint] {
        [
            Endpoint(
                "/api/v1/sources",
                "The configured sources: visits, today's articles, what was left out, walls, alerts; sites that rest.",
                mediaType: "application/json", schema: Schemas.sources
            ) { _ in
                try .json(Answer(try await standing.report()))
            }
        ]
    }
}
