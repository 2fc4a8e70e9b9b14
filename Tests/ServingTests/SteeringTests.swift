import Foundation
import Model
import Testing

@testable import Serving

/// Pages and JSON let through what one table lets through.
@Suite struct SteeringTests {
    private static let scalars =
        (0...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        + (0xE_0000...0xE_00FF).compactMap(Unicode.Scalar.init)

    @Test func noPageHoldsASteeringCharacter() {
        let text = String(String.UnicodeScalarView(SteeringTests.scalars))
        let left = HTML.escaped(text).unicodeScalars.filter {
            SteeringCharacters.contain($0) && !"\t\n\r".unicodeScalars.contains($0)
        }
        #expect(left.isEmpty)
    }

    @Test func jsonSaysThemInDigitsAndLosesNone() throws {
        let text = String(String.UnicodeScalarView(SteeringTests.scalars))
        let bytes = try jsonBytes(text)
        let shown = String(decoding: bytes, as: UTF8.self).unicodeScalars
        #expect(!shown.contains { SteeringCharacters.contain($0) && $0.value >= 0x20 })
        #expect(try JSONDecoder().decode(String.self, from: Data(bytes)) == text)
    }
}
