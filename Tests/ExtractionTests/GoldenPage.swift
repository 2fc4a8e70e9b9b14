import Foundation
import Model
import Testing

@testable import Extraction

/// A folder of `Pages`: a page as a server sends it, and what must come of it. `Pages/README.md` says how to read it.
struct GoldenPage: Sendable, CustomTestStringConvertible {
    let name: String
    let page: [UInt8]
    let expectedText: String
    let expected: Expected

    /// `expected.json`: two inputs, and the fields that must match.
    struct Expected: Sendable, Decodable {
        let address: WebAddress?
        let headerCharset: String?
        /// Flags that must be among the article's.
        let flags: [Flag]
        /// The other fields, by the contract's names.
        let fields: ArticleMetadata

        enum CodingKeys: String, CodingKey {
            case address = "url"
            case headerCharset = "header_charset"
            case flags
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            address = try container.decodeIfPresent(WebAddress.self, forKey: .address)
            headerCharset = try container.decodeIfPresent(String.self, forKey: .headerCharset)
            flags = try container.decodeIfPresent([Flag].self, forKey: .flags) ?? []
            fields = try ArticleMetadata(from: decoder)
        }
    }

    /// Every folder, by name.
    static let all: [GoldenPage] = {
        guard let root = Bundle.module.url(forResource: "Pages", withExtension: nil) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []  // a test counts them
        return names.sorted().filter { !$0.contains(".") }.map {
            GoldenPage(name: $0, folder: root.appending(path: $0))
        }
    }()

    private init(name: String, folder: URL) {
        self.name = name
        page = Array(try! Data(contentsOf: folder.appending(path: "page.html")))
        expectedText = String(decoding: try! Data(contentsOf: folder.appending(path: "expected.txt")), as: UTF8.self)
        expected = try! JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    }

    /// The expected text without the lines of the headline.
    var expectedBody: String {
        var lines = expectedText.split(separator: "\n").map(String.init)[...]
        // A title of several lines is one field, joined by spaces.
        let fields = expected.fields
        for part in [fields.introtitle, fields.title, fields.subtitle] {
            guard var rest = part?[...] else { continue }
            while !rest.isEmpty, let line = lines.first, rest.hasPrefix(line) {
                rest = rest.dropFirst(line.count).drop { $0 == " " }
                lines.removeFirst()
            }
        }
        return lines.joined(separator: "\n")
    }

    /// What the extractor makes of the page, on the day of these tests and at the clock of Beijing.
    func read() throws -> Article {
        try Extractor().read(
            page, at: expected.address, headerCharset: expected.headerCharset, today: today, utcOffset: 8 * 3600)
    }

    var testDescription: String { name }
}
