internal import Model

/// Date, source and authors as a source's rules have them; nil where no rule finds any.
struct RuledPublication {
    let ruled: RuledParts
    let tree: PageTree
    /// No date after this one is believed.
    let today: Day

    var date: (date: FoundDate, origin: DateOrigin)? {
        for node in ruled.nodes(.date) {
            for statement in tree.statements(of: node) {
                let labelled = InfoLineReader.standard.read(statement).labelledDate.map { [$0] } ?? []
                let dates = labelled + DateScanner(scalars(of: statement)).dates()
                if let date = dates.first(where: { $0.day <= today }) {
                    return (date, tree.nodes[node].tag == .meta ? .meta : .text)
                }
            }
        }
        return nil
    }

    /// Without its label; what else stands in the element is not the source's.
    var source: String? {
        statements(.source).lazy.map { statement in
            let line = InfoLineReader.standard.read(statement)
            if let field = line.fields.first(where: { $0.label == .source }) { return field.value }
            return line.fields.isEmpty && line.dates.isEmpty ? statement : line.rest.joined(separator: " ")
        }.first { !$0.isEmpty }
    }

    var authors: [String] {
        statements(.authors).lazy.map { statement in
            let line = InfoLineReader.standard.read(statement)
            if let field = line.fields.first(where: { $0.label == .author }) { return Byline.names(in: field.value) }
            let named = Byline(body: [statement]).authors
            return named.isEmpty ? Byline.names(in: statement) : named
        }.first { !$0.isEmpty } ?? []
    }

    private func statements(_ part: ExtractionRules.Part) -> [String] {
        ruled.nodes(part).flatMap { tree.statements(of: $0) }
    }
}
