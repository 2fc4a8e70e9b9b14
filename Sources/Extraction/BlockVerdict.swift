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

    var isBody: Bool {
        if case .body = self { return true }
        return false
    }

    var isKept: Bool {
        switch self {
        case .headline, .body: true
        default: false
        }
    }
}
