extension Collection where Element: Equatable {
    /// Whether the elements stand here one behind the other.
    func contains(_ part: some Collection<Element>) -> Bool { range(of: part) != nil }

    /// Where the elements stand first, one behind the other.
    func range(of part: some Collection<Element>) -> Range<Index>? {
        guard let first = part.first else { return startIndex..<startIndex }
        var index = startIndex
        while let candidate = self[index...].firstIndex(of: first) {
            if self[candidate...].starts(with: part) {
                return candidate..<self.index(candidate, offsetBy: part.count)
            }
            index = self.index(after: candidate)
        }
        return nil
    }
}
