import Testing

@testable import Extraction

@Suite struct CharsetDecoderTests {
    @Test func gb18030HasEveryCharacter() {
        let text = "汉字、“引号”——…　㐀䶵𠀀😀é€ḿ"
        let decoded = CharsetDecoder.decode(encoded(text, as: "GB18030")[...], as: .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
        #expect(decoded.invalidSequences == 0)
    }

    @Test func a3a0IsTheIdeographicSpace() {
        let decoded = CharsetDecoder.decode([0xA3, 0xA0, 0xA3, 0xA0, 0xD6, 0xD0], as: .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "　　中")
        #expect(decoded.invalidSequences == 0)
    }

    @Test func byte80IsTheEuroSignOfGBK() {
        let decoded = CharsetDecoder.decode([0x80, 0x31, 0x30, 0x30], as: .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "€100")
        #expect(decoded.invalidSequences == 0)
    }

    @Test(arguments: [
        ([0xD6, 0xD0, 0xFF, 0xCE, 0xC4], "中\u{FFFD}文", 1),  // a byte that starts nothing
        ([0xD6, 0xD0, 0xCE], "中\u{FFFD}", 1),  // cut behind a lead byte
        ([0x81, 0x30, 0x81], "\u{FFFD}0\u{FFFD}", 2),  // cut inside four bytes
        ([0xCE, 0x3C, 0x70, 0x3E], "\u{FFFD}<p>", 1),  // a lead byte does not eat markup
    ])
    func brokenGB18030LosesOnlyWhatIsBroken(bytes: [UInt8], text: String, invalid: Int) {
        let decoded = CharsetDecoder.decode(bytes[...], as: .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
        #expect(decoded.invalidSequences == invalid)
    }

    @Test(arguments: [
        ([0xE4, 0xB8], "\u{FFFD}", 1),  // cut
        ([0x61, 0xC0, 0x80, 0x62], "a\u{FFFD}\u{FFFD}b", 2),  // overlong NUL
        ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),  // a surrogate
        ([0xF5, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 4),  // beyond Unicode
        ([0xEF, 0xBF, 0xBD, 0xFF], "\u{FFFD}\u{FFFD}", 1),  // the page's own U+FFFD is valid
    ])
    func brokenUTF8IsMarkedAsBrowsersDo(bytes: [UInt8], text: String, invalid: Int) {
        let decoded = CharsetDecoder.decode(bytes[...], as: .utf8)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
        #expect(decoded.invalidSequences == invalid)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE"])
    func utf16IsDecodedInEitherOrder(name: String) throws {
        let text = "<p>汉字😀</p>"
        let charset = try #require(Charset(label: name))
        let decoded = CharsetDecoder.decode(encoded(text, as: name)[...], as: charset)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
        #expect(decoded.invalidSequences == 0)
    }

    @Test func aLoneSurrogateDoesNotShiftWhatFollows() throws {
        let charset = try #require(Charset(label: "utf-16le"))
        let decoded = CharsetDecoder.decode([0x2D, 0x4E, 0x00, 0xD8, 0x2D, 0x4E, 0x2D], as: charset)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == "中\u{FFFD}中\u{FFFD}")
        #expect(decoded.invalidSequences == 2)
    }

    @Test func whatIsDecodedIsAlwaysUTF8() {
        for charset in [Charset.utf8, .gb18030] {
            for first in UInt8.min...UInt8.max {
                let bytes: [UInt8] = [first, 0x81, 0x30, first, 0xFE, first]
                let decoded = CharsetDecoder.decode(bytes[...], as: charset)
                #expect(CharsetDecoder.isValidUTF8(decoded.utf8[...]), "\(charset.name) \(first)")
            }
        }
    }

    @Test func textLongerThanTheConvertersBufferIsWhole() {
        let text = String(repeating: "汉字abc", count: 50_000)
        let decoded = CharsetDecoder.decode(encoded(text, as: "GB18030")[...], as: .gb18030)
        #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
    }
}
