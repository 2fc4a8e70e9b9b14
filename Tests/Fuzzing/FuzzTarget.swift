internal import Foundation
internal import Model

@testable internal import Archiving
@testable internal import Compressing
@testable internal import Daemon
@testable internal import Extraction
@testable internal import Fetching
@testable internal import Serving
@testable internal import Storage

/// Everything that reads bytes from outside, each as one function of bytes that must come back, whatever they are.
///
/// `make fuzz` gives them to libFuzzer for hours; the tests give each some thousands of spoilt inputs.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// Bytes to UTF-8; the first byte chooses the header's charset.
    case charset
    /// The cut that is made before libxml2 sees a page.
    case trimmer
    /// The flat page tree.
    case tree
    case article
    /// As `article`, with the reasons.
    case explanation
    /// List pages.
    case links
    case feed
    case sitemap
    /// Lists as JSON.
    case json
    case robots
    case address
    case trap
    /// Dates in text, in HTTP fields, in the journal.
    case dates
    /// Walls and pages that only say that something is missing.
    case wall
    case warc
    /// A line of index.jsonl.
    case event
    case configuration
    /// Queries of the HTTP server.
    case parameters
    case search
    /// Selectors, JSON paths and templates of a source's rules.
    case rules

    /// Reads the bytes; what comes of them does not matter here, only that it comes.
    package func read(_ bytes: [UInt8]) {
        switch self {
        case .charset, .trimmer, .tree, .article, .explanation: readPage(bytes)
        case .links, .feed, .sitemap, .json: readList(bytes)
        case .robots, .address, .trap, .dates, .wall: readAnswer(bytes)
        case .warc, .event, .configuration, .parameters, .search, .rules: readOwn(bytes)
        }
    }

    private static let today = Day(year: 2026, month: 11, day: 30)!  // it is one
    private static let place = try? WebAddress(parsing: "http://www.a.example/zwgk/tzgg/index.html")  // nil never is

    private func readPage(_ bytes: [UInt8]) {
        let labels: [String?] = [nil, "gb2312", "big5", "utf-8", "utf-16", "hz-gb-2312", "iso-2022-cn", "x"]
        let extractor = Extractor()
        switch self {
        case .charset:
            _ = PageDecoder.decode(
                Array(bytes.dropFirst()), headerCharset: labels[Int(bytes.first ?? 0) % labels.count])
        case .trimmer:
            _ = bytes.withUnsafeBufferPointer { MarkupTrimmer.trim($0) }
        case .tree:
            let tree = PageTree(parsing: Array(String(decoding: bytes, as: UTF8.self).utf8))
            for node in tree.indices { precondition(tree.nodes[node].end > node) }
        case .explanation:
            _ = try? extractor.explain(
                bytes, at: FuzzTarget.place, headerCharset: nil, today: FuzzTarget.today, utcOffset: 28_800)
        default:
            _ = try? extractor.read(
                bytes, at: FuzzTarget.place, headerCharset: nil, today: FuzzTarget.today, utcOffset: 28_800)
        }
    }

    private func readList(_ bytes: [UInt8]) {
        guard let place = FuzzTarget.place else { return }
        if self == .json {
            _ = JSONList(base: place, today: FuzzTarget.today, utcOffset: 28_800).recognise(bytes)
            return
        }
        let page = try? LinkReader().read(bytes, at: place, headerCharset: nil, today: FuzzTarget.today)
        precondition((page?.articles.count ?? 0) <= bytes.count)
    }

    private func readAnswer(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .robots:
            let file = RobotsFile(parsing: bytes)
            _ = file.allows("/zwgk/index.html?a=b")
            _ = file.allows(text)
        case .dates:
            _ = DateScanner(text.unicodeScalars.map(\.value)).dates()
            _ = Timestamp(httpDate: text)
            _ = Timestamp(text)
            _ = Day(text)
            _ = RetrySchedule.wait(asked: text, now: Timestamp(secondsSinceEpoch: 1_796_000_000))
        case .wall:
            guard let place = FuzzTarget.place else { return }
            _ = PageForward.target(in: bytes, at: place)
            _ = WallRecogniser.standard.saysMissing(title: String(text.prefix(40)), body: text)
        default:
            for address in [try? WebAddress(parsing: text), FuzzTarget.place?.resolving(text)] {
                guard let address else { continue }
                let again = try? WebAddress(parsing: address.description)
                precondition(again == address, "\(address) reads as \(String(describing: again))")
                _ = CanonicalAddress(address).key
                _ = AddressTrap(address, today: FuzzTarget.today)?.description
            }
        }
    }

    private func readOwn(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .warc: FuzzTarget.readCapture(bytes)
        case .event: _ = try? EventLine().event(of: text)
        case .configuration: _ = try? Configuration.parse(text, path: "dibao.toml")
        case .parameters:
            _ = try? ValidatedRequest.pairs(text)
            _ = Parameter<Int>.integer("limit", "", in: 1...100).read(text)
            _ = Parameter<Day>.day("from", "").read(text)
        case .search: _ = try? SearchQuery(text) { Array($0.utf8) }
        default:
            _ = try? Selector(parsing: text)
            _ = JSONPath(text)
            _ = JSONText(text)
            _ = PageTemplate(text)
        }
    }

    /// As a record that the archive claims to have: the bytes, and the bytes as a member of gzip.
    private static func readCapture(_ bytes: [UInt8]) {
        var template = Array("/tmp/dibao-fuzz-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { rmdir(folder) }
        for file in [bytes, Gzip.compress(bytes)] where !file.isEmpty {
            let path = "\(folder)/a.warc.gz"
            guard let stream = fopen(path, "w") else { return }
            fwrite(file, 1, file.count, stream)
            fclose(stream)
            let reader = try? CaptureReader(folder: folder, label: "warc")
            _ = try? reader?.read(Capture(file: "warc/a.warc.gz", offset: 0, length: file.count))
            unlink(path)
        }
    }
}
