/// Every address that the server answers: the router, the check of queries and `/openapi.json` are made from these.
enum ServerRouter {
    /// Clients that may wait for events at once.
    private static let seats = 256

    static func all(_ holdings: ServerDependencies, _ meters: Meters) -> [Endpoint] {
        let events = EventEndpoints(
            holdings: holdings, watch: JournalWatch(holdings.catalogue), seats: ConnectionLimiter(seats))
        let standing = StatusCache(holdings)
        let endpoints =
            events.all + ArticleEndpoints(holdings: holdings).all + SourceEndpoints(standing: standing).all
            + TopicEndpoints(holdings: holdings).all + TimelineEndpoints(holdings: holdings).all
            + FeedEndpoints(holdings: holdings, standing: standing).all + HealthEndpoints(holdings: holdings).all
            + MetricsEndpoints(standing: standing, meters: meters).all
            + ReadingRoom(holdings: holdings, standing: standing).pages
        return endpoints + [OpenAPIDescription.endpoint(of: endpoints)]
    }
}
