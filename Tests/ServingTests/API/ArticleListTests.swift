import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct ArticleListTests {
    /// The ids of a piece, and where the next begins.
    private func piece(_ served: Served, _ query: String) async throws -> ([String], String?) {
        let answer = try await served.get("/api/v1/articles?\(query)")
        try #require(answer.status == 200, "\(answer.text)")
        let fields = try answer.json()
        let articles = fields["articles"] as? [[String: Any]] ?? []
        return (articles.compactMap { $0["id"] as? String }, fields["next"] as? String)
    }

    private func ids(_ numbers: Int...) -> [String] { numbers.map { id($0).description } }

    @Test func theLatestDayComesFirstPieceByPiece() async throws {
        try await withServer { served in
            _ = try await served.store.publish([
                draft(1), draft(2, source: "a", day: "2023-06-18"), draft(3, source: "b", topics: ["x", "y"]),
                draft(4, source: "a", day: "2023-06-17", topics: ["x"]), draft(5, source: "a"),
            ])
            let first = try await piece(served, "limit=2")
            #expect(first.0 == ids(2, 4))
            let second = try await piece(served, "limit=2&after=\(try #require(first.1))")
            #expect(second.0 == ids(5, 3))
            let third = try await piece(served, "limit=2&after=\(try #require(second.1))")
            #expect(third.0 == ids(1))
            #expect(third.1 == nil)
            #expect(try await piece(served, "source=a").0 == ids(2, 4, 5))
            #expect(try await piece(served, "source=a&source=b&limit=3").0 == ids(2, 4, 5))
            #expect(try await piece(served, "topic=x").0 == ids(4, 3))
            #expect(try await piece(served, "topic=x&topic=y&source=b").0 == ids(3))
            #expect(try await piece(served, "from=2023-06-17").0 == ids(2, 4))
            #expect(try await piece(served, "from=2023-06-17&to=2023-06-17").0 == ids(4))
            #expect(try await piece(served, "source=nobody").0 == [])
        }
    }

    @Test(arguments: [
        "after=2023-06-16", "after=2023-06-31.1", "after=2023-06-16.x", "after=.1", "from=16.6.2023", "to=2023-13-01",
        "limit=0", "limit=501", "q=%ff", "from=2023-06-16&from=2023-06-17",
    ])
    func badQueriesAreProblems(query: String) async throws {
        try await withServer { served in
            let answer = try await served.get("/api/v1/articles?\(query)")
            #expect(answer.status == 400)
            #expect(answer["content-type"] == "application/problem+json")
        }
    }
}
