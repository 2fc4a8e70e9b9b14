import Foundation

@testable import Extraction

/// Lines that belong to texts, lines that do not, and the pages that they are put into: the folder `Lines`.
struct LineCorpus: Sendable {
    struct Line: Sendable {
        /// As written: cells of a row are divided by ` | `, links are `[text](url)`.
        let text: String
        /// Elsewhere than among lines of its kind it would be the page's.
        let isOwnKindOnly: Bool
        let isNeverLast: Bool

        var cells: [String] { text.components(" | ") }
        var isRow: Bool { text.contains(" | ") }
        /// As it comes out, outside of tables.
        var finished: String { finish(LineCorpus.withoutLinks(text)) }
    }
    struct Shell: Sendable {
        let name: String
        let template: String

        func page(title: String, info: String, body: String, behind: String = "") -> String {
            template.replacing("{title}", with: title).replacing("{info}", with: info)
                .replacing("{body}", with: body).replacing("{behind}", with: behind)
        }
    }

    /// Where a line stands that is no part of the text.
    enum Place: String { case info, top, inside, bottom, behind, glued }

    let kinds: [(name: String, lines: [Line])]
    let leaving: [(place: Place, markup: String)]
    let shells: [Shell]

    static let standard = LineCorpus()

    private init() {
        let folder = Bundle.module.url(forResource: "Lines", withExtension: nil)!
        var kinds: [(String, [Line])] = []
        for line in LineCorpus.lines(of: folder.appending(path: "stay.txt")) {
            if line.hasPrefix("== ") {
                kinds.append((String(line.dropFirst(3)), []))
            } else {
                let marks = line.prefix { "~<".contains($0) }
                kinds[kinds.count - 1].1.append(
                    Line(
                        text: String(line.dropFirst(marks.count)), isOwnKindOnly: marks.contains("~"),
                        isNeverLast: marks.contains("<")))
            }
        }
        self.kinds = kinds
        var leaving: [(Place, String)] = []
        var place = Place.info
        for line in LineCorpus.lines(of: folder.appending(path: "go.txt")) {
            if line.hasPrefix("== ") {
                place = Place(rawValue: String(line.dropFirst(3)))!
            } else {
                leaving.append((place, line))
            }
        }
        self.leaving = leaving
        // The folder and its files are the tests' own.
        let files = try! FileManager.default.contentsOfDirectory(
            at: folder.appending(path: "shells"), includingPropertiesForKeys: nil)
        shells = files.sorted { $0.path < $1.path }.map {
            Shell(
                name: $0.deletingPathExtension().lastPathComponent,
                template: try! String(contentsOf: $0, encoding: .utf8)  // as above
            )
        }
    }

    private static func lines(of file: URL) -> [String] {
        // One of the tests' own.
        try! String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("#")
        }
    }

    static func withoutLinks(_ text: String) -> String {
        text.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) }
    }

    static func markup(of text: String) -> String {
        text.replacing(/\[([^\]]*)\]\(([^)]*)\)/) { "<a href=\"\($0.output.2)\">\($0.output.1)</a>" }
    }
}

/// How a text's lines are marked up.
enum LineMarkup: CaseIterable, Sendable {
    case paragraphs, indented, boxes, breaks, rows, items

    /// The lines, none of which is a row, as a text.
    func text(_ lines: [String]) -> String {
        let lines = lines.map(LineCorpus.markup(of:))
        switch self {
        case .paragraphs: return lines.map { "<p>\($0)</p>" }.joined(separator: "\n")
        case .indented:
            return lines.map { "<p style=\"text-indent:2em\"><span style=\"font-size:16px\">　　\($0)</span></p>" }
                .joined()
        case .boxes: return lines.map { "<div>\($0)</div>" }.joined(separator: "\n")
        case .breaks: return "<p>" + lines.map { "&nbsp;&nbsp;\($0)" }.joined(separator: "<br>\n") + "</p>"
        case .rows: return LineMarkup.table(lines.enumerated().map { ["\($0.offset + 1)", $0.element] })
        case .items: return "<ul>" + lines.map { "<li>\($0)</li>" }.joined() + "</ul>"
        }
    }

    static func table(_ rows: [[String]]) -> String {
        let rows = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
        return "<table border=\"1\"><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
    }
}

/// A line as it comes out.
func finish(_ line: String) -> String {
    TextFinisher(options: TextOptions()).finished(WhiteSpace.collapse(Array(line.utf8)), isGlossed: false)
}
