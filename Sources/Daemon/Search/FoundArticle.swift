internal import Extraction
internal import Model
internal import Storage

/// An article that a search has found, with what shows why.
struct FoundArticle: Encodable {
    let id: ArticleID
    let day: Day
    let title: SearchExcerpt
    let excerpt: SearchExcerpt
    let source: String
    let publisher: String?
    let url: String
    let file: String

    /// - Parameters:
    ///   - text: the whole file.
    ///   - length: of the excerpt, Unicode scalars.
    init(_ article: StoredArticle, text: String, _ query: SearchQuery, length: Int) {
        let event = article.entry.event
        (id, day, url, source) = (event.id, article.entry.day, event.url, event.source)
        (file, publisher) = (article.record.file, article.record.metadata.publisher)
        // What steers a terminal goes before places are counted.
        let body = ShownArticle(event: event, text: text).body.split(separator: "\n").map { oneLine($0) }
        let first = text.prefix { $0 != "\n" }
        title = SearchExcerpt(
            marking: oneLine(article.record.metadata.title ?? String(first)), query, fold: FoldedText.bytes)
        excerpt = SearchExcerpt(of: body, query, length: length, fold: FoldedText.bytes)
    }

    /// Two lines for a person, each ended by LF.
    ///
    /// - Parameter mark: what goes around the words that were found.
    func text(mark: (opening: String, closing: String)) -> String {
        "\(id)  \(day)  \(oneLine(source))  \(title.marked(mark.opening, mark.closing))\n"
            + (excerpt.text.isEmpty ? "" : "    \(excerpt.marked(mark.opening, mark.closing))\n")
    }

    private enum Key: String, CodingKey {
        case id, date, title, excerpt, marks, source, publisher, url, file
        case titleMarks = "title_marks"
    }

    /// `marks` and `title_marks`: pairs of a start and a length in Unicode scalars of `excerpt` and of `title`.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(day, forKey: .date)
        try fields.encode(title.text, forKey: .title)
        try fields.encode(title.marks.map { [$0.lowerBound, $0.count] }, forKey: .titleMarks)
        try fields.encode(excerpt.text, forKey: .excerpt)
        try fields.encode(excerpt.marks.map { [$0.lowerBound, $0.count] }, forKey: .marks)
        try fields.encode(source, forKey: .source)
        try fields.encodeIfPresent(publisher, forKey: .publisher)
        try fields.encode(url, forKey: .url)
        try fields.encode(file, forKey: .file)
    }
}
