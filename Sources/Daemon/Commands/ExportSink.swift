internal import Foundation
internal import Model
internal import Storage

/// Where exported articles go. A file appears whole or not at all: until it is finished it has another name, which no
/// other export has. What is no file, such as a device or a pipe, is written to as it is.
final class ExportSink {
    private let format: ExportJob.Format
    private let console: Console
    private let path: String?
    /// What is written to: the output itself where it is no file.
    private var part = ""
    private var isDirect = false
    private var file: FileHandle?
    private var folder = ""

    /// - Throws: `.inputOutput` where the output cannot be made.
    init(_ format: ExportJob.Format, output: String?, console: Console) throws(CommandFailure) {
        self.format = format
        self.console = console
        path = output
        if let output, format != .txt {
            var status = stat()
            let isThere = stat(output, &status) == 0
            if isThere, status.st_mode & S_IFMT == S_IFDIR {
                throw CommandFailure(.inputOutput, "cannot write \(output): it is a folder; name a file in it")
            }
            isDirect = isThere && status.st_mode & S_IFMT != S_IFREG
            part = isDirect ? output : "\(output).\(getpid()).part"
            let flags = isDirect ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL
            let descriptor = open(part, flags | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                throw CommandFailure(.inputOutput, "cannot write \(part): \(String(cString: strerror(errno)))")
            }
            file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }
        if format == .csv { try put(ExportColumn.allCases.map(\.rawValue).joined(separator: ",") + "\r\n") }
    }

    deinit {
        guard file != nil, !isDirect else { return }
        try? FileManager.default.removeItem(atPath: part)  // what is left over does no harm
    }

    /// - Throws: `.inputOutput`.
    func write(_ article: KeptArticle, text: String) throws(CommandFailure) {
        var event = article.event
        event.set(topics: article.topics)
        let shown = ShownArticle(event: event, text: text)
        switch format {
        case .jsonl: try put(jsonText(shown))
        case .csv:
            let cells = ExportColumn.allCases.map { ExportSink.cell($0.value(of: shown, article.record)) }
            try put(cells.joined(separator: ",") + "\r\n")
        case .txt:
            guard let path else { return try put(plainText(text) + "\n") }
            try place(text, at: article.record.file, under: path)
        }
    }

    /// Gives the file its name.
    ///
    /// - Throws: `.inputOutput`.
    func finish() throws(CommandFailure) {
        guard let path, let file else { return }
        do {
            if isDirect {
                try file.close()
            } else {
                try file.synchronize()
                try file.close()
                guard rename(part, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            }
        } catch {
            throw CommandFailure(.inputOutput, "cannot write \(path): \(error.localizedDescription)")
        }
        self.file = nil
    }

    private func put(_ text: String) throws(CommandFailure) {
        guard let file else { return try console.print(text) }
        do {
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            throw CommandFailure(.inputOutput, "cannot write \(path ?? ""): \(error.localizedDescription)")
        }
    }

    private func place(_ text: String, at name: String, under path: String) throws(CommandFailure) {
        let url = URL(fileURLWithPath: path).appending(path: name)
        do {
            let above = url.deletingLastPathComponent()
            if above.path != folder {
                try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
                folder = above.path
            }
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw CommandFailure(.inputOutput, "cannot write \(url.path): \(error.localizedDescription)")
        }
    }

    /// Source: RFC 4180.
    static func cell(_ text: String) -> String {
        text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            ? "\"" + quotesDoubled(text) + "\"" : text
    }
}

/// By scalars: a quote with a mark over it is another character, and still a quote to whoever reads the file.
private func quotesDoubled(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if scalar == "\"" { scalars.append(scalar) }
        scalars.append(scalar)
    }
    return String(scalars)
}

/// The columns of an export as CSV, in their order.
enum ExportColumn: String, CaseIterable {
    case id, date, published, title, publisher, authors, source, site, column, url, topics, chars, file, body

    /// Several values are joined by `;`.
    func value(of article: ShownArticle, _ record: ArticleRecord) -> String {
        let metadata = record.metadata
        let text: String? =
            switch self {
            case .id: article.event.id.description
            case .date: metadata.date?.description
            case .published: metadata.published
            case .title: metadata.title
            case .publisher: metadata.publisher
            case .authors: metadata.authors?.joined(separator: ";")
            case .source: article.event.source
            case .site: metadata.site
            case .column: metadata.column
            case .url: article.event.url
            case .topics: article.event.record?.topics?.joined(separator: ";")
            case .chars: "\(record.chars)"
            case .file: record.file
            case .body: article.body
            }
        return plainText(text ?? "")
    }
}

extension Event {
    /// Puts today's topics in the place of those of the day on which it was archived.
    mutating func set(topics: [String]) {
        changeRecord { $0.topics = topics.isEmpty ? nil : topics }
    }
}
