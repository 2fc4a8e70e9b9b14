package import Fetching
package import Judging
package import Model

/// What came of asking for an address: the one list of all that a site may answer, and of all that may keep it from
/// that.
package enum Fetched: Sendable {
    /// What an earlier visit left still holds (304).
    case notModified(Response)
    /// Status 200 to 299, and no wall.
    case page(Response)
    /// The site says by its status that there is no such page (404, 410).
    case missing(Absence, String)
    /// Something stands in the page's place, whatever the status.
    case wall(Wall, Response)
    /// The site wants fewer visits (429).
    case tooMany(until: Timestamp, String)
    /// Any other status.
    case refused(status: Int, String)
    /// No answer.
    case failed(FetchFailure)
    /// An answer that is not read: reading it has ended processes, or took too long.
    case setAside(String)
    /// Not asked: the site rests, its turn is too far away, or its rules cannot be had.
    case postponed(until: Timestamp, String)
    /// Not asked: robots.txt does not allow it.
    case disallowed(String)
    /// The work was called off.
    case calledOff

    /// One line for a person: why there is no page; nil where there is one.
    package var reason: String? {
        switch self {
        case .notModified, .page: nil
        case .missing(_, let reason), .tooMany(_, let reason), .refused(_, let reason), .setAside(let reason),
            .postponed(_, let reason), .disallowed(let reason):
            reason
        case .wall(let wall, let response) where wall.kind == .blank: "\(response.address): the page is empty"
        case .wall(let wall, let response): "\(response.address): no article but a wall: \(oneLine(wall.description))"
        case .failed(let failure): failure.description
        case .calledOff: "stopped before it was done"
        }
    }

    /// Whether asking again in a while may bring more.
    var mayPass: Bool {
        switch self {
        case .tooMany, .postponed, .calledOff: true
        case .refused(let status, _): status == 408 || status == 425 || status >= 500
        case .failed(let failure):
            switch failure {
            case .addressRefused, .redirectRefused, .bodyTooLarge, .undecodable, .protocolError: false
            default: true
            }
        case .notModified, .page, .missing, .wall, .setAside, .disallowed: false
        }
    }

    /// - Parameter refusal: why there was no answer.
    init(_ refusal: FetchRefusal) {
        switch refusal {
        case .postponed(let until, let reason): self = .postponed(until: until, reason)
        case .disallowed(let reason): self = .disallowed(reason)
        case .failed(.cancelled), .failed(.shuttingDown): self = .calledOff
        case .failed(let failure): self = .failed(failure)
        }
    }

    /// - Parameter failure: why an answer was not looked at.
    init(_ failure: ReadingFailure, of address: WebAddress) {
        switch failure {
        case .cancelled: self = .calledOff
        case .tookTooLong: self = .setAside(failure.reason(at: address))
        }
    }
}
