internal import Model

/// What a check saw of one source.
struct SourceCheck: Encodable, Sendable {
    let id: String
    let name: String
    let passed: Bool
    let pages: [Page]

    struct Page: Encodable, Sendable {
        /// Absent for what concerns the whole source.
        let url: String?
        let steps: [StartPageCheck.Step]
        /// Links of this page that a visit would leave out, by reason.
        var leftOut: [LeftOut: Int] = [:]

        private enum CodingKeys: String, CodingKey {
            case url, steps
            case leftOut = "left_out"
        }
    }

    /// A line for the source, and one for each thing that was looked at.
    var text: String {
        let lines = pages.flatMap(\.steps).map { step in
            let name = step.step.rawValue
            let blanks = String(repeating: " ", count: max(0, 9 - name.count))
            return "  \(step.passed ? "✓" : "✗") \(name)\(blanks)  \(step.detail)\n"
        }
        return "\(id)  \(oneLine(name))\n" + lines.joined()
    }
}
