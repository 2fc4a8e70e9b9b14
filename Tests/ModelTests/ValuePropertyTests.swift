import Foundation
import PropertyTesting
import Testing

@testable import Model

/// Values that are read from outside: any text is one or is none, and nothing ends the process.
struct ValuePropertyTests {
    @Test func everyDayThatIsReadExistsAndIsWrittenTheSame() async {
        await checkProperty { choices in
            choices.oneIn(3)
                ? choices.text(0...12)
                : "\(choices.int(0...9999))-\(choices.int(0...99))-\(choices.int(0...40))"
                    + (choices.oneIn(9) ? "x" : "")
        } claim: { text in
            guard let day = Day(text) else { return nil }
            guard Day(daysSinceEpoch: day.daysSinceEpoch) == day, (1...7).contains(day.weekday) else { return "\(day)" }
            return day.description == text ? nil : "written \(day)"
        }
    }

    @Test func daysAndMomentsCountToTheEndsOfTheirRange() async {
        await checkProperty { choices in
            (
                choices.oneIn(3) ? choices.pick([.min, .max, -1, 0, .max - 1]) : choices.int(-4_000_000...4_000_000),
                choices.int(-100_000...100_000)
            )
        } claim: { number, offset in
            let moment = Timestamp(secondsSinceEpoch: number)
            let day = moment.day(offset: offset)
            guard moment.formatted(offset: offset).hasPrefix(day.description) else {
                return "\(moment.formatted(offset: offset))"
            }
            guard let later = day.adding(days: number) else { return nil }
            return later.daysSinceEpoch - day.daysSinceEpoch == number ? nil : "\(later)"
        }
    }

    @Test func everyTimeThatIsReadIsWrittenTheSame() async {
        await checkProperty { choices in
            let text = Timestamp(secondsSinceEpoch: choices.int(-60_000_000_000...250_000_000_000))
                .formatted(offset: choices.int(-840...840) * 60)
            return String(decoding: choices.spoilt(Array(text.utf8), edits: 2), as: UTF8.self)
        } claim: { text in
            guard let moment = Timestamp(text) else { return nil }
            return Timestamp(moment.description) == moment ? nil : "written \(moment)"
        }
    }

    @Test func onlyHexDigitsAreDigests() async {
        await checkProperty { choices in
            choices.array(0...65) { $0.word(of: Array("0123456789abcdef").map(String.init)) }.joined()
        } claim: { text in
            if let digest = Digest(hex: text), digest.description != text { return "digest \(digest)" }
            if let id = ArticleID(text), id.description != text { return "id \(id)" }
            return nil
        }
    }

    @Test func everyNameBecomesHarmless() async {
        await checkProperty { choices in
            let words = ["附件", "..", "/", "\\", ".pdf", ".PDF", "CON", "nul.pdf", " ", ".", "İ", "e\u{301}", "K", "😀"]
            let text = choices.array(0...(choices.oneIn(9) ? 90 : 6)) { $0.word(of: words) }.joined()
            return (text, choices.pick(["", "pdf", "K", "i", "docx"]), choices.int(0...1_000_000))
        } claim: { text, ending, number in
            let name = FileName(cleaning: text, ending: ending)
            for name in [name, name.numbered(number)] {
                let bytes = name.description.utf8
                guard (1...FileName.limitBytes).contains(bytes.count), !bytes.contains(0), !bytes.contains(0x2F),
                    name.description != ".", name.description != "..", FileName(name.description) == name
                else { return "becomes \(name)" }
            }
            return ending.isEmpty
                || name.description.lowercased().utf8.suffix(ending.utf8.count + 1).elementsEqual(
                    ("." + ending.lowercased()).utf8)
                ? nil : "ends \(name)"
        }
    }

    @Test func everySelectorIsReadOrTheWrongCharacterNamed() async {
        await checkProperty { choices in
            let words = [
                "div", ".a", "#b", "*", "[", "]", "href", "^=", "$=", "\"", "'", ">", ",", " ", "\\", ":", "+", "é",
            ]
            return choices.array(0...10) { $0.word(of: words) }.joined()
        } claim: { text in
            do throws(SelectorError) {
                let selector = try Selector(parsing: text)
                return selector.alternatives.isEmpty || selector.alternatives.contains(where: \.isEmpty) ? "empty" : nil
            } catch {
                return (1...text.count + 1).contains(error.position) && !error.reason.isEmpty ? nil : "\(error)"
            }
        }
    }

    @Test func everyPathIntoJSONIsReadAsItIsWritten() async {
        await checkProperty { choices in
            let words = [
                "data", ".", "[0]", "[*]", "[", "]", "$", "\"a.b\"", "\"", "{", "}", "{page}", "{id}", "/art/", "列表",
            ]
            return choices.array(0...7) { $0.oneIn(6) ? $0.numeral() : $0.word(of: words) }.joined()
        } claim: { text in
            if let path = JSONPath(text), JSONPath(path.description) != path { return "path \(path)" }
            if let words = JSONText(text), JSONText(words.description) != words { return "text \(words)" }
            guard let template = PageTemplate("http://a.example/" + text), let third = template.address(of: 3) else {
                return nil
            }
            let number = template.number(of: third)
            return number.flatMap(template.address) == third ? nil : "page \(number.debugDescription) at \(third)"
        }
    }

    @Test func onlyOneSpellingNamesATextsFile() async {
        await checkProperty { choices in
            let path = "2023/06/16/\(choices.numeral())_0d968600ded4c9d5.txt"
            return String(decoding: choices.spoilt(Array(path.utf8), edits: 2), as: UTF8.self)
        } claim: { path in
            if let file = TextFile(path), file.description != path { return "\(file)" }
            let name = String(path.split(separator: "/").last ?? "")
            return (TextFile.number(inName: name) ?? 0) < 0 ? "negative" : nil
        }
    }

    @Test func everyLineIsAnEventOrIsRefused() async throws {
        let line = Array(
            """
            {"v":1,"seq":7,"event":"revision","at":"2026-11-21T08:00:00Z","id":"0d968600ded4c9d5","url":"http://a.example/",\
            "source":"a","revises":"0d968600ded4c9d5","changes":[],"file":"2023/06/16/000_0d968600ded4c9d5.txt",\
            "sha256":"\(String(repeating: "0", count: 64))","simhash":"0d968600ded4c9d5","chars":12,"title":"a",\
            "date":"2023-06-16","extractor":"1","capture":{"file":"a","offset":1,"length":2}}
            """.utf8)
        _ = try JSONDecoder().decode(Event.self, from: Data(line))
        await checkProperty { choices in
            choices.spoilt(line, edits: 3)
        } claim: { bytes in
            guard let event = try? JSONDecoder().decode(Event.self, from: Data(bytes)) else { return nil }  // refused
            guard let again = try? JSONDecoder().decode(Event.self, from: JSONEncoder().encode(event)) else {
                return "what was written cannot be read"
            }
            return again == event ? nil : "written as another"
        }
    }
}
