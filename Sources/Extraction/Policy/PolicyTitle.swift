/// What a page's title makes of the links on it.
struct PolicyTitle {
    /// What the page is to other pages; nil for one that is neither document nor interpretation, and has no such links.
    let kind: PolicyWording.Relation?
    private let title: LineSkeleton
    private let names: [[UInt32]]
    private let wording: PolicyWording

    /// - Parameters:
    ///   - column: the column that the page says it is in.
    ///   - isDocument: the page has an official document's head.
    init(_ title: String, column: String?, isDocument: Bool, _ wording: PolicyWording) {
        self.wording = wording
        self.title = LineSkeleton(title)
        names = PolicyWording.split(title).names
        let isDocument = wording.isDocument(title) || isDocument
        let columnLabel = column.flatMap { wording.label(LineSkeleton($0)) }
        let isAmongInterpretations = columnLabel?.relations == [.interpretation] && !isDocument
        let isInterpretation = wording.isInterpretation(title) || isAmongInterpretations
        kind = isInterpretation ? .interpretation : isDocument ? .document : nil
    }

    /// What a link of this name is to the page; nil for one that has to do with something else.
    ///
    /// - Parameter leadsToPage: its address is a page's rather than a column's.
    func relation(
        to name: String, under label: PolicyWording.Label?, leadsToPage: Bool
    ) -> PolicyWording.Relation? {
        let link = LineSkeleton(name)
        guard let kind, link.scalars.count >= 2, link.scalars != title.scalars, !wording.isPassed(link) else {
            return nil
        }
        // A document has interpretations, an interpretation has documents.
        let relation: PolicyWording.Relation = kind == .document ? .interpretation : .document
        if let own = wording.label(link), own.isSure {
            return own.relations.contains(relation) && leadsToPage ? relation : nil
        }
        if let label, label.relations.contains(relation) {
            let isForm = relation == .interpretation && wording.isForm(link)
            if isForm || link.scalars.count < 6 { return isForm && leadsToPage ? relation : nil }
            if label.isSure || bearsOut(name, link, relation) { return relation }
        }
        return saysSo(name, link, relation) ? relation : nil
    }

    /// Whether the titles are about one thing: so many characters in a row are the same.
    private func bearsOut(_ name: String, _ link: LineSkeleton, _ relation: PolicyWording.Relation) -> Bool {
        if relation == .document, wording.isDocument(name) { return true }
        return PolicyTitle.longestRun(link.scalars.prefix(120), title.scalars.prefix(120)) >= 6
    }

    /// Whether a link says by itself that it is the page's: it names the page's document, or the page names it.
    private func saysSo(_ name: String, _ link: LineSkeleton, _ relation: PolicyWording.Relation) -> Bool {
        switch relation {
        case .document:
            return !wording.isInterpretation(name) && names.contains { $0.count >= 6 && link.contains($0) }
        case .interpretation:
            guard wording.isInterpretation(name) else { return false }
            if title.scalars.count >= 8, link.contains(title.scalars) { return true }
            return PolicyWording.split(name).names.contains { $0.count >= 8 && title.contains($0) }
        }
    }

    /// Scalars of the longest run that two lines share.
    static func longestRun(_ one: ArraySlice<UInt32>, _ other: ArraySlice<UInt32>) -> Int {
        var longest = 0
        var previous = [Int](repeating: 0, count: other.count + 1)
        for left in one {
            var current = [Int](repeating: 0, count: other.count + 1)
            for (index, right) in other.enumerated() where left == right {
                current[index + 1] = previous[index] + 1
                longest = max(longest, current[index + 1])
            }
            previous = current
        }
        return longest
    }
}
