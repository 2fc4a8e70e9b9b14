internal import Model

extension Configuration {
    /// The source with this id.
    ///
    /// - Throws: `.badData`, with the nearest id.
    func source(_ id: String) throws(CommandFailure) -> SourceConfiguration {
        if let source = sources.first(where: { $0.id == id }) { return source }
        let hint = nearestKey(to: id, among: sources.map(\.id)).map { "; did you mean \($0)?" } ?? ""
        throw CommandFailure(.badData, "no source has the id \(oneLine(id))\(hint)")
    }
}
