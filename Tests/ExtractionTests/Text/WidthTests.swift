import Testing

@testable import Extraction

@Suite struct WidthTests {
    @Test(arguments: [
        ("，：；？！（）", ",:;?!()"), ("１２３ＡＢｃ", "123ABc"), ("％＋－／＝～", "%+-/=~"), ("［］｛｝＜＞", "[]{}<>"),
        ("＂＇＆＃＠", "\"'&#@"),
    ])
    func variantsOfASCIIBecomeASCII(full: String, half: String) {
        #expect(Width.half(full) == half)
    }

    @Test(arguments: ["。、“”‘’《》—…·【】「」", "汉字", "ascii", "　", "￥￡", "ｱｲｳ", "é😀", ""])
    func everythingElseStays(text: String) {
        #expect(Width.half(text) == text)
    }

    @Test func linesAndScalarsAgreeOnEveryCharacter() {
        let scalars = (0x3000...0xFFFD).compactMap { Unicode.Scalar($0 as Int) }.filter {
            !(0xD800...0xDFFF).contains($0.value)
        }
        let disagree = scalars.filter {
            Width.half(String(Character($0))) != Unicode.Scalar(Width.half($0.value)).map { String(Character($0)) }
        }
        #expect(disagree == [])
    }
}
