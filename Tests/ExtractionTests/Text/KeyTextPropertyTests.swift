import Model
import PropertyTesting
import Testing

@testable import Extraction

/// One text in other clothes is one; another number is another text.
@Suite struct KeyTextPropertyTests {
    /// A line as its words, numbers and marks.
    private enum Part {
        case words(String)
        case number(sign: String, whole: Int, fraction: Int?, tail: String)
        case mark(String)
    }

    private static func parts(_ choices: inout Choices) -> [Part] {
        var parts: [Part] = [.words("全市")]
        for _ in 0..<choices.int(1...12) {
            switch choices.int(0...3) {
            case 0: parts.append(.mark(choices.pick(["，", "。", "、", "；", "（", "）", "“", "”", "：", "·"])))
            case 1:
                parts.append(
                    .number(
                        sign: choices.pick(["", "-"]), whole: choices.int(0...9_999),
                        fraction: choices.oneIn(2) ? choices.int(0...99) : nil, tail: choices.pick(["", "%", "‰"])))
                parts.append(.words(choices.pick(["亩", "元", "万人", "度"])))
            default: parts.append(.words(choices.pick(["春耕", "會議", "同比增长", "Covid", "气温为", "防火辦公室"])))
            }
        }
        return parts
    }

    private static func line(_ parts: [Part]) -> String {
        parts.map { part in
            switch part {
            case .words(let text), .mark(let text): text
            case .number(let sign, let whole, let fraction, let tail):
                "为\(sign)\(whole)\(fraction.map { ".\($0)" } ?? "")\(tail)"
            }
        }.joined()
    }

    private static func key(_ lines: [String]) -> ArticleID {
        DedupKey.fingerprint(body: lines, title: nil, names: []).id
    }

    /// In full width, in Simplified characters, with other punctuation and spaces, in capital letters.
    private static func dressed(_ parts: [Part], _ choices: inout Choices) -> [String] {
        var lines = [""]
        for part in parts {
            let text = line([part])
            switch part {
            case .mark: lines[lines.count - 1] += choices.pick([text, "", "，", ". ", "、", "——", " "])
            case .words:
                lines[lines.count - 1] += choices.pick([text, text.uppercased(), TraditionalTable.simplified(text)])
            case .number: lines[lines.count - 1] += choices.oneIn(2) ? wide(text) : text
            }
            if choices.oneIn(4) { lines[lines.count - 1] += choices.pick([" ", "\u{3000}", "\u{A0}"]) }
        }
        return lines
    }

    private static func wide(_ text: String) -> String {
        string(of: scalars(of: text).map { (0x21...0x7E).contains($0) ? $0 + 0xFEE0 : $0 })
    }

    @Test func clothesDoNotCount() async {
        await checkProperty { choices in
            let parts = KeyTextPropertyTests.parts(&choices)
            return ([KeyTextPropertyTests.line(parts)], KeyTextPropertyTests.dressed(parts, &choices))
        } claim: { plain, dressed in
            if KeyTextPropertyTests.key(plain) != KeyTextPropertyTests.key(dressed) { return "the keys differ" }
            // A reader sees the same, too.
            return VisibleText.scalars(of: plain) == VisibleText.scalars(of: dressed)
                ? nil : "a reader sees another text"
        }
    }

    @Test func anotherNumberIsAnotherText() async {
        await checkProperty { choices in
            let parts = KeyTextPropertyTests.parts(&choices)
            var changed = parts
            let places = parts.indices.filter { if case .number = parts[$0] { true } else { false } }
            guard !places.isEmpty else { return ("", "x") }
            let place = choices.pick(places)
            if case .number(let sign, let whole, let fraction, let tail) = parts[place] {
                changed[place] =
                    switch choices.int(0...3) {
                    case 0: .number(sign: sign == "-" ? "" : "-", whole: whole, fraction: fraction, tail: tail)
                    case 1: .number(sign: sign, whole: whole + 1, fraction: fraction, tail: tail)
                    case 2: .number(sign: sign, whole: whole, fraction: fraction == nil ? 5 : nil, tail: tail)
                    default: .number(sign: sign, whole: whole, fraction: fraction, tail: tail == "%" ? "‰" : "%")
                    }
            }
            return (KeyTextPropertyTests.line(parts), KeyTextPropertyTests.line(changed))
        } claim: { before, after in
            KeyTextPropertyTests.key([before]) == KeyTextPropertyTests.key([after])
                ? "\(before) and \(after) are one" : nil
        }
    }

    @Test(arguments: [
        ("自10:30起", "自1030起"), ("第1、2项", "第12项"), ("不少于≥5", "不少于5"), ("1/2", "12"), ("￥5", "5"), ("1+3", "13"),
        ("5<6", "5=6"),
        ("1,2", "12"),
    ])
    func aReaderSeesMoreThanTheKey(left: String, right: String) {
        #expect(KeyTextPropertyTests.key([left + "项"]) == KeyTextPropertyTests.key([right + "项"]))
        #expect(VisibleText.scalars(of: [left]) != VisibleText.scalars(of: [right]))
    }

    @Test(arguments: [
        ("1,234", "1234"), ("12,345,678", "12345678"), ("10:30", "10：30"), ("1—5", "1-5"), ("《甲》", "<甲>"),
    ])
    func aReaderSeesTheSame(left: String, right: String) {
        #expect(VisibleText.scalars(of: [left]) == VisibleText.scalars(of: [right]))
    }
}
