import Testing

@testable import Sampling

@Suite struct StoredGzipTests {
    /// Bytes as Python's `gzip.decompress` takes them back.
    @Test func memberHoldsHeaderBlockChecksumAndLength() {
        #expect(
            storedGzip(Array("abc".utf8)) == [
                0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1, 3, 0, 0xFC, 0xFF, 0x61, 0x62, 0x63, 0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0,
            ])
    }
}
