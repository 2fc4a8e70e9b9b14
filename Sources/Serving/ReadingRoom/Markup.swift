/// HTML that is safe to show: what our code spells out is markup, what it interpolates is text and gets escaped.
///
///     let item: Markup = "<li>\(title)</li>"
///
/// There is no way from a text of outside to markup but through an interpolation.
struct Markup: Hashable, Sendable, ExpressibleByStringInterpolation {
    let html: String

    init(stringLiteral html: String) { self.html = html }

    init(stringInterpolation interpolation: StringInterpolation) { html = interpolation.html }

    /// Nothing.
    static let empty: Markup = ""

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { html += literal }

        mutating func appendInterpolation(_ text: String) { html += HTML.escaped(text) }

        mutating func appendInterpolation(_ number: Int) { html += String(number) }

        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

        mutating func appendInterpolation(_ pieces: [Markup]) {
            for piece in pieces { html += piece.html }
        }

        /// Renders nothing if the optional is nil.
        mutating func appendInterpolation(_ markup: Markup?) { html += markup?.html ?? "" }
    }
}

extension Markup {
    /// A link out of the archive; text alone where the address is none of the web's.
    static func outward(_ address: String, _ text: String) -> Markup {
        let isWeb = ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
        return isWeb ? "<a href=\"\(address)\" rel=\"noreferrer nofollow\">\(text)</a>" : "\(text)"
    }

    /// A picture that one of our charts drew; it has escaped what came from outside.
    static func drawing(_ svg: String) -> Markup { Markup(stringLiteral: svg) }

    /// The moment, as `text` says it.
    static func time(_ machine: String, _ text: String) -> Markup {
        "<time datetime=\"\(machine)\">\(text)</time>"
    }
}
