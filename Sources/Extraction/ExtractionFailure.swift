/// Why a page gave no article.
package enum ExtractionFailure: Error, Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// The bytes are not a page: `PDF`, `ZIP`, `JPEG`, …
    case binary(kind: String)
    /// A page that shows no article.
    case noArticle(NonArticle)
    /// More bytes than a page may have.
    case tooLarge(limitBytes: Int)
    /// No charset fits the bytes.
    case undecodable
    /// Reading it was given up after so much processor time.
    case tooMuchWork(seconds: Int)
}

extension ExtractionFailure {
    /// The same for a person.
    package var reason: String {
        switch self {
        case .empty: "the page is empty"
        case .binary(let kind): "this is no page but \(kind) data"
        case .noArticle(let kind): "no article on this page: \(kind.description)"
        case .tooLarge(let limit): "the page is larger than \(limit) bytes"
        case .undecodable:
            "the page is in no known charset: too many of its bytes cannot be read in any"
        case .tooMuchWork(let seconds):
            "reading the page was given up after \(seconds) s of processor time"
        }
    }
}
