import Testing

@testable import Extraction

@Suite struct CharsetTests {
    @Test(arguments: ["gb2312", "GBK", "gb18030", "GB_2312-80", "x-gbk", "cp936", "chinese", " gb2312 ", "\"gbk\";"])
    func chineseLabelsMeanGB18030(label: String) {
        #expect(Charset(label: label) == .gb18030)
    }

    @Test(arguments: ["utf-8", "UTF8", "Utf-8", "unicode-1-1-utf-8", "'utf-8'"])
    func spellingsOfUTF8AreOne(label: String) {
        #expect(Charset(label: label) == .utf8)
    }

    @Test(arguments: [("Big5", "big5"), ("iso-8859-1", "windows-1252"), ("EUC-KR", "euc-kr"), ("sjis", "shift_jis")])
    func labelsHaveTheNamesOfTheStandard(label: String, name: String) {
        #expect(Charset(label: label)?.name == name)
    }

    @Test(arguments: ["", "x-user-defined", "gb", "utf", "utf-9", "none", "undefined", "中文"])
    func otherLabelsNameNothing(label: String) {
        #expect(Charset(label: label) == nil)
    }
}
