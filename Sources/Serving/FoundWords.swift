internal import Model
internal import Storage

/// What a search has found in a text: its headline and a piece of its body, with the words marked.
struct FoundWords {
    let title: SearchExcerpt
    let excerpt: SearchExcerpt

    /// Unicode scalars of the excerpt at most.
    private static let length = 90
}

extension FoundWords: Encodable {
    private enum Key: String, CodingKey {
        case title, excerpt, marks
        case titleMarks = "title_marks"
    }

    /// As `dibao search --json` has it: pairs of a start and a length in Unicode scalars.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(title.text, forKey: .title)
        try fields.encode(title.marks.map { [$0.lowerBound, $0.count] }, forKey: .titleMarks)
        try fields.encode(excerpt.text, forKey: .excerpt)
        try fields.encode(excerpt.marks.map { [$0.lowerBound, $0.count] }, forKey: .marks)
    }
}

extension FoundWords {
    init(_ article: StoredArticle, _ query: SearchQuery, _ desk: SearchClient, _ holdings: ServerDependencies) async {
        let metadata = article.record.metadata
        // Without its file the article is still found, and its page tells what is the matter.
        let bytes = (try? await holdings.text(article.record.file)) ?? []
        let lines = ArticleText(bytes, metadata).parts.map(\.line)
        title = SearchExcerpt(
            marking: EventList.cut(metadata.title ?? article.entry.event.url), query, fold: desk.fold)
        excerpt = SearchExcerpt(of: lines, query, length: FoundWords.length, fold: desk.fold)
    }
}

extension ArticleText.Part {
    /// As one line of text.
    fileprivate var line: String {
        switch self {
        case .paragraph(let text): text
        case .table(let rows): rows.map { $0.joined(separator: " ") }.joined(separator: " ")
        }
    }
}
