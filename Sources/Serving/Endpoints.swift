/// Every address that the server answers: the router, the check of queries and `/openapi.json` are made from these.
enum Endpoints {
    static func all(_ holdings: Holdings) -> [Endpoint] {
        HealthEndpoints(holdings: holdings).all + EventEndpoints(holdings: holdings).all
            + ArticleEndpoints(holdings: holdings).all + SourceEndpoints(holdings: holdings).all
            + ReadingRoom(holdings: holdings).pages
    }
}
