import PropertyTesting
import Testing

@testable import Extraction

@Suite struct CharsetPropertyTests {
    private static let labels = [
        "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "hz-gb-2312", "iso-2022-cn",
        "iso-2022-kr",
        "iso-2022-jp", "utf-7", "euc-tw", "windows-1252", "shift_jis", "euc-jp", "euc-kr", "windows-1251", "koi8-r",
        "iso-8859-2",
        "iso-8859-15", "windows-1250", "windows-1254",
    ]

    @Test func anyBytesInAnyCharsetBecomeUTF8() async {
        await checkProperty { choices in
            let marks = ["~{", "~}", "\u{1B}$)A", "\u{1B}$B", "\u{E}", "\u{F}", "+AGE-", "\n", "VPND", "<p>", "\0"]
            let text = choices.array(0...8) { $0.oneIn(3) ? $0.bytes(0...6) : Array($0.pick(marks).utf8) }.flatMap {
                $0
            }
            return (choices.pick(CharsetPropertyTests.labels), text)
        } claim: { label, bytes in
            guard let charset = Charset(label: label) else { return "no such charset" }
            let text = CharsetDecoder.decode(bytes[...], as: charset)
            return CharsetDecoder.isValidUTF8(text.utf8[...]) && text.invalidSequences >= 0 ? nil : "\(text)"
        }
    }

    @Test func anyPageIsDecodedOrSaidToBeNone() async {
        await checkProperty { choices in
            let header = choices.oneIn(2) ? choices.word(of: CharsetPropertyTests.labels) : nil
            let text = "<meta charset=\(choices.word(of: CharsetPropertyTests.labels))>\(choices.line())"
            return (header, choices.oneIn(3) ? choices.bytes(0...60) : choices.spoilt(Array(text.utf8)))
        } claim: { (header: String?, bytes: [UInt8]) in
            let page = PageDecoder.decode(bytes, headerCharset: header)
            guard CharsetDecoder.isValidUTF8(page.utf8[...]) else { return "no UTF-8" }
            _ = FileKind.recognise(bytes, headerCharset: header)
            _ = CodeFile.recognise(page.utf8)
            return page.candidates.count { $0.isWinner } <= 1 ? nil : "several winners"
        }
    }

    @Test func textComesBackFromEveryCharsetThatHasIt() async {
        let names = [
            "gb18030": "GB18030", "big5": "BIG5-HKSCS", "utf-16le": "UTF-16LE", "utf-32be": "UTF-32BE",
            "iso-2022-cn": "ISO-2022-CN", "utf-7": "UTF-7", "euc-tw": "EUC-TW", "utf-8": "UTF-8",
        ]
        let words = ["中文", "人民", "。", "，", " ", "<p>", "2024", "\n", "a"]
        await checkProperty(count: 4000) { choices in
            (choices.pick(names.keys.sorted()), choices.array(0...12) { $0.pick(words) }.joined())
        } claim: { label, text in
            guard let charset = Charset(label: label), let name = names[label] else { return "no such charset" }
            let decoded = CharsetDecoder.decode(encoded(text, as: name)[...], as: charset)
            let isSame = String(decoding: decoded.utf8, as: UTF8.self) == text && decoded.invalidSequences == 0
            return isSame ? nil : "\(String(decoding: decoded.utf8, as: UTF8.self))"
        }
    }

    @Test func mojibakeIsTurnedBackOrLeft() async {
        await checkProperty(count: 3000, generate: { Array($0.line(0...12).utf8) }) { text in
            guard let kind = Mojibake.kind(of: text), let repaired = Mojibake.repaired(text, kind) else { return nil }
            return CharsetDecoder.isValidUTF8(repaired[...]) ? nil : "no UTF-8"
        }
    }
}
