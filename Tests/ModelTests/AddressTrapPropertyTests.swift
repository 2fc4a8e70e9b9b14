import Model
import PropertyTesting
import Testing

/// Every address from outside is looked at for traps: none may end the process.
struct AddressTrapPropertyTests {
    @Test func everyAddressIsJudged() async throws {
        let today = try #require(Day(year: 2026, month: 11, day: 30))
        await checkProperty(generate: AddressTrapPropertyTests.address) { text in
            guard let address = try? WebAddress(parsing: text) else { return nil }  // what is no address is not judged
            let trap = AddressTrap(address, today: today)
            return trap.map { $0.description.isEmpty } == true ? "a trap without a reason" : nil
        }
    }

    private static func address(_ choices: inout Choices) -> String {
        let words = [
            "content", "2026-11", "30", "202611", "a", "www", "c_1.htm", "t20261130_1.html", "zwgk", "", "rili",
            "calendar",
        ]
        let path = choices.array(0...24) { $0.oneIn(3) ? $0.numeral() : $0.word(of: words) }.joined(separator: "/")
        let query = choices.array(0...6) {
            "\($0.word(of: ["page", "id", "date", "year", "month", "ym", "rili"]))=\($0.numeral())"
        }
        return "http://a.example/\(path)" + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
    }

    /// Articles are never dropped for their date.
    @Test func noDateInAPathIsATrap() async throws {
        let today = try #require(Day(year: 2026, month: 11, day: 30))
        await checkProperty { choices in
            let words = ["content", "2026-11", "30", "202611", "20991231", "2099", "12", "220405", "www", "c_1.htm"]
            return choices.array(1...9) { choices in
                choices.oneIn(3) ? "\(choices.int(0...99_999_999))" : choices.pick(words)
            }
        } claim: { segments in
            guard Set(segments).count == segments.count,
                let address = try? WebAddress(parsing: "http://a.example/" + segments.joined(separator: "/"))
            else { return nil }  // repetition is another kind
            return AddressTrap(address, today: today).map(String.init(describing:))
        }
    }
}
