import Testing

@testable import Fetching

@Suite struct ByteSearchTests {
    private let page = Array("ab<!-- x --> <!-- y -->".utf8)

    @Test func rangeInASliceIsByTheSlicesOwnIndices() {
        #expect(ByteSearch.range(of: "<!--", in: page[...]) == 2..<6)
        #expect(ByteSearch.range(of: "<!--", in: page[6...]) == 13..<17)
    }

    @Test func whatLiesOutsideTheSliceIsNotFound() {
        #expect(ByteSearch.range(of: "<!--", in: page[3..<16]) == nil)
        #expect(ByteSearch.range(of: "-->", in: page[20..<20]) == nil)
        #expect(ByteSearch.range(of: "", in: page[...]) == nil)
    }
}
