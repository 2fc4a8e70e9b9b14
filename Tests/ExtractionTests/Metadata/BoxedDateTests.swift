import Model
import Testing

@testable import Extraction

@Suite struct BoxedDateTests {
    @Test(arguments: [
        ["21", "/ 2024年02月"], ["2024-02", "21"], ["春耕", "21", "2024.2", "生产"], ["２１", "２０２４／０２"],
        ["21 / 2024年02月"],
    ])
    func dayAndMonthInTwoBoxesAreADate(lines: [String]) {
        #expect(BoxedDate.day(in: lines)?.description == "2024-02-21")
    }

    @Test(arguments: [
        [], ["21"], ["2024年02月"], ["21", "生产", "2024年02月"], ["31", "2024年02月"], ["0", "2024-02"], ["21", "2024年13月"],
        ["21", "1024年02月"], ["21日", "2024年02月"], ["21", "2024年02月刊"], ["121", "2024-02"], ["21", "20240-2"],
        ["21 2024年02月"],
    ])
    func otherLinesAreNone(lines: [String]) {
        #expect(BoxedDate.day(in: lines) == nil)
    }
}
