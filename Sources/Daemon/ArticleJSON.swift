internal import Foundation
internal import Model

/// An article as one line of JSON: `id`, `text`, `body`, and the contract's article fields.
struct ArticleJSON: Encodable {
    /// What the caller knows the article by: a file's stem; the article's own id where it is kept.
    let name: String
    /// The whole file.
    let text: String
    /// The paragraphs without the headline, each ended by LF.
    let body: String
    let url: String?
    /// The id that the article has, or would have, in the archive.
    let article: ArticleID
    let simhash: Simhash
    let metadata: ArticleMetadata

    init(_ article: Article, name: String, url: WebAddress?) {
        self.name = name
        self.url = url?.description
        self.article = article.fingerprint.id
        text = article.text
        body = article.body.map { $0 + "\n" }.joined()
        simhash = article.fingerprint.simhash
        metadata = article.metadata
    }

    private enum Key: String, CodingKey {
        case id, text, body, url, article, simhash, chars
    }

    func encode(to encoder: any Encoder) throws {
        try metadata.encode(to: encoder)
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(name, forKey: .id)
        try fields.encode(text, forKey: .text)
        try fields.encode(body, forKey: .body)
        try fields.encodeIfPresent(url, forKey: .url)
        try fields.encode(article, forKey: .article)
        try fields.encode(simhash, forKey: .simhash)
        try fields.encode(text.unicodeScalars.count { $0 != "\n" }, forKey: .chars)
    }
}

/// A value as one line of JSON, keys sorted, cleaned of what steers a terminal.
func jsonLine(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return plainText(String(decoding: try encoder.encode(value), as: UTF8.self))
}
