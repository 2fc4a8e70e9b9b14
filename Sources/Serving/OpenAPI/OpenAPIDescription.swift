/// The API's description for programs, drawn from the endpoints themselves: what is not in it does not exist.
///
/// Source: OpenAPI Specification 3.1.0.
enum OpenAPIDescription {
    static let path = "/openapi.json"

    /// The endpoint that shows the description of these and of itself.
    static func endpoint(of endpoints: [Endpoint]) -> Endpoint {
        let itself = Endpoint(path, "This description.", mediaType: "application/json") { _ in throw Problem.noSuchPage
        }
        let document = document(of: endpoints + [itself])
        return Endpoint(itself.path, itself.summary, mediaType: itself.mediaType) { _ in try .json(document) }
    }

    static func document(of endpoints: [Endpoint]) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "dibao", "version": "1",
                "description": "Government news as dibao has archived it: journal, articles, sources, feeds.",
                "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
            ],
            "paths": .object(
                Dictionary(endpoints.map { ($0.path, ["get": operation($0)]) }, uniquingKeysWith: { $1 })),
            "components": [
                "schemas": .object(Schemas.named),
                "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            ],
            // None is asked for on loopback.
            "security": [["token": []], [:]],
        ]
    }

    private static func operation(_ endpoint: Endpoint) -> JSONValue {
        var media: JSONValue = [:]
        if let schema = endpoint.schema { media = ["schema": schema] }
        var answers: [String: JSONValue] = [
            "200": ["description": .string(endpoint.summary), "content": .object([endpoint.mediaType: media])],
            "304": ["description": "The client has it already."],
            "default": problem("What is wrong."),
        ]
        if !endpoint.isOpen { answers["401"] = problem("The token is missing or wrong.") }
        if endpoint.path.contains("{") { answers["404"] = problem("There is nothing of this name.") }
        if !endpoint.parameters.isEmpty { answers["400"] = problem("The query is not understood.") }
        var fields: [String: JSONValue] = [
            "summary": .string(endpoint.summary), "operationId": .string(name(of: endpoint.path)),
            "responses": .object(answers),
        ]
        if !endpoint.parameters.isEmpty { fields["parameters"] = .array(endpoint.parameters.map(parameter)) }
        return .object(fields)
    }

    private static func problem(_ words: String) -> JSONValue {
        [
            "description": .string(words),
            "content": ["application/problem+json": ["schema": Schemas.reference("Problem")]],
        ]
    }

    private static func parameter(_ parameter: ParameterDeclaration) -> JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "description": .string(parameter.help), "schema": .object(parameter.schema),
        ]
        if parameter.isRepeated {
            fields["schema"] = ["type": "array", "items": .object(parameter.schema), "maxItems": 20]
        }
        if parameter.isRequired { fields["required"] = true }
        return .object(fields)
    }

    /// `/api/v1/articles/{id}/text` → `api_v1_articles_id_text`.
    private static func name(of path: String) -> String {
        let words = path.split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? "home" : words.joined(separator: "_")
    }
}
