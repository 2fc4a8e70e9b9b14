import Foundation
import Model
import Storage
import Testing

@testable import Serving

@Suite(.timeLimit(.minutes(30))) struct OpenAPIDescriptionTests {
    @Test func everyAddressIsDescribedAndEveryDescribedAddressAnswers() async throws {
        try await withServer { served in
            let entry = try await served.store.publish([draft(1)])[0].entry
            served.shelf[try #require(entry?.event.record?.file)] = [0x61, 0x0A]
            var revision = draft(2)
            revision.url = draft(1).url
            if case .article(let record) = revision.kind { revision.kind = .revision(of: id(1), changes: [], record) }
            _ = try await served.store.publish([revision])
            served.shelf.explain(id(1), Explanation(rules: [], candidates: [], blocks: [], confidence: 1))
            let document = try await served.get("/openapi.json").json()
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            for wanted in [
                "/api/v1/events", "/api/v1/events/stream", "/api/v1/articles", "/api/v1/articles/{id}",
                "/api/v1/articles/{id}/text", "/api/v1/sources", "/api/v1/topics", "/api/v1/timeline", "/feed.atom",
                "/feed.json", "/healthz", "/readyz",
                "/metrics", "/openapi.json", "/",
            ] {
                #expect(paths[wanted] != nil, "\(wanted)")
            }
            for (path, operations) in paths where !path.hasSuffix("/stream") {
                let operation = try #require(operations["get"])
                let answers = try #require(operation["responses"] as? [String: [String: Any]])
                let target = example(of: path)
                let answer = try await served.get(target)
                #expect(answer.status == 200, "\(target)")
                let content = answers["200"]?["content"] as? [String: Any] ?? [:]
                #expect(content[String(answer["content-type"]?.prefix { $0 != ";" } ?? "")] != nil, "\(target)")
                let parameters = operation["parameters"] as? [[String: Any]] ?? []
                let named = Set(parameters.filter { $0["in"] as? String == "path" }.map { $0["name"] as? String })
                #expect(named.allSatisfy { path.contains("{\($0 ?? "")}") }, "\(path)")
                #expect(named.count == path.count { $0 == "{" }, "\(path)")
            }
            let names = paths.values.compactMap { $0["get"]?["operationId"] as? String }
            #expect(Set(names).count == paths.count)
        }
    }

    /// An address that the store of the test has something for.
    private func example(of path: String) -> String {
        switch path {
        case "/source/{id}": "/source/jiangmen"
        case "/topic/{id}": "/topic/bqw"
        case "/compare/{id}": "/compare/\(id(2))"
        case "/day/{day}": "/day/2023-06-16"
        case "/timeline.svg", "/api/v1/timeline": "\(path)?q=x"
        default: path.replacingOccurrences(of: "{id}", with: id(1).description)
        }
    }

    /// Every field of the answer is described, and every field that is promised is there.
    @Test func sourcesAreDescribedAsTheyAreAnswered() async throws {
        try await withServer { served in
            let answer = try await served.get("/api/v1/sources").json()
            let document = try await served.get("/openapi.json").json()
            let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let source = try #require((answer["sources"] as? [[String: Any]])?.first)
            try hold(source, against: schemas["Source"])
            let described = try JSONSerialization.jsonObject(with: Data(try jsonBytes(Schemas.sources)))
            try hold(answer, against: described)
        }
    }

    private func hold(_ object: [String: Any], against schema: Any?) throws {
        let schema = try #require(schema as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(Set(object.keys).subtracting(properties.keys) == [])
        #expect(Set(try #require(schema["required"] as? [String])).subtracting(object.keys) == [])
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let text = String(decoding: try jsonBytes(OpenAPIDescription.document(of: [])), as: UTF8.self)
        for name in Schemas.named.keys { #expect(text.contains("\"\(name)\"")) }
        for name in ["Event", "Found", "Problem"] { #expect(Schemas.named[name] != nil) }
    }
}
