import Foundation
import Testing

@testable import Extraction

/// The lists as they lie in the sources; what the program reads from them is checked by the lists' own readers.
@Suite struct RuleTextTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Extraction/Rules").standardizedFileURL

    private func lines(_ list: String) throws -> [String] {
        RuleText.lines(Array(try Data(contentsOf: RuleTextTests.folder.appending(path: list))))
    }

    @Test func commentsAndBlankLinesAreNoRules() {
        #expect(RuleText.lines(Array("# comment\n\n  \n#zoom TRS\nword\n".utf8)) == ["#zoom TRS", "word"])
        #expect(RuleText.lines([]) == [])
    }

    @Test(arguments: [
        "chrome-lines.txt", "chrome-words.txt", "containers.txt", "headline-names.txt", "info-labels.txt",
        "junk-names.txt", "picture-names.txt", "tail-headings.txt", "traditional.txt", "document-labels.txt",
        "site-marks.txt",
    ])
    func everyListSaysWhatItIsAndHoldsLines(list: String) throws {
        let text = try String(contentsOf: RuleTextTests.folder.appending(path: list), encoding: .utf8)
        #expect(text.hasPrefix("# "))
        #expect(text.hasSuffix("\n"))
        #expect(!text.contains("\r") && !text.contains("\t") && !text.contains(" \n"))
        let lines = try lines(list)
        #expect(lines.count > 5)
    }

    @Test(arguments: [
        "chrome-lines.txt", "chrome-words.txt", "containers.txt", "headline-names.txt", "info-labels.txt",
        "junk-names.txt", "tail-headings.txt", "document-labels.txt", "picture-names.txt", "site-marks.txt",
    ])
    func noLineStandsTwice(list: String) throws {
        let twice = Dictionary(grouping: try lines(list)) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice == [])
    }

    @Test func everyChromeLineHasAKindAWordingAndALimit() throws {
        for line in try lines("chrome-lines.txt") {
            let parts = line.split(separator: " ").filter { !["linked", "aside", "edge", "foot"].contains($0) }
            let kind = try #require(parts.first.map(String.init))
            let wording = try #require(parts.dropFirst().first).unicodeScalars.count
            #expect(["text", "whole", "widget", "start", "label", "end", "has", "count"].contains(kind), "\(line)")
            if ["text", "whole", "widget", "count"].contains(kind) {
                #expect(parts.count == 2, "\(line)")
            } else {
                let limit = try #require(parts.dropFirst(2).first.flatMap { Int($0) }, "\(line)")
                #expect(parts.count == 3 && limit >= wording && limit <= 400, "\(line)")
            }
            #expect(!LineSkeleton(String(parts[1])).scalars.isEmpty, "\(line)")
        }
    }

    @Test func everyChromeWordAndTailHeadingIsOneWord() throws {
        for line in try lines("chrome-words.txt") + lines("tail-headings.txt") {
            #expect(!line.contains(" ") && !LineSkeleton(line).scalars.isEmpty, "\(line)")
        }
    }

    @Test func everyInfoLabelHasAKind() throws {
        for line in try lines("info-labels.txt") {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2 || parts.count == 3 && parts[2] == "bare", "\(line)")
            #expect(InfoLineReader.Label(rawValue: String(parts[0])) != nil, "\(line)")
        }
    }

    @Test func everyNoNameIsASourcesOrAPersons() throws {
        for line in try lines("no-names.txt") {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2 && ["source", "alone", "count", "person"].contains(parts[0]), "\(line)")
        }
    }

    @Test func everyDocumentLabelHasAKind() throws {
        for line in try lines("document-labels.txt") {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2 && DocumentHead.Label(rawValue: String(parts[0])) != nil, "\(line)")
        }
    }

    @Test func everySiteMarkIsInLowerCaseAndNamesAFamily() throws {
        for line in try lines("site-marks.txt") {
            let gap = try #require(line.range(of: "  "), "\(line)")
            let (mark, family) = (line[..<gap.lowerBound], line[gap.upperBound...])
            #expect(mark.count >= 4 && mark == mark.lowercased() && !family.isEmpty, "\(line)")
        }
    }

    @Test func everyHeadlineNameIsLowerCaseAndHasARole() throws {
        for line in try lines("headline-names.txt") {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2 && HeadlineRole(rawValue: String(parts[0])) != nil, "\(line)")
            #expect(line == line.lowercased())
        }
    }

    @Test func everyJunkNameIsOneLowerCaseWord() throws {
        for line in try lines("junk-names.txt") {
            #expect(line.allSatisfy { $0.isASCII && $0.isLetter && $0.isLowercase }, "\(line)")
        }
    }

    @Test(arguments: ["containers.txt", "picture-names.txt"])
    func everyContainerIsAnIDOrAClass(list: String) throws {
        for line in try lines(list) {
            let name = try #require(line.split(separator: " ").first)
            if ["subject", "holder"].contains(name) {
                let words = line.split(separator: " ").dropFirst()
                #expect(
                    !words.isEmpty && words.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isLowercase } }, "\(line)")
                continue
            }
            #expect(name.hasPrefix("#") || name.hasPrefix("."), "\(line)")
            #expect(
                name.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) },
                "\(line)")
        }
    }

    @Test func everyTraditionalPairIsTwoCharactersOfThePlaneThatTheTableCovers() throws {
        for pair in try lines("traditional.txt").flatMap({ $0.split(separator: " ") }) {
            let units = Array(pair.utf16)
            #expect(units.count == 2 && units[0] != units[1] && (0x3400..<0xA000).contains(Int(units[0])), "\(pair)")
        }
    }
}
