package import Model

/// One look at an article's address, and what came of it.
package struct Look: Hashable, Sendable, Codable {
    package let at: Timestamp
    package let outcome: Outcome

    package init(at: Timestamp, outcome: Outcome) {
        self.at = at
        self.outcome = outcome
    }

    package enum Outcome: Hashable, Sendable {
        /// The article was there, changed or not; 304 counts too.
        case served
        /// The site says, in one way or another, that there is no such article.
        case missing(Absence)
        /// No answer that says anything about the article: our network, a time-out, 5xx, 429.
        case failed(String)
        /// A wall stood before the page.
        case wall(String)
    }

    /// The reason if the article was missing.
    package var absence: Absence? {
        if case .missing(let absence) = outcome { absence } else { nil }
    }

    /// Whether it tells anything about the article.
    package var counts: Bool {
        switch outcome {
        case .served, .missing: true
        case .failed, .wall: false
        }
    }
}

/// How a site shows that an article is no longer there. The raw value is the contract's `reason` of a `gone` event.
package enum Absence: String, Hashable, Sendable, Codable, CaseIterable {
    case notFound = "http-404"
    case removed = "http-410"
    /// A page that says so in words, with a status that does not.
    case soft404 = "soft-404"
    case redirectHome = "redirect-home"
    /// The host's name no longer exists. Only while other hosts' names do: else it is `Look.Outcome.failed`.
    case dns
    /// The host no longer proves who it is: expired, or another's certificate.
    case tls
}

extension Look.Outcome: Codable {
    private enum Field: String, CodingKey { case missing, failed, wall }

    /// - Throws: `DecodingError` for an unknown absence.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        if let absence = try fields.decodeIfPresent(Absence.self, forKey: .missing) {
            self = .missing(absence)
        } else if let reason = try fields.decodeIfPresent(String.self, forKey: .failed) {
            self = .failed(reason)
        } else if let kind = try fields.decodeIfPresent(String.self, forKey: .wall) {
            self = .wall(kind)
        } else {
            self = .served
        }
    }

    /// An object with one field, or with none for `served`.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        switch self {
        case .served: break
        case .missing(let absence): try fields.encode(absence, forKey: .missing)
        case .failed(let reason): try fields.encode(reason, forKey: .failed)
        case .wall(let kind): try fields.encode(kind, forKey: .wall)
        }
    }
}
