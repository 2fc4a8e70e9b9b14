internal import Fetching
internal import Model

/// Whether an answer is the file that a link promised, or something that stands in its place.
///
/// | what came | verdict |
/// |---|---|
/// | nothing | `other` |
/// | a wall, in the words of `WallRecogniser` | `wall` |
/// | bytes that no text has, RTF, PDF, but no HTML | `file` |
/// | HTML that an Office program wrote, for a link to a document or table of Office | `file` |
/// | any other HTML | `other` |
/// | other text, for a link to text (`.txt`, `.csv`, …) | `file` |
/// | other text, such as `{"code":404}` | `other` |
enum AttachmentVerdict: Hashable {
    case file
    case wall(Wall)
    /// What came instead, in one line.
    case other(reason: String)

    private static let textEndings: Set<String> = ["txt", "csv", "rtf"]
    private static let officeEndings: Set<String> = ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps"]
    private static let officeMarks = [
        "urn:schemas-microsoft-com:office", "mso-application", "Excel.Sheet", "Word.Document",
    ]
    private static let pageStarts = ["<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<title"]
    /// What is looked at of a file.
    private static let headBytes = 4096

    /// - Parameters:
    ///   - response: of status 200 to 299.
    ///   - asked: the address of the link.
    init(_ response: Response, asked: WebAddress) {
        guard !response.body.isEmpty else {
            self = .other(reason: "\(asked): nothing came where a file was to be")
            return
        }
        let head = response.body.prefix(AttachmentVerdict.headBytes)
        let text = String(decoding: head, as: UTF8.self)
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let isPage = AttachmentVerdict.isPage(start)
        guard isPage || !AttachmentVerdict.isBinary(head) else {
            self = .file
            return
        }
        let ending = asked.path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if start.hasPrefix("%PDF-") || start.hasPrefix("{\\rtf") {
            self = .file
        } else if AttachmentVerdict.officeEndings.contains(ending),
            AttachmentVerdict.officeMarks.contains(where: { text.contains($0) })
        {
            self = .file
        } else if let wall = WallRecogniser.standard.wall(in: response, asked: asked), wall.kind != .blank {
            self = .wall(wall)
        } else if isPage {
            self = .other(reason: "\(asked): an HTML page came in place of the file")
        } else if AttachmentVerdict.textEndings.contains(ending) {
            self = .file
        } else {
            self = .other(reason: "\(asked): \(oneLine(start.prefix(60))) came in place of the file")
        }
    }

    private static func isPage(_ start: Substring) -> Bool {
        let lower = start.prefix(512).lowercased()
        return pageStarts.contains { lower.hasPrefix($0) } || (lower.hasPrefix("<") && lower.contains("<html"))
    }

    /// Control characters that no text holds.
    private static func isBinary(_ head: ArraySlice<UInt8>) -> Bool {
        head.contains { $0 < 0x09 || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0) }
    }
}
