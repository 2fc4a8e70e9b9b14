internal import Compressing
package import Model

/// Reads single records back from the WARC files of a folder.
package struct CaptureReader: Sendable {
    /// A record that claims more stored or more expanded bytes than this is refused.
    package static let recordLimitBytes = 256 << 20

    private let folder: Folder
    private let label: String

    /// - Parameter label: As the writer's.
    /// - Throws: as `ArchiveFolder.init`; the folder must be there.
    package init(folder: String, label: String) throws(ArchiveError) {
        self.folder = try Folder(at: folder, disk: LocalDisk())
        self.label = label
    }

    /// The response that an event's capture names.
    ///
    /// - Throws: `.misnamed` for a file outside the folder, `.missing`, `.damaged` for anything but a whole record
    ///   whose body has the digest that it states, or the system's refusal.
    package func read(_ capture: Capture) throws(ArchiveError) -> CapturedResponse {
        let before = "\(label)/".utf8
        guard capture.file.utf8.starts(with: before),
            let name = String(capture.file.utf8.dropFirst(before.count)),
            !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")), name != ".", name != ".."
        else { throw .misnamed(capture.file) }
        guard let file = try folder.file(name) else { throw .missing(file: capture.file) }
        guard capture.offset >= 0, (1...CaptureReader.recordLimitBytes).contains(capture.length),
            capture.offset <= Int.max - capture.length, capture.offset + capture.length <= (try file.length())
        else { throw damaged(capture, "it has no \(capture.length) bytes at \(capture.offset)") }
        let member = try file.read(at: capture.offset, count: capture.length)
        let record: [UInt8]
        do {
            record = try Gzip.expand(member, limit: CaptureReader.recordLimitBytes)
        } catch {
            throw damaged(capture, error.rawValue)
        }
        guard let response = CaptureReader.response(record) else {
            throw damaged(capture, "no response record whose body has the digest that it states")
        }
        return response
    }

    private func damaged(_ capture: Capture, _ reason: String) -> ArchiveError {
        .damaged(file: "\(capture.file) at \(capture.offset)", reason: reason)
    }

    private static func response(_ record: [UInt8]) -> CapturedResponse? {
        guard let warc = HeaderBlock(record[...]), warc.first == "WARC/1.1", warc["WARC-Type"] == "response",
            let length = warc["Content-Length"].flatMap({ Int($0) }), length >= 0, warc.rest.count - 4 == length,
            let url = warc["WARC-Target-URI"], let at = warc["WARC-Date"].flatMap({ Timestamp($0) }),
            let http = HeaderBlock(warc.rest.prefix(length))
        else { return nil }
        let statusLine = http.first.split(separator: " ")
        guard statusLine.count == 2, let status = Int(statusLine[1]), (100...999).contains(status),
            warc["WARC-Payload-Digest"] == WARCRecord.payloadDigest(Array(http.rest))
        else { return nil }
        var headers = http.fields.dropLast().map { CapturedResponse.Header(name: $0.name, value: $0.value) }
        for position in headers.indices where headers[position].name.hasPrefix(WARCRecord.originalPrefix) {
            headers[position] = CapturedResponse.Header(
                name: String(headers[position].name.dropFirst(WARCRecord.originalPrefix.count)),
                value: headers[position].value)
        }
        return CapturedResponse(
            url: url, at: at, remoteAddress: warc["WARC-IP-Address"],
            httpVersion: warc["WARC-Protocol"] == "h2" ? "2" : String(statusLine[0].dropFirst("HTTP/".count)),
            status: status, headers: headers,
            body: Array(http.rest), isTruncated: warc["WARC-Truncated"] != nil)
    }
}

/// A first line and fields, up to an empty line: the head of a WARC record and of an HTTP message, as our writer
/// spells them. It is not meant for what comes from outside.
private struct HeaderBlock {
    let first: String
    let fields: [(name: String, value: String)]
    /// What follows the empty line.
    let rest: ArraySlice<UInt8>

    /// Nil where there is no empty line, or a line without a colon.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        var lines: [String] = []
        while true {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\r")), end + 1 < rest.endIndex,
                rest[end + 1] == UInt8(ascii: "\n")
            else { return nil }
            let line = rest[..<end]
            rest = rest[(end + 2)...]
            if line.isEmpty { break }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        guard let first = lines.first else { return nil }
        var fields: [(name: String, value: String)] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let value = parts.last else { return nil }
            fields.append((String(parts[0]), String(value.drop { $0 == " " })))
        }
        self.first = first
        self.fields = fields
        self.rest = rest
    }

    /// The first field of this name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}
