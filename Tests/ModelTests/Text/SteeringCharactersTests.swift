import Testing

@testable import Model

@Suite struct SteeringCharactersTests {
    /// The quick look never misses what the table has.
    @Test func theLookAtBytesSaysYesWhereverTheTableDoes() {
        let scalars = (0...0x2_FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
        let missed = (Array(scalars) + (0xE_0000...0xE_0FFF).compactMap(Unicode.Scalar.init)).filter { scalar in
            SteeringCharacters.contain(scalar) && scalar != "\n" && scalar != "\t"
                && !SteeringCharacters.mayOccur(in: "江\(scalar)a".utf8Span.span)
        }
        #expect(missed.isEmpty, "\(missed)")
    }

    @Test(arguments: ["江门,当前(2024年)——“引号”……ｆｕｌｌ、か", "a\tb\nc", "阿卜杜拉·买买提", ""])
    func theLookAtBytesSaysNoToWhatNewsIsMadeOf(text: String) {
        let mayOccur = SteeringCharacters.mayOccur(in: text.utf8Span.span)
        #expect(!mayOccur)
    }

    @Test(arguments: 0...3)
    func whatEndsEarlyIsNoTrap(length: Int) {
        for first in [0xC2, 0xE2, 0xEF, 0xF3] as [UInt8] {
            let bytes = [first] + Array(repeating: 0xBB as UInt8, count: length)
            let mayOccur = SteeringCharacters.mayOccur(in: bytes.span)
            // What may go on behind the end is looked at by scalars; U+00BB and the like are no steering characters.
            #expect(mayOccur == (first == 0xF3 || length < (first == 0xC2 ? 1 : 2)))
        }
    }
}
