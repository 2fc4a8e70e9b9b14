internal import Hummingbird
internal import Model

/// The pages for people.
///
/// A page is an `Endpoint` like any other, made from a `RoomPage`: its own part, as `Markup`, so that whatever comes
/// from outside is escaped. It asks `ServerDependencies` for what it shows. Every page works without its script.
struct ReadingRoom: Sendable {
    let holdings: ServerDependencies
    let standing: StatusCache

    var pages: [Endpoint] {
        [
            TodayPage(room: self).endpoint, ArticlePage(room: self).endpoint, ComparePage(room: self).endpoint,
            RemovedPage(room: self).endpoint, ExplainPage(room: self).endpoint, SearchPage(room: self).endpoint,
            OperationsPage(room: self).endpoint,
        ] + TimelinePage(room: self).endpoints + CalendarPages(room: self).endpoints
            + TopicPages(room: self).endpoints + SourcesPage(room: self).endpoints + RoomAssets.endpoints
    }

    /// The index to ask.
    ///
    /// - Throws: `Problem` in the reader's language where it cannot answer yet, and `StorageFailure`.
    func searchDesk(_ reader: Reader) async throws -> SearchClient {
        do { return try await holdings.searchDesk() } catch let error as SearchNotReady { throw error.problem(reader) }
    }

    /// A page in the reader's language.
    func page(
        _ path: String, _ summary: String, _ parameters: [ParameterDeclaration] = [],
        make: @escaping @Sendable (ValidatedRequest, Reader) async throws -> RoomPage
    ) -> Endpoint {
        Endpoint(path, summary, parameters + [Language.parameter.declaration], mediaType: "text/html") { inquiry in
            let chosen = inquiry.value(Language.parameter).flatMap { Language(rawValue: $0) }
            let language =
                chosen
                ?? Language(
                    cookies: inquiry.headers[values: .cookie], accepted: inquiry.headers[values: .acceptLanguage])
            let reader = Reader(
                language: language, path: inquiry.path, query: Self.query(of: inquiry), now: holdings.now())
            let page = try await make(inquiry, reader)
            var reply = Reply.page(PageFrame.document(page, reader).html)
            reply.headers.append(("Content-Language", language.tag))
            reply.headers.append(("Vary", "Accept-Language, Cookie"))
            if chosen != nil {
                let cookie = "\(Language.cookie)=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
                reply.headers.append(("Set-Cookie", cookie))
            }
            return reply
        }
    }

    /// What the inquiry asks beside the language.
    private static func query(of inquiry: ValidatedRequest) -> [(name: String, value: String)] {
        // It was read before, or else there would be no inquiry.
        let pairs = (try? ValidatedRequest.pairs(inquiry.query)) ?? []
        return pairs.filter { $0.0 != Language.parameter.declaration.name }.map { (name: $0.0, value: $0.1) }
    }

    /// Where a list goes on.
    static let before = Parameter.integer(
        "before", "Only what came before this number of the journal.", in: 1...Int(Int32.max) << 20)
}
