import Foundation
import Model
import PropertyTesting
import Testing

@testable import Daemon

/// Lists in JSON come from outside: none may end the process, and what is read is bounded.
struct JSONListPropertyTests {
    @Test func everyAnswerIsRead() async throws {
        let today = try #require(Day("2026-03-04"))
        await checkProperty(count: 5_000, generate: JSONListPropertyTests.answer) { bytes in
            for address in ["http://a.example/api/list?page=2", "http://a.example/api/list?pageNo=999999999"] {
                guard let base = try? WebAddress(parsing: address) else { continue }
                let list = JSONList(base: base, today: today, utcOffset: 8 * 3600, scheme: nil)
                guard let page = list.recognise(bytes) else { continue }
                if page.articles.isEmpty { return "an empty list in silence" }
                if page.articles.count > bytes.count { return "\(page.articles.count) articles" }
                if page.next.count > 1 { return "\(page.next.count) next pages" }
                if page.articles.contains(where: { $0.date.map { $0 > today } == true }) { return "a date after today" }
            }
            return nil
        }
    }

    private static func answer(_ choices: inout Choices) -> [UInt8] {
        let names = ["title", "url", "link", "date", "pubTime", "rows", "data", "total", "img"]
        func value(_ choices: inout Choices, _ depth: Int) -> String {
            switch choices.int(0...(depth > 4 ? 3 : 6)) {
            case 0: return "\"/1.html\""
            case 1: return "\"春耕生产工作会议\""
            case 2:
                return choices.pick([
                    "1772294400", "1772294400000", "99999999999999999999", "-1", "null", "true", "1e400",
                ])
            case 3: return "\"\(choices.numeral())\""
            case 4: return "[" + choices.array(0...4) { value(&$0, depth + 1) }.joined(separator: ",") + "]"
            case 5: return "\"{\\\"url\\\":\\\"/2.html\\\"}\""
            default:
                return "{"
                    + choices.array(0...4) { "\"\($0.pick(names))\":\(value(&$0, depth + 1))" }.joined(separator: ",")
                    + "}"
            }
        }
        let text = value(&choices, 0)
        let wrapped = choices.oneIn(4) ? "callback(\(text));" : text
        return choices.spoilt(Array(wrapped.utf8))
    }
}
