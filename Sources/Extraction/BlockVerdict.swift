/// Why a block is part of the article or not.
enum BlockVerdict: Sendable {
    case headline
    case body
    case outside
    case info
    case furniture(String)
    case links
    case behindTail(String)
    case repeatsHeadline
    case aboveHeadline
    /// The source's own rule drops it: the selector.
    case dropped(String)
    /// The source's own rule keeps it: the selector.
    case kept(String)

    var isBody: Bool {
        switch self {
        case .body, .kept: true
        default: false
        }
    }

    var isKept: Bool {
        switch self {
        case .headline, .body, .kept: true
        default: false
        }
    }
}
