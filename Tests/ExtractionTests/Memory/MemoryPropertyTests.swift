import Foundation
import Model
import PropertyTesting
import Testing

@testable import Extraction

@Suite struct MemoryPropertyTests {
    /// A memory is read back from a database: whatever stands there, pages go on being read and learnt from.
    @Test func whateverIsReadBackCanBeLearntWith() async throws {
        let page = Array("<div id=zoom><p>\(paragraph)</p><p>\(paragraph)</p></div>".utf8)
        await checkProperty(count: 1500) { choices in
            let number = { (choices: inout Choices) in
                choices.pick(["0", "1", "9223372036854775807", "-9223372036854775808", "7"])
            }
            let numbers = { (choices: inout Choices) in
                choices.array(0...9) { $0.pick(["0", "1", "18446744073709551615", "9223372036854775808", "3"]) }.joined(
                    separator: ",")
            }
            let layouts = choices.array(0...3) { choices in
                let tally = "{\"pages\":{\"\(choices.pick(["h1", "p"]))\":\(number(&choices))}}"
                return """
                    {"container":"\(choices.pick(["div#zoom", "", "p > x"]))","pages":\(number(&choices)),"last_used":\(number(&choices)),
                    "lines":[\(numbers(&choices))],"article_places":[\(numbers(&choices))],
                    "headlines":\(tally),"dates":\(tally),"sources":\(tally)}
                    """
            }
            return """
                {"layouts":[\(layouts.joined(separator: ","))],"pages":\(number(&choices)),"strangers":\(number(&choices))}
                """
        } claim: { json in
            guard var memory = try? JSONDecoder().decode(PageMemory.self, from: Data(json.utf8)) else { return nil }
            guard
                let lesson = try? Extractor().study(
                    page, at: nil, headerCharset: "utf-8", today: today, utcOffset: 0, knowing: .memory(memory)
                ).lesson
            else { return "nothing learnt" }
            memory.learn(lesson, isNews: true)
            return (try? JSONEncoder().encode(memory)) == nil ? "not written" : nil
        }
    }
}
