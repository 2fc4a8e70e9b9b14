/// Which elements of a page are meant: a small part of CSS, checked.
///
/// | written | meant |
/// |---|---|
/// | `div`, `.article`, `#zoom`, `*` | by name, class, id; any |
/// | `[itemprop]`, `[name=PubDate]`, `[href$=".pdf"]` | by attribute: present, equal; `^=` begins, `$=` ends, `*=` contains |
/// | `div.article#zoom` | all of it at once |
/// | `#main p`, `#main > p` | somewhere inside, directly inside |
/// | `h1, .title` | either |
///
/// Names of elements and attributes are compared without regard to case, classes, ids and values with it. A backslash
/// takes the character behind it as part of a name.
/// Source: W3C Selectors Level 3.
package struct Selector: Hashable, Sendable {
    /// What one element must be.
    package struct Compound: Hashable, Sendable {
        /// In lower case; nil: any.
        package var element: String?
        package var conditions: [Condition] = []
    }

    /// What one attribute must be.
    package struct Condition: Hashable, Sendable {
        package enum Comparison: Hashable, Sendable {
            case present, equal, beginsWith, endsWith, contains
            /// One of the words that the value is made of.
            case hasWord
        }
        /// In lower case.
        package let attribute: String
        package let comparison: Comparison
        package let value: String
    }

    /// One element on the way inwards.
    package struct Step: Hashable, Sendable {
        package let compound: Compound
        /// Stands directly inside the element of the step before, not just somewhere in it.
        package let isChild: Bool
    }

    /// As it was written.
    package let text: String
    /// Each from the outermost element to the one that is meant; never empty, nor is one of them.
    package let alternatives: [[Step]]

    /// More steps than anybody writes.
    package static let stepsLimit = 64

    /// - Throws: what is wrong, and at which character.
    package init(parsing text: String) throws(SelectorError) {
        var parser = SelectorParser(text)
        alternatives = try parser.alternatives()
        self.text = text
    }
}

extension Selector: CustomStringConvertible {
    package var description: String { text }
}

/// What keeps a text from being a selector.
package struct SelectorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The character that is wrong, counted from 1; one past the last where more was expected.
    package let position: Int
    package let reason: String

    /// `character 4: ":first" — …`, for the person who wrote it.
    package var description: String { "character \(position): \(reason)" }
}
