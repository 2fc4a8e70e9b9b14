internal import Hummingbird

/// One address of the server: what it takes and what it answers. All of them only read, by GET or HEAD.
struct Endpoint: Sendable {
    /// `/api/v1/articles/{id}`; what stands in braces is a parameter.
    let path: String
    /// What one gets here, in a line.
    let summary: String
    /// What may be asked, in the query or in the path; anything else is refused.
    let parameters: [ParameterDeclaration]
    /// What a good answer is: `application/json`.
    let mediaType: String
    /// JSON Schema of it; nil where it is no JSON of ours.
    let schema: JSONValue?
    /// Whether it is answered without a token.
    let isOpen: Bool
    /// - Throws: `Problem` for what the client can mend; anything else is our trouble.
    let respond: @Sendable (ValidatedRequest) async throws -> Reply

    init(
        _ path: String, _ summary: String, _ parameters: [ParameterDeclaration] = [], mediaType: String,
        schema: JSONValue? = nil, isOpen: Bool = false,
        respond: @escaping @Sendable (ValidatedRequest) async throws -> Reply
    ) {
        self.path = path
        self.summary = summary
        self.parameters = parameters
        self.mediaType = mediaType
        self.schema = schema
        self.isOpen = isOpen
        self.respond = respond
    }

    /// - Throws: as `respond`, and `Problem` for a query that the endpoint does not take.
    func answer(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let inquiry = try ValidatedRequest(request, context, taking: parameters)
        return try await respond(inquiry).response(to: inquiry)
    }
}
