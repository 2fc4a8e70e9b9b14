import Testing

@testable import Extraction

@Suite struct AttributeTests {
    @Test(arguments: [
        ("class", AttributeName.class), ("CLASS", .class), ("Id", .id), ("http-equiv", .httpEquiv), ("HREF", .href),
        ("itemprop", .itemprop), ("datetime", .datetime), ("colspan", .colspan), ("Reversed", .reversed),
    ])
    func namesAreReadInAnyCase(name: String, attribute: AttributeName) {
        #expect(read(name) == attribute)
    }

    @Test(arguments: ["", "i", "ids", "classes", "onclick", "data-id", "http_equiv", "中文"])
    func othersAreLeftOut(name: String) {
        #expect(read(name) == nil)
    }

    private func read(_ name: String) -> AttributeName? {
        Array(name.utf8).withUnsafeBufferPointer { AttributeName(name: $0) }
    }
}
