import Testing

@testable import Sampling

@Suite struct StoredGzipTests {
    /// The checksum of "abc" is 0x352441C2.
    @Test func memberHoldsHeaderBlockChecksumAndLength() {
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let block: [UInt8] = [1, 3, 0, 0xFC, 0xFF, 0x61, 0x62, 0x63]
        let trailer: [UInt8] = [0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0]
        #expect(storedGzip(Array("abc".utf8)) == header + block + trailer)
    }

    @Test func longTextsTakeSeveralBlocksAndOnlyTheLastIsFinal() {
        let member = storedGzip([UInt8](repeating: 7, count: 65_536))
        #expect(member.count == 10 + 5 + 65_535 + 5 + 1 + 8)
        #expect(member[10] == 0)
        #expect(member[10 + 5 + 65_535] == 1)
    }

    @Test func emptyTextIsOneFinalBlock() {
        #expect(storedGzip([])[10...] == [1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func entityTagChangesWithEveryByte() {
        #expect(entityTag([1, 2]) != entityTag([2, 1]))
        #expect(entityTag([]) == "cbf29ce484222325")
    }
}
