/// A site shows its articles in another template than before: what was, what is, and the rule that would name it.
package struct LayoutChange: Hashable, Sendable, Codable {
    /// The element that held the articles, as a selector, and on how many pages.
    package let from: String
    package let pagesBefore: Int
    /// The element that holds them now, and on how many pages in a row.
    package let to: String
    package let pagesSince: Int
    /// The elements that hold headline, date and source now.
    package let headline: String?
    package let date: String?
    package let source: String?

    /// The line to paste into the source's configuration.
    package var rule: String {
        let parts = [("body", to), ("title", headline), ("date", date), ("source", source)]
            .compactMap { key, value in value.map { "\(key) = \"\($0)\"" } }
        return "rules = { \(parts.joined(separator: ", ")) }"
    }

    /// One line with the evidence.
    package var description: String {
        "\(pagesSince) articles in a row stand in \(to), after \(pagesBefore) in \(from); "
            + "they are still read; where they are not read well, add to the source: \(rule)"
    }
}
