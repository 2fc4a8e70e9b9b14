/// Why a page reads as it does: every block with its verdict, and the candidates that lost.
/// `Extraction.docc/Explanation.md` says it for the readers of its JSON.
package struct Explanation: Sendable {
    /// One of the source's own rules.
    package struct Rule: Hashable, Sendable, Codable {
        /// `body`, `title`, `drop`, …
        package let part: String
        package let selector: String
        /// Elements that it matches on this page.
        package let matches: Int

        package init(part: String, selector: String, matches: Int) {
            self.part = part
            self.selector = selector
            self.matches = matches
        }
    }

    /// One opinion that was weighed.
    package struct Candidate: Hashable, Sendable, Codable {
        package enum Question: String, Hashable, Sendable, Codable, CaseIterable {
            case charset, container, headline, date, source
        }
        package let question: Question
        package let answer: String
        /// Where it was found: `meta`, `visible line`, an element's place, …
        package let origin: String
        /// The greater, the better; absent where nothing is reckoned.
        package var score: Double?
        /// What else speaks for or against it.
        package var note: String?
        package let won: Bool

        package init(
            question: Question, answer: String, origin: String, score: Double? = nil, note: String? = nil, won: Bool
        ) {
            self.question = question
            self.answer = answer
            self.origin = origin
            self.score = score
            self.note = note
            self.won = won
        }
    }

    /// One line of the page, kept or not.
    package struct Block: Hashable, Sendable, Codable {
        package let kept: Bool
        /// `article`, `headline`, `outside`, `info`, `furniture`, `links`, `tail`, `rule`, …
        package let verdict: String
        /// What decided, in words.
        package let reason: String
        /// The block's prose score: positive for prose, negative for furniture.
        package let score: Double
        /// The way to it, outermost first: `div#main`, `div.article`, `p`. At most the twelve nearest elements.
        package let place: [String]
        package let text: String

        package init(kept: Bool, verdict: String, reason: String, score: Double, place: [String], text: String) {
            self.kept = kept
            self.verdict = verdict
            self.reason = reason
            self.score = score
            self.place = place
            self.text = text
        }
    }

    package let rules: [Rule]
    package let candidates: [Candidate]
    package let blocks: [Block]
    /// 0 to 1: how far the opinions about the article's place agree.
    package let confidence: Double

    package init(rules: [Rule], candidates: [Candidate], blocks: [Block], confidence: Double) {
        self.rules = rules
        self.candidates = candidates
        self.blocks = blocks
        self.confidence = confidence
    }
}
