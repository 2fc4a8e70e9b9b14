/// What stands in an article's place, with the reason for thinking so. Never stored as an article, never counted as an
/// edit; nothing tries to get round it.
package struct Wall: Hashable, Sendable, Codable {
    /// What it is; the raw values are for configuration, counters and events.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// 加速乐: a cookie to be computed by a script.
        case jiasule
        /// 瑞数: the same, and the page encrypted.
        case ruishu
        case wzws
        /// 云锁.
        case yunsuo
        /// Alibaba's `acw_sc__v2`.
        case acw
        /// A task for people: a slider, a code to type.
        case challenge
        /// A firewall that says no.
        case blocked
        /// Open to one region only.
        case regional
        /// Closed for now, says the site.
        case maintenance
        /// Nothing but scripts that would fetch the text.
        case scriptShell = "script-shell"
        case blank
        /// The site says in words that there is no such page, and in its status that there is.
        case softNotFound = "soft-404"
        /// Led to the home page instead.
        case redirectHome = "redirect-home"

        /// Whether it says that the page is not there (any more), rather than that we may not see it.
        package var meansMissing: Bool { self == .softNotFound || self == .redirectHome }
    }

    package let kind: Kind
    /// One line for a person: the status and what was found.
    package let evidence: String

    package init(kind: Kind, evidence: String) {
        self.kind = kind
        self.evidence = evidence
    }
}

extension Wall: CustomStringConvertible {
    package var description: String { "\(kind.rawValue): \(evidence)" }
}
