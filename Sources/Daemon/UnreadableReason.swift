internal import Extraction

extension ExtractionFailure {
    /// Why a page gave no article, for a person.
    var reason: String {
        switch self {
        case .empty: "the page is empty"
        case .binary(let kind): "this is no page but \(kind) data"
        case .noArticle: "no article on this page (a list, a form, or a page that scripts fill)"
        case .tooLarge(let limit): "the page is larger than \(limit) bytes"
        }
    }
}
