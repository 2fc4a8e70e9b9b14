import Foundation
import Model
import Testing

@testable import Extraction

/// Real pages that lie beside the project where it is developed; they are not part of it.
private enum Corpus {
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../shared/corpus/gov").standardizedFileURL

    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    /// Name without suffix, and bytes.
    static func pages() throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".html") }.sorted().map {
            (String($0.dropLast(5)), Array(try Data(contentsOf: folder.appending(path: $0))))
        }
    }

    /// The true charset by page.
    static func charsets() throws -> [String: String] {
        struct Row: Decodable {
            let id: String
            let charset: String
        }
        var charsets: [String: String] = [:]
        for list in ["gold.jsonl", "other.jsonl"] {
            for line in try Data(contentsOf: folder.appending(path: list)).split(separator: 0x0A) {
                let row = try JSONDecoder().decode(Row.self, from: Data(line))
                charsets[row.id] = row.charset
            }
        }
        return charsets
    }
}

@Suite(.enabled(if: Corpus.isPresent, "no real pages beside the project")) struct CorpusTests {
    @Test func everyPageIsReadInItsCharset() throws {
        let charsets = try Corpus.charsets()
        let pages = try Corpus.pages()
        #expect(pages.count == 110)
        for page in pages {
            let decoded = PageDecoder.decode(page.bytes, headerCharset: nil)
            #expect(decoded.charset.name == charsets[page.name], "\(page.name)")
        }
    }

    @Test func noPageHasAReplacementCharacterThatIsNotItsOwn() throws {
        for page in try Corpus.pages() {
            let decoded = PageDecoder.decode(page.bytes, headerCharset: nil)
            let own = decoded.charset == .utf8 ? replacements(in: page.bytes) : 0
            #expect(replacements(in: decoded.utf8) == own, "\(page.name)")
            #expect(decoded.candidates.first(where: \.isWinner)?.invalidSequences == 0, "\(page.name)")
        }
    }

    @Test func noPageBreaksAReader() throws {
        for page in try Corpus.pages() {
            let decoded = PageDecoder.decode(page.bytes, headerCharset: nil)
            let tree = PageTree(parsing: decoded.utf8)
            #expect(!tree.isCutOff, "\(page.name)")
            let article = try? read(page.bytes)  // pages without an article are among them
            for line in (article?.headline ?? []) + (article?.body ?? []) {
                let isClean = !line.isEmpty && line.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\t" }
                #expect(isClean, "\(page.name): \(line)")
            }
        }
    }

    private func replacements(in bytes: [UInt8]) -> Int {
        var count = 0
        for index in bytes.indices.dropLast(2) where bytes[index] == 0xEF {
            if bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { count += 1 }
        }
        return count
    }
}
