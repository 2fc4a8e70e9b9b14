/// Tells a person's name by its form: a surname and one or two characters more, or one with a dot inside.
enum PersonName {
    private static let surnames: Set<[UInt32]> = Set(
        RuleText.lines(PackageResources.surnames_txt).flatMap { $0.split(separator: " ") }.map { scalars(of: $0) })

    /// - Parameter text: half width.
    static func isName(_ text: some Collection<UInt32>) -> Bool {
        if text.contains(0xB7) { return text.count <= 16 && text.allSatisfy { $0.isHan || $0 == 0xB7 } }
        guard (2...4).contains(text.count), text.allSatisfy(\.isHan) else { return false }
        let isDouble = text.count > 2 && surnames.contains(Array(text.prefix(2)))
        guard isDouble || text.count <= 3 && surnames.contains(Array(text.prefix(1))) else { return false }
        return !NoNames.standard.isNoPerson(string(of: text))
    }

    /// Whether a name is an office's, a paper's or the like.
    static func isOffice(_ name: String) -> Bool {
        let text = scalars(of: name)
        guard text.count >= 3, let last = text.last else { return false }
        return offices.contains(last) || name.hasSuffix("中心") || name.hasSuffix("公司")
    }

    private static let offices = Set(scalars(of: "部委局厅署院办室会府社报网台站处"))

    /// Whether a name is nobody's: one of an office, or one that the site has cut.
    static func isNobody(_ name: String) -> Bool {
        if name.hasSuffix("…") || name.hasSuffix("..") || name.hasSuffix("⋯") { return true }
        return !isName(scalars(of: name)) && isOffice(name)
    }
}
