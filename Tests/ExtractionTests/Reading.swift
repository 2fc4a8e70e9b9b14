import Model

@testable import Extraction

/// A day before which the pages of these tests were published.
let today = Day("2026-06-01")!

/// A paragraph that reads like an article's.
let paragraph = "全市春耕生产工作会议日前召开。会议要求，各镇各部门要抓紧抓实，确保完成任务。"
/// The same as it comes out.
let finishedParagraph = "全市春耕生产工作会议日前召开。会议要求,各镇各部门要抓紧抓实,确保完成任务。"

/// Reads a page as the commands do, at the clock of Beijing.
func read(_ page: [UInt8], headerCharset: String? = nil) throws(ExtractionFailure) -> Article {
    try Extractor().read(page, at: nil, headerCharset: headerCharset, today: today, utcOffset: 8 * 3600)
}

/// Reads a page that is sent as UTF-8 and says so.
func read(_ page: String) throws(ExtractionFailure) -> Article { try read(Array(page.utf8), headerCharset: "utf-8") }

/// The lines of a piece of markup, before anything is chosen from them.
func lines(_ markup: String) -> [String] { lines(Array(markup.utf8)) }

/// The lines of a piece of markup in UTF-8.
func lines(_ markup: [UInt8]) -> [String] {
    let blocks = BlockReader.read(PageTree(parsing: markup))
    return blocks.blocks.indices.map { blocks.string(of: $0) }
}

/// The text that many copies of a piece of markup make.
func copies(_ count: Int, _ piece: String) -> [UInt8] {
    let piece = Array(piece.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(piece.count * count)
    for _ in 0..<count { bytes += piece }
    return bytes
}
