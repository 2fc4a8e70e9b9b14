import Testing

@testable import Extraction

@Suite struct PageNumberTests {
    @Test(arguments: [
        ("06版：县域", "06"), ("第 A02 版", "A02"), ("《楚州日报》（2018年05月22日　02 版）", "02"), ("第１２版", "12"),
        ("版面概览 第B3版", "B3"),
    ])
    func theNumberBeforeTheWordIsRead(line: String, number: String) {
        #expect(PageNumber(in: line)?.text == number)
    }

    @Test(arguments: ["", "版", "第一版", "头版头条", "A版", "20180522版", "2018年05月22日", "版权所有"])
    func otherLinesHaveNone(line: String) {
        #expect(PageNumber(in: line) == nil)
    }
}
