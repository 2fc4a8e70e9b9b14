internal import Model

/// What asking a site for its robots.txt came to.
///
/// | what happened | answer |
/// |---|---|
/// | 200 to 299, directly or after redirects to wherever | the file |
/// | 304 | the file that was there before |
/// | 300 to 499 but 408, 425 and 429; a circle of redirects, too many of them, or one that is not to be followed | none |
/// | 408, 425, 429, 500 to 599, any failure on the way, a file that breaks off before its end and the limit | unreachable |
/// | the task was cancelled, the fetcher shut down | no answer at all |
///
/// 429 asks for fewer visits: reading it as leave to fetch everything would be perverse.
/// Source: RFC 9309, section 2.3.1.
enum RobotsAnswer: Hashable, Sendable {
    /// - Parameter maxAge: How long the site says it stays true.
    case file(body: [UInt8], version: KnownVersion, maxAge: Duration?)
    case unchanged(maxAge: Duration?)
    case noFile
    /// - Parameter retryAfter: How long the site asks to be left alone.
    case unreachable(reason: String, retryAfter: Duration?)

    init(_ response: Response, now: Timestamp) {
        switch response.status {
        case 200...299:
            self = .file(
                body: Array(response.body.prefix(RobotsFile.sizeLimitBytes + 1)), version: response.version,
                maxAge: RobotsAnswer.maxAge(response))
        case 304: self = .unchanged(maxAge: RobotsAnswer.maxAge(response))
        case 408, 425, 429, 500...:
            let wall = WallRecogniser.standard.wall(in: response, asked: response.address)
            self = .unreachable(
                reason: wall.map { "a wall (\($0))" } ?? "HTTP \(response.status)",
                retryAfter: response.header("Retry-After").flatMap { RetrySchedule.wait(asked: $0, now: now) })
        default: self = .noFile
        }
    }

    /// Nil where nothing was learnt.
    init?(_ failure: FetchFailure) {
        switch failure {
        case .cancelled, .shuttingDown: return nil
        case .redirectLoop, .tooManyRedirects, .redirectRefused: self = .noFile
        case .hostNotFound, .connectionRefused, .connectionFailed, .connectionLost, .certificate, .tlsHandshake,
            .timedOut, .addressRefused, .bodyTooLarge, .truncated, .undecodable, .protocolError, .proxy, .local:
            self = .unreachable(reason: failure.description, retryAfter: nil)
        }
    }

    /// Of `Cache-Control`; zero for what is not to be kept.
    /// Source: RFC 9111, section 5.2.2.
    static func maxAge(_ response: Response) -> Duration? {
        var age: Duration?
        for field in response.headers where field.isNamed("Cache-Control") {
            for directive in field.value.split(separator: ",") {
                let parts = directive.split(separator: "=", maxSplits: 1).map { word in
                    word.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
                }
                switch parts.first {
                case "no-store", "no-cache": return .zero
                case "max-age":
                    guard parts.count == 2, let seconds = Int(parts[1]), seconds >= 0 else { continue }
                    age = .seconds(min(seconds, 366 * 86_400))
                default: continue
                }
            }
        }
        return age
    }
}
