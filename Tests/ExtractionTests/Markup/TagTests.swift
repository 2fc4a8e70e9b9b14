import Testing

@testable import Extraction

@Suite struct TagTests {
    /// Testing has a type of the same name.
    typealias Tag = Extraction.Tag

    @Test(arguments: [
        ("div", Extraction.Tag.div), ("DIV", .div), ("H1", .h1), ("FigCaption", .figcaption),
        ("blockquote", .blockquote),
    ])
    func namesAreReadInAnyCase(name: String, tag: Tag) {
        #expect(read(name) == tag)
    }

    @Test(arguments: ["", "x", "divv", "h7", "custom-element", "blockquotes", "中", "#root", "root", "text", "comment"])
    func anUnknownNameIsOther(name: String) {
        #expect(read(name) == .other)
    }

    @Test func everyNameReadsAsItself() {
        for raw in Tag.a.rawValue...Tag.video.rawValue {
            let tag = Tag(rawValue: raw)
            #expect(tag.map { read("\($0)") } == tag)
        }
    }

    @Test func headingsHaveTheirLevels() {
        #expect([Tag.h1, .h2, .h3, .h4, .h5, .h6].map(\.headingLevel) == [1, 2, 3, 4, 5, 6])
        #expect(Tag.hr.headingLevel == 0)
        #expect(Tag.p.headingLevel == 0)
    }

    @Test func inlineElementsAreNoBlocks() {
        #expect([Tag.div, .p, .br, .td, .li, .h1].filter { !$0.isBlock } == [])
        #expect([Tag.a, .b, .span, .font, .strong, .em, .img, .text].filter { $0.isBlock } == [])
    }

    private func read(_ name: String) -> Tag { Array(name.utf8).withUnsafeBufferPointer { Tag(name: $0) } }
}
