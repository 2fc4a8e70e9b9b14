import Testing

@testable import Extraction

@Suite struct DataTableTests {
    @Test func rowsAreLinesAndCellsAreDividedByTabs() {
        let table = """
            <table><tr><th>地区</th><th>面积</th></tr>
            <tr> <td> 东镇 </td> <td><p>12.5</p>
            </td></tr>
            <tr><td>西镇<td>8.0</table>
            """
        #expect(lines(table) == ["地区\t面积", "东镇\t12.5", "西镇\t8.0"])
    }

    @Test func emptyCellsKeepTheirPlace() {
        #expect(lines("<table><tr><td>甲<td><td>乙</tr><tr><td>丙<td>&nbsp;<td>丁</table>") == ["甲\t\t乙", "丙\t\t丁"])
    }

    @Test func linesInsideACellAreDividedBySpaces() {
        #expect(lines("<table><tr><td>甲<br>乙<td><p>丙</p><p>丁</p></table>") == ["甲 乙\t丙 丁"])
    }

    @Test func sectionsOfATableAreItsRows() {
        let table = "<table><thead><tr><th>甲<th>乙<tbody><tr><td>丙<td>丁<tfoot><tr><td>戊<td>己</table>"
        #expect(lines(table) == ["甲\t乙", "丙\t丁", "戊\t己"])
    }

    @Test func aRowIsMarkedAndWhatFollowsIsNot() {
        let blocks = BlockReader.read(
            PageTree(parsing: Array("<table><tr><td>甲<td>乙</table><p>丙</p>".utf8))
        ).blocks
        #expect(blocks.map { $0.traits.contains(.tableRow) } == [true, false])
    }

    @Test(arguments: [
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr></table>",
        "<table><tr><td><h1>甲</h1></td><td>乙</td></tr></table>",
        "<table><tr><td><form>甲</form></td><td>乙</td></tr></table>",
    ])
    func tablesThatLayOutAPageAreDivided(markup: String) {
        #expect(lines(markup) == ["甲", "乙"])
    }

    @Test func aCellOfProseMakesATableALayout() {
        let prose = (0..<20).map { "第\($0)段。<br>" }.joined()
        #expect(lines("<table><tr><td>栏目</td><td>\(prose)</td></tr></table>").count == 21)
    }

    @Test func aTableInsideALayoutIsStillData() {
        let data = "<table><tr><td>甲<td>乙</tr><tr><td>丙<td>丁</tr></table>"
        #expect(
            lines("<table><tr><td>头</td></tr><tr><td>\(data)</td></tr><tr><td>脚</td></tr></table>") == [
                "头", "甲\t乙", "丙\t丁", "脚",
            ])
    }

    @Test(arguments: ["<table>", "<table></table>", "<table><tr>", "<tr><td>", "</table>", "<table><tr><td></table>"])
    func aTableWithoutTextIsNothing(markup: String) {
        #expect(lines(markup) == [])
    }
}
