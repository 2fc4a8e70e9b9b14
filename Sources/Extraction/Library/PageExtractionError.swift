/// Why a page gave no article. The description says it to a person.
public enum PageExtractionError: Error, Hashable, Sendable {
    /// No bytes, or nothing but white space.
    case empty
    /// The bytes are not a page: `PDF`, `ZIP`, `JPEG`, …
    case binary(kind: String)
    /// A page that shows no article but a `list`, a `login` or a `search` form; `unclear`: it has no text, or scripts
    /// fill it.
    case noArticle(kind: String)
    /// More than ``PageExtractor/limitBytes``.
    case tooLarge(limitBytes: Int)
    /// No charset fits the bytes.
    case undecodable
    /// Reading it was given up after so much processor time.
    case tooMuchWork(seconds: Int)
    /// The address is no absolute `http` or `https` URL.
    case address(String, reason: String)

    init(_ failure: ExtractionFailure) {
        self =
            switch failure {
            case .empty: .empty
            case .binary(let kind): .binary(kind: kind)
            case .noArticle(let kind): .noArticle(kind: kind.rawValue)
            case .tooLarge(let limitBytes): .tooLarge(limitBytes: limitBytes)
            case .undecodable: .undecodable
            case .tooMuchWork(let seconds): .tooMuchWork(seconds: seconds)
            }
    }
}

extension PageExtractionError: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .empty: ExtractionFailure.empty.reason
        case .binary(let kind): ExtractionFailure.binary(kind: kind).reason
        case .noArticle(let kind): ExtractionFailure.noArticle(NonArticle(rawValue: kind) ?? .unclear).reason
        case .tooLarge(let limitBytes): ExtractionFailure.tooLarge(limitBytes: limitBytes).reason
        case .undecodable: ExtractionFailure.undecodable.reason
        case .tooMuchWork(let seconds): ExtractionFailure.tooMuchWork(seconds: seconds).reason
        case .address(let address, let reason): "\(address) is no address of a page: \(reason)"
        }
    }
}
