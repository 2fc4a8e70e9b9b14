import Testing

@testable import Extraction

@Suite struct TraditionalTableTests {
    @Test(arguments: zip("萬門龍區發後裡臺", "万门龙区发后里台"))
    func traditionalCharactersFold(traditional: Character, simplified: Character) {
        #expect(string(of: [TraditionalTable.simplified(scalars(of: String(traditional))[0])]) == String(simplified))
        #expect(TraditionalTable.isTraditional(scalars(of: String(traditional))[0]))
    }

    @Test(arguments: "的一是国a9。\u{3400}\u{9FFF}\u{A000}😀")
    func othersStay(character: Character) {
        for scalar in character.unicodeScalars {
            #expect(TraditionalTable.simplified(scalar.value) == scalar.value)
            #expect(!TraditionalTable.isTraditional(scalar.value))
        }
    }

    @Test func foldingTwiceIsFoldingOnce() {
        let moved = (UInt32(0x3400)...0x9FFF).filter {
            let once = TraditionalTable.simplified($0)
            return TraditionalTable.simplified(once) != once
        }
        // OpenCC itself has 薴 → 苧 and 苧 → 苎.
        #expect(moved.map { string(of: [$0]) } == ["薴"])
    }
}
