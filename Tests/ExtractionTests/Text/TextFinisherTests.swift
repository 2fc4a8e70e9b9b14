import Testing

@testable import Extraction

@Suite struct TextFinisherTests {
    private let line = "會議（２０２３年）強調：頭髮、發展、皇后、後天。"

    @Test func widthIsHalfUnlessItIsToBeKept() {
        #expect(finished(line, TextOptions()) == "會議(2023年)強調:頭髮、發展、皇后、後天。")
        #expect(finished(line, TextOptions(width: .keep)) == line)
    }

    @Test func traditionalTextStaysUnlessAskedFor() {
        #expect(finished(line, TextOptions(width: .keep, script: .keep)) == line)
        #expect(finished(line, TextOptions(width: .keep, script: .simplified)) == "会议（２０２３年）强调：头发、发展、皇后、后天。")
    }

    @Test func glossedTextIsRestoredWhateverTheOptions() {
        #expect(finished("區級", TextOptions(width: .keep, script: .keep), isGlossed: true) == "区级")
    }

    @Test func phrasesAreConvertedByMeaning() {
        #expect(finished("乾隆、乾燥", TextOptions(script: .simplified)) == "乾隆、干燥")
    }

    @Test func dataThatOpenCCCannotReadAreMissed() {
        let simplified = TextOptions(script: .simplified)
        let reason = Extractor.missing(for: simplified, openCC: "/nowhere/t2s.json")
        #expect(reason?.contains("/nowhere/t2s.json") == true && reason?.contains("libopencc-data") == true)
        #expect(Extractor.missing(for: TextOptions(), openCC: "/nowhere/t2s.json") == nil)
        #expect(Extractor.missing(for: simplified) == nil)
        #expect(TraditionalTable.simplified("會議（2023年）") == "会议（2023年）")
    }

    @Test(arguments: ["", "a", "😀𠀀", "\t甲\t", "\u{FFFD}"])
    func anyLineComesOutWhole(line: String) {
        #expect(finished(line, TextOptions(script: .simplified)) == line)
    }

    private func finished(_ line: String, _ options: TextOptions, isGlossed: Bool = false) -> String {
        TextFinisher(options: options).finished(line, isGlossed: isGlossed)
    }
}
