import Testing

@testable import Extraction

@Suite struct HeadlineRolesTests {
    @Test(arguments: [
        ("class=subtitle", HeadlineRole.sub), ("class=article-subTitle", .sub), ("id=futitle", .sub),
        ("class=pretitle", .intro),
        ("class=yinti", .intro), ("class='x introTitle'", .intro),
    ])
    func namesSayWhatALineIs(attribute: String, expected: HeadlineRole) {
        #expect(role(attribute) == expected)
    }

    @Test(arguments: ["class=title", "class=content", "", "id=sub", "class=intro"])
    func otherNamesSayNothing(attribute: String) {
        #expect(role(attribute) == nil)
    }

    private func role(_ attribute: String) -> HeadlineRole? {
        let tree = PageTree(parsing: Array("<div \(attribute)>甲乙丙</div>".utf8))
        return BlockReader.read(tree).blocks.first.flatMap { HeadlineRoles.standard.role(of: $0, in: tree) }
    }
}
