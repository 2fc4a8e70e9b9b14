internal import Model

extension Configuration {
    /// What is odd about ids that somebody looks for: nothing that is configured has them, though something from before
    /// may. A line each.
    func notices(sources: [String], topics: [String]) -> [String] {
        notices(sources, "source", known: self.sources.map(\.id) + ["manual"])
            + notices(topics, "topic", known: self.topics.map(\.id))
    }

    private func notices(_ wanted: [String], _ table: String, known: [String]) -> [String] {
        wanted.filter { !known.contains($0) }.map { id in
            let hint = nearestKey(to: id, among: known).map { "; did you mean \($0)?" } ?? ""
            return "no [[\(table)]] has the id \(oneLine(id)) now\(hint)"
        }
    }
}
