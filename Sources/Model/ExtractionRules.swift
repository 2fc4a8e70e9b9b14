/// Selectors that overrule the extractor's own choice on one site's pages.
package struct ExtractionRules: Hashable, Sendable {
    /// What a rule decides.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        /// Where the text is. Several elements are read one after the other.
        case body
        case title, introtitle, subtitle
        /// The first element that holds a date that can be believed.
        case date
        /// 来源; a label such as 来源： is taken off.
        case source
        /// 记者, 作者.
        case authors
        /// Lines to leave out, whatever else speaks for them.
        case drop
        /// Lines of the body to keep, whatever else speaks against them.
        case keep

        /// Whether a page without it is worth a word: not every page has what is to be dropped or kept.
        package var isExpectedOnEveryPage: Bool {
            switch self {
            case .drop, .keep, .introtitle, .subtitle: false
            case .body, .title, .date, .source, .authors: true
            }
        }
    }

    package struct Rule: Hashable, Sendable {
        package let part: Part
        package let selector: Selector

        package init(_ part: Part, _ selector: Selector) {
            self.part = part
            self.selector = selector
        }
    }

    package let rules: [Rule]

    package init(_ rules: [Rule] = []) { self.rules = rules }

    package var isEmpty: Bool { rules.isEmpty }
}
