/// How a body is compressed on its way.
///
/// | label | taken for |
/// |---|---|
/// | `gzip`, `x-gzip` | gzip, any number of members |
/// | `deflate` | zlib, or deflate without a frame, as its first bytes say |
/// | `br` | Brotli |
/// | `zstd`, `compress`, `x-compress`, `dcb`, `dcz` | what cannot be read here: it was not asked for |
/// | any other (`identity`, `utf-8`, `none`, …) | nothing, as browsers do |
/// Source: RFC 9110, section 8.4.1; RFC 1950; RFC 1951; RFC 1952; RFC 7932.
enum ContentCoding: Hashable, Sendable {
    case gzip, deflate, brotli

    /// What is asked for with `Accept-Encoding`.
    static let accepted = "gzip, deflate, br"
    /// More, one over the other, are refused.
    static let stackLimit = 5

    /// The codings that a header names, in the order in which they were applied.
    ///
    /// - Throws: for one that cannot be read, and for too many.
    static func stack(_ headers: [HeaderField]) throws(ContentCodingFailure) -> [ContentCoding] {
        var stack: [ContentCoding] = []
        for field in headers where field.isNamed("Content-Encoding") {
            for label in field.value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }) {
                switch label.lowercased() {
                case "gzip", "x-gzip": stack.append(.gzip)
                case "deflate": stack.append(.deflate)
                case "br": stack.append(.brotli)
                case "zstd", "compress", "x-compress", "dcb", "dcz":
                    throw .unreadable("it is \(label.lowercased()), which was not asked for")
                default: continue
                }
            }
        }
        guard stack.count <= stackLimit else { throw .unreadable("\(stack.count) codings one over the other") }
        return stack
    }
}

/// Why a coded body cannot be read.
enum ContentCodingFailure: Error, Hashable, Sendable {
    /// The bytes are not what the label says, or the label means nothing here.
    case unreadable(String)
    /// Decoded it is larger than it may be.
    case tooLarge
}

/// One coding, taken away from bytes as they come.
protocol ContentDecoder: AnyObject {
    /// Whether the coding has come to its end; what follows is left out.
    var hasEnded: Bool { get }

    /// Hands the content on piece by piece, and stops at the first piece that `taking` throws at.
    func decode(_ bytes: UnsafeBufferPointer<UInt8>, taking: ContentTaking) throws(ContentCodingFailure)
}

typealias ContentTaking = (UnsafeBufferPointer<UInt8>) throws(ContentCodingFailure) -> Void

/// A body without its codings, gathered as it comes. Belongs to the engine's thread.
final class BodyDecoding {
    private(set) var content: [UInt8] = []
    /// The last that was applied is the first to be taken away.
    private let decoders: [any ContentDecoder]
    private let limitBytes: Int
    /// What each decoder but the last has given so far: a bomb may lie inside another.
    private var given: [Int]
    /// As they came.
    private(set) var receivedBytes = 0

    /// Coded bytes may be more than their content by so many, and not more: else they would come without an end.
    private static let overheadBytes = 1 << 20

    /// - Parameter limitBytes: of the content; more is refused.
    /// - Throws: `.unreadable` for codings that cannot be read.
    init(_ headers: [HeaderField], limitBytes: Int) throws(ContentCodingFailure) {
        var decoders: [any ContentDecoder] = []
        for coding in try ContentCoding.stack(headers).reversed() {
            let decoder: (any ContentDecoder)? =
                switch coding {
                case .gzip: GzipDecoder()
                case .deflate: DeflateDecoder()
                case .brotli: BrotliDecoder()
                }
            guard let decoder else { throw .unreadable("memory is out") }
            decoders.append(decoder)
        }
        self.decoders = decoders
        self.limitBytes = limitBytes
        given = decoders.map { _ in 0 }
    }

    /// Whether there is a coding that has not come to its end.
    var isCut: Bool { decoders.contains { !$0.hasEnded } }

    /// - Throws: where the bytes are not what their label says, or more than they may be.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(ContentCodingFailure) {
        receivedBytes += bytes.count
        guard decoders.isEmpty || receivedBytes <= limitBytes + BodyDecoding.overheadBytes else { throw .tooLarge }
        try pass(bytes, from: 0)
    }

    private func pass(_ bytes: UnsafeBufferPointer<UInt8>, from stage: Int) throws(ContentCodingFailure) {
        guard stage < decoders.count else {
            let room = limitBytes - content.count
            content.append(contentsOf: bytes.prefix(room))
            guard bytes.count <= room else { throw .tooLarge }
            return
        }
        try decoders[stage].decode(bytes) { (piece) throws(ContentCodingFailure) in
            given[stage] += piece.count
            guard given[stage] <= limitBytes + BodyDecoding.overheadBytes else { throw .tooLarge }
            try pass(piece, from: stage + 1)
        }
    }
}
