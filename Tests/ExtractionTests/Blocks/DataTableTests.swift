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

    @Test func aCellOverSeveralColumnsIsFollowedByEmptyOnes() {
        let table = "<table><tr><th>县<th colspan=2>粮食<th>油料</tr><tr><td>甲<td>1<td>2<td>3</tr></table>"
        #expect(lines(table) == ["县\t粮食\t\t油料", "甲\t1\t2\t3"])
    }

    @Test func aCellOverSeveralRowsIsRepeatedInEach() {
        let table = """
            <table><tr><td rowspan=3>粮食</td><td>稻</td><td rowspan="2">1</td></tr><tr><td>麦</td></tr>
            <tr><td>豆</td><td>3</td></tr><tr><td>油料</td><td>菜籽</td><td>4</td></tr></table>
            """
        #expect(lines(table) == ["粮食\t稻\t1", "粮食\t麦\t1", "粮食\t豆\t3", "油料\t菜籽\t4"])
    }

    @Test func aCellMayReachOverBoth() {
        let table = "<table><tr><td rowspan=2 colspan=2>甲<td>1</tr><tr><td>2</tr><tr><td>乙<td>丙<td>3</tr></table>"
        #expect(lines(table) == ["甲\t\t1", "甲\t\t2", "乙\t丙\t3"])
    }

    @Test func noCellReachesOutOfItsTable() {
        let table = "<table><tr><td rowspan=9>甲<td>1</tr></table><table><tr><td>乙<td>2</tr></table>"
        #expect(lines(table) == ["甲\t1", "乙\t2"])
    }

    @Test(arguments: ["0", "-3", "x", "", "99999999999999999999"])
    func aSpanThatIsNoneCountsAsOneOrAsTheMost(span: String) {
        let table = "<table><tr><td rowspan='\(span)'>甲<td>1</tr><tr><td>乙<td>2</tr></table>"
        let result = lines(table)
        #expect(result[0] == "甲\t1")
        #expect(result[1].hasSuffix("乙\t2"))
    }

    @Test func hostileSpansDoNotMakeAPageGrow() {
        let row = "<tr><td rowspan=99999 colspan=99999>\(String(repeating: "甲", count: 190))<td>1</tr>"
        let bytes = lines("<table>\(String(repeating: row, count: 3000))</table>").reduce(0) { $0 + $1.utf8.count }
        #expect(bytes < 3000 * (190 * 3 + 200) + 300_000)
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
