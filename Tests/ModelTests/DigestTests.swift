import Model
import Testing

@Suite struct DigestTests {
    static let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @Test func hexReadsBack() {
        #expect(Digest(hex: DigestTests.hex)?.description == DigestTests.hex)
        #expect(ArticleID("0d968600ded4c9d5")?.description == "0d968600ded4c9d5")
        #expect(ArticleID("ffffffffffffffff")?.bits == .max)
    }

    @Test(arguments: ["", "e3", hex + "00", hex.uppercased(), "g" + hex.dropFirst(), String(hex.dropLast())])
    func refusesEverythingElse(text: String) {
        #expect(Digest(hex: text) == nil)
        #expect(ArticleID(text) == nil)
    }

    @Test func anIDIsTheFirst64BitsOfItsDigest() throws {
        #expect(ArticleID(try #require(Digest(hex: DigestTests.hex))).description == "e3b0c44298fc1c14")
    }

    @Test func distanceCountsTheBitsThatDiffer() {
        #expect(Simhash(bits: 0).distance(to: Simhash(bits: .max)) == 64)
        #expect(Simhash(bits: 0b1010).distance(to: Simhash(bits: 0b0110)) == 2)
        #expect(Simhash(bits: 9).distance(to: Simhash(bits: 9)) == 0)
    }
}
