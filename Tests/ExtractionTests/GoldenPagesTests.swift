import Foundation
import Model
import Testing

@testable import Extraction

@Suite struct GoldenPagesTests {
    @Test func everyFolderHoldsAPage() {
        #expect(GoldenPage.all.count >= 80)
        #expect(GoldenPage.all.allSatisfy { !$0.page.isEmpty && $0.expectedText.hasSuffix("\n") })
    }

    @Test(arguments: GoldenPage.all)
    func textComesOutByteForByte(golden: GoldenPage) throws {
        let article = try golden.read()
        let lines = article.text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = golden.expectedText.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines == expected)
        #expect(Array(article.text.utf8) == Array(golden.expectedText.utf8))
    }

    @Test(arguments: GoldenPage.all)
    func fieldsAreAsAsked(golden: GoldenPage) throws {
        let found = try dictionary(golden.read().metadata)
        var expected = try dictionary(golden.expected.fields)
        expected["flags"] = nil
        for (field, value) in expected {
            #expect(found[field] == value, "\(field)")
        }
    }

    @Test(arguments: GoldenPage.all)
    func flagsAreRaised(golden: GoldenPage) throws {
        let flags = try golden.read().metadata.flags ?? []
        #expect(Set(flags).isSuperset(of: golden.expected.flags))
    }

    @Test func theSameBodyHasOneIDWhateverThePage() throws {
        // The id is the body's: a 副题 that only some of the pages mark as one makes another body of the same text.
        let groups = Dictionary(grouping: GoldenPage.all) { [$0.expectedText, $0.expected.fields.subtitle ?? ""] }
        #expect(groups.count >= 5)
        for group in groups.values {
            #expect(Set(try group.map { try $0.read().fingerprint.id }).count == 1, "\(group.map(\.name))")
        }
    }

    /// The metadata by field, as the contract's JSON spells it.
    private func dictionary(_ metadata: ArticleMetadata) throws -> [String: NSObject] {
        let data = try JSONEncoder().encode(metadata)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: NSObject])
    }
}
