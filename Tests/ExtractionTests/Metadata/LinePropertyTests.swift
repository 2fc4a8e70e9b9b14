import Model
import PropertyTesting
import Testing

@testable import Extraction

/// Lines of text are looked through for dates, labels, names and numbers, whatever stands in them.
@Suite struct LinePropertyTests {
    @Test func datesStandWhereTheyAreFound() async {
        await checkProperty { choices in
            let marks = [
                "-", "/", ".", "年", "月", "日", ":", "：", " ", "二〇", "十", "Nov", "pm", "T", "Z", "时", "分", "星期五",
            ]
            return choices.array(0...14) {
                $0.oneIn(2) ? "\($0.int(0...2100))" : $0.oneIn(8) ? $0.numeral() : $0.word(of: marks)
            }
            .joined()
        } claim: { line in
            let text = scalars(of: line)
            var last = 0
            for date in DateScanner(text).dates() {
                guard date.range.lowerBound >= last, date.range.upperBound <= text.count, !date.range.isEmpty,
                    date.timeOfDay.map({ (0..<86_400).contains($0) }) ?? true
                else { return "\(date)" }
                last = date.range.upperBound
            }
            return nil
        }
    }

    @Test func linesAreTakenApart() async {
        await checkProperty(count: 5000, generate: { $0.line() }) { line in
            let info = InfoLineReader.standard.read(line)
            if let start = info.start, start < 0 || start > scalars(of: line).count { return "starts at \(start)" }
            _ = Byline(body: [line, line])
            _ = Byline(credits: line)
            _ = Byline.names(in: line)
            _ = PageNumber(in: line)
            _ = PageJump(line, .onward)
            _ = PageJump(line, .back)
            _ = PageJump.number(line)
            _ = ListNumbers.hasNumber(line)
            return Byline.isCredits(line) && line.isEmpty ? "credits" : nil
        }
    }

    @Test func boxesMayHoldAnything() async {
        await checkProperty(generate: { choices in
            choices.array(0...5) { choices in
                choices.pick(["21", "/", "2024年02月", "2024-02", "", "x"]) + (choices.oneIn(3) ? choices.numeral() : "")
            }
        }) { lines in BoxedDate.day(in: lines).map { (1949...2100).contains($0.year) } == false ? "a far year" : nil }
    }

    @Test func glossesGoAndTheRestStays() async {
        await checkProperty(generate: { choices in
            choices.array(0...10) { $0.word(of: ["萬", "(", ")", "wàn", "（", "）", "me", "a", " ", "鎮(zhèn)"]) }.joined()
        }) { line in
            let rest = Glosses.removed(from: line)
            _ = Glosses.isGloss(line)
            return rest.unicodeScalars.count > line.unicodeScalars.count ? "grew" : nil
        }
    }

    @Test func theKeyIsTheSameInEveryWidthAndScript() async {
        await checkProperty(count: 4000, generate: { $0.line() }) { line in
            let one = DedupKey.fingerprint(body: [line], title: nil, names: [])
            let other = DedupKey.fingerprint(body: [Width.half(line)], title: nil, names: [])
            return one.id == other.id ? nil : "another key"
        }
    }

    @Test func recordsOfNewspapersAreRead() async {
        await checkProperty(
            count: 3000,
            generate: { choices in
                let words = [
                    "<title>", "</title>", "<founder-date>", "</founder-date>", "甲", "<", ">", "2024-01-02",
                    "<nodename>06版：",
                ]
                return "<!--enpproperty \(choices.array(0...12) { $0.word(of: words) }.joined())-->"
            }
        ) { page in
            let founder = FounderProperties(PageTree(parsing: Array(page.utf8)))
            return founder.title?.isEmpty == true || founder.page?.isEmpty == true ? "an empty value" : nil
        }
    }

    @Test func skeletonsAreShort() async {
        await checkProperty(generate: { $0.oneIn(3) ? $0.bytes(0...40) : Array($0.line().utf8) }) { bytes in
            let skeleton = LineSkeleton(bytes)
            _ = ChromeRules.standard.verdict(on: skeleton)
            _ = ChromeRules.standard.isTailHeading(skeleton)
            return skeleton.scalars.count <= min(bytes.count, 400) ? nil : "\(skeleton.scalars.count) scalars"
        }
    }

    @Test func charactersAreNotCut() async {
        await checkProperty(generate: { (Array($0.text(0...12).utf8), $0.int(-3...40)) }) { text, limit in
            let kept = text[...].wholeCharacters(upTo: limit)
            return CharsetDecoder.isValidUTF8(kept) && kept.count <= max(0, limit) || kept.count == text.count
                ? nil : "\(kept)"
        }
    }
}
