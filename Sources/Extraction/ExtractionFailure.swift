/// Why a page gave no article.
package enum ExtractionFailure: Error, Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// The bytes are not a page: `PDF`, `ZIP`, `JPEG`, …
    case binary(kind: String)
    /// A page without anything that reads like an article.
    case noArticle
    /// More bytes than a page may have.
    case tooLarge(limitBytes: Int)
}

extension ExtractionFailure {
    /// The same for a person.
    package var reason: String {
        switch self {
        case .empty: "the page is empty"
        case .binary(let kind): "this is no page but \(kind) data"
        case .noArticle: "no article on this page (a list, a form, or a page that scripts fill)"
        case .tooLarge(let limit): "the page is larger than \(limit) bytes"
        }
    }
}
