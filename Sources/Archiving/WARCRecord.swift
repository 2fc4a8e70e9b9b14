internal import Compressing
internal import Hashing
internal import Model

/// One record of a WARC file, as the gzip member that it is stored as.
///
/// Source: ISO 28500:2017, The WARC Format 1.1.
package struct WARCRecord: Sendable {
    /// The whole record, compressed.
    package let member: [UInt8]

    /// A `response` record. The body is stored decoded, so that the headers that described its coding are kept under
    /// names that begin with `X-Archive-Orig-`, as other archiving tools do, and its length is stated anew.
    ///
    /// Compressing costs about half a millisecond a page: make records where many tasks run, not while holding a lock.
    package init(_ response: CapturedResponse, using generator: inout some RandomNumberGenerator) {
        let http = WARCRecord.http(response)
        var fields = [
            ("WARC-Type", "response"),
            ("WARC-Target-URI", response.url),
            ("WARC-Date", response.at.description),
            ("WARC-Record-ID", WARCRecord.newID(using: &generator)),
            ("WARC-Payload-Digest", WARCRecord.payloadDigest(response.body)),
            ("Content-Type", "application/http; msgtype=response"),
        ]
        if let address = response.remoteAddress { fields.append(("WARC-IP-Address", address)) }
        if response.httpVersion.hasPrefix("2") { fields.append(("WARC-Protocol", "h2")) }
        if response.isTruncated { fields.append(("WARC-Truncated", "unspecified")) }
        member = WARCRecord.member(fields, block: http + response.body)
    }

    /// A `response` record with an identity of its own.
    package init(_ response: CapturedResponse) {
        var generator = SystemRandomNumberGenerator()
        self.init(response, using: &generator)
    }

    /// A `warcinfo` record, the first of a file.
    init(fileName: String, software: String, at: Timestamp, using generator: inout some RandomNumberGenerator) {
        let block = """
            software: \(software)\r
            format: WARC File Format 1.1\r
            conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r

            """
        member = WARCRecord.member(
            [
                ("WARC-Type", "warcinfo"),
                ("WARC-Date", at.description),
                ("WARC-Filename", fileName),
                ("WARC-Record-ID", WARCRecord.newID(using: &generator)),
                ("Content-Type", "application/warc-fields"),
            ],
            block: Array(block.utf8))
    }

    /// The body's digest as a record states it.
    static func payloadDigest(_ body: [UInt8]) -> String {
        "sha256:" + base32(Digest(sha256Of: body).bytes)
    }

    /// Status line and headers up to the empty line.
    private static func http(_ response: CapturedResponse) -> [UInt8] {
        // Later versions have no text form of their own.
        let version = response.httpVersion == "1.0" ? "1.0" : "1.1"
        var text = "HTTP/\(version) \(response.status) \r\n"
        for header in response.headers {
            let isRenamed = originalNames.contains(header.name.lowercased())
            text += "\(isRenamed ? originalPrefix : "")\(singleLine(header.name)): \(singleLine(header.value))\r\n"
        }
        text += "Content-Length: \(response.body.count)\r\n\r\n"
        return Array(text.utf8)
    }

    private static func member(_ fields: [(String, String)], block: [UInt8]) -> [UInt8] {
        var record = Array("WARC/1.1\r\n".utf8)
        for (name, value) in fields { record += "\(name): \(singleLine(value))\r\n".utf8 }
        record += "Content-Length: \(block.count)\r\n\r\n".utf8
        record += block
        record += "\r\n\r\n".utf8
        return Gzip.compress(record)
    }

    /// Headers that no longer describe the body as it is stored, in lower case.
    private static let originalNames: Set = ["content-encoding", "transfer-encoding", "content-length"]

    static let originalPrefix = "X-Archive-Orig-"

    /// What a server sends cannot begin a line of its own.
    private static func singleLine(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// A random UUID (RFC 9562, version 4) as a URN.
    private static func newID(using generator: inout some RandomNumberGenerator) -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexDigits(of: bytes[$0]) }
        return "<urn:uuid:\(groups.joined(separator: "-"))>"
    }
}

/// Base 32 (RFC 4648, section 6), padded: the spelling of digests that WARC tools expect.
func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 5) {
        let group = bytes[start..<min(start + 5, bytes.count)]
        let bits = group.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << (8 * (5 - group.count))
        let digits = (group.count * 8 + 4) / 5
        for position in 0..<8 {
            text.append(position < digits ? alphabet[Int(bits >> (35 - 5 * position) & 31)] : UInt8(ascii: "="))
        }
    }
    return String(decoding: text, as: UTF8.self)
}
