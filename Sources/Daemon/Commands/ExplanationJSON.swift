internal import Extraction
internal import Model

/// `dibao extract --explain=json`: one page as one line. `Extraction.docc/Explanation.md` is its reference.
struct ExplanationJSON: Encodable {
    private let v = 1
    /// The file's stem, as in the other JSON of the command.
    let id: String
    let url: String?
    let kept: Int
    let confidence: Double
    let rules: [Explanation.Rule]
    let candidates: [Explanation.Candidate]
    let blocks: [Explanation.Block]

    init(_ explanation: Explanation, name: String, url: WebAddress?) {
        id = name
        self.url = url?.description
        kept = explanation.blocks.count(where: \.kept)
        confidence = explanation.confidence
        rules = explanation.rules
        candidates = explanation.candidates
        blocks = explanation.blocks
    }
}
