import Testing

@testable import Extraction

@Suite struct CharacterClassTests {
    @Test(arguments: [
        ("汉", CharacterClass.han), ("㐀", .han), ("𠀀", .han), ("〇", .han), ("龥", .han), ("a", .letter), ("9", .letter),
        ("Ａ", .letter), ("é", .letter), ("か", .letter), ("한", .letter), ("。", .sentenceEnd), ("！", .sentenceEnd),
        ("?", .sentenceEnd), ("…", .sentenceEnd), ("，", .punctuation), ("、", .punctuation), ("；", .punctuation),
        (" ", .space), ("\u{A0}", .space), ("\u{3000}", .space), ("\n", .space), ("\u{200B}", .invisible),
        ("\u{FEFF}", .invisible), ("\u{AD}", .invisible), ("\u{202E}", .invisible), ("😀", .other), ("-", .other),
    ])
    func charactersAreTold(character: String, expected: CharacterClass) {
        let bytes = Array(character.utf8)
        let (kind, length) = bytes.withUnsafeBufferPointer { CharacterClass.read($0, at: 0) }
        #expect(kind == expected)
        #expect(length == bytes.count)
    }

    @Test func everyCharacterHasItsLength() {
        var wrong: [Unicode.Scalar] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let length = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { bytes in
                let count = bytes.initialize(fromContentsOf: UTF8.encode(scalar)!)
                return CharacterClass.read(UnsafeBufferPointer(rebasing: bytes[..<count]), at: 0).length
            }
            if length != UTF8.width(scalar) { wrong.append(scalar) }
        }
        #expect(wrong == [])
    }
}
