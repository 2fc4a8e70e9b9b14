package import Model

extension ExtractionRules {
    /// Reads rules as they stand in a source's file: `{ body = "#zoom", drop = [".share"] }`, braces or not.
    ///
    /// - Throws: every problem at once.
    package init(parsing text: String) throws(ConfigurationError) {
        let inside = text.drop(while: \.isWhitespace).hasPrefix("{") ? text : "{ \(text) }"
        let document = try ConfigurationDocument(path: "--rules", text: "rules = \(inside)")
        var reader = TableReader(document, scope: "source.")
        self = reader.table("rules", ExtractionRules.read)
        reader.finish()
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
    }

    /// Reads a source's `rules`; each part may be left out.
    static func read(_ table: inout TableReader) -> ExtractionRules {
        ExtractionRules(
            Part.allCases.flatMap { part in
                let several = part == .drop || part == .keep
                return table.selectors(part.key, mayBeSeveral: several).map { Rule(part, $0) }
            })
    }
}

/// What is wrong with rules on the command line; nil where nothing is.
package func problemOfRules(_ text: String) -> String? {
    do throws(ConfigurationError) {
        _ = try ExtractionRules(parsing: text)
        return nil
    } catch {
        return error.problems.map { [$0.key, $0.message].compactMap { $0 }.joined(separator: ": ") }
            .joined(separator: "; ")
    }
}

extension ExtractionRules.Part {
    fileprivate var key: ConfigurationKey {
        switch self {
        case .body: .ruleBody
        case .title: .ruleTitle
        case .introtitle: .ruleIntrotitle
        case .subtitle: .ruleSubtitle
        case .date: .ruleDate
        case .source: .ruleSource
        case .authors: .ruleAuthors
        case .drop: .ruleDrop
        case .keep: .ruleKeep
        }
    }
}

extension TableReader {
    /// A selector, or several; one that is wrong is told with the character.
    fileprivate mutating func selectors(_ key: ConfigurationKey, mayBeSeveral: Bool) -> [Selector] {
        let written: [String]
        if mayBeSeveral {
            written = value(key, ExpectedValue.nonemptyString.listOrOne, default: [])
        } else {
            written = optional(key, .nonemptyString).map { [$0] } ?? []
        }
        return written.compactMap { text in
            do throws(SelectorError) {
                return try Selector(parsing: text)
            } catch {
                report(key, "\"\(oneLine(text))\" is no selector: \(error); such are \"#zoom\", \"div.article > p\"")
                return nil
            }
        }
    }
}
