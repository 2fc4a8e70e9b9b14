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
    /// The site has it on so many of its pages; nil: it was found so when the page was read before.
    case recurs(pages: Int?)

    var isBody: Bool {
        switch self {
        case .body, .kept: true
        default: false
        }
    }

    var isOutside: Bool {
        if case .outside = self { return true }
        return false
    }

    /// The source's own rule has decided.
    var isRuled: Bool {
        switch self {
        case .kept, .dropped: true
        default: false
        }
    }

    var isRecurring: Bool {
        if case .recurs = self { return true }
        return false
    }

    var isKept: Bool {
        switch self {
        case .headline, .body, .kept: true
        default: false
        }
    }
}
