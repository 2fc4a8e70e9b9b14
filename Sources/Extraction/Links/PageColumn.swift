internal import Model

/// The column that a list page is about, as addresses tell it.
///
/// A link lies in it where its path begins with the page's folder, or its address has the number that the page's has:
/// `/col/col4213/index.html` and `/art/2024/3/5/art_4213_88.html`.
struct PageColumn {
    private let host: String
    /// Nil for a page in the site's root.
    private let folder: String?
    /// Numbers of three digits or more in its address, but years and dates.
    private let numbers: Set<Substring>

    init(_ base: WebAddress) {
        host = base.host
        let folder = base.path[..<(base.path.lastIndex(of: "/") ?? base.path.startIndex)] + "/"
        self.folder = folder.utf8.count > 1 ? String(folder) : nil
        numbers = PageColumn.numbers(in: base.target)
    }

    func contains(_ address: WebAddress) -> Bool {
        guard address.host == host else { return false }
        if let folder, address.path.hasPrefix(folder) { return true }
        return !numbers.isEmpty && !numbers.isDisjoint(with: PageColumn.numbers(in: address.target))
    }

    private static func numbers(in target: String) -> Set<Substring> {
        Set(
            target.split { !($0.isASCII && $0.isNumber) }
                .filter { (3...10).contains($0.utf8.count) && !$0.hasPrefix("20") && !$0.hasPrefix("19") })
    }
}
