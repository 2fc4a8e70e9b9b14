import Model
import PropertyTesting
import Testing

/// Paths, templates and selectors as a configuration writes them are read, or are none.
@Suite struct JSONSchemePropertyTests {
    private static let pieces = [
        "a", "data.list", ".", "[", "]", "[*]", "[0]", "[999999]", "[9999999]", "[-1]", "$", "\"", "\"b.c\"", "{", "}",
        "{id}",
        "{page}", "https://a.example/", " ", "*",
    ]

    private static func path(_ choices: inout Choices) -> String {
        choices.array(0...8) { $0.oneIn(6) ? $0.numeral() : $0.word(of: pieces) }.joined()
    }

    @Test func everyPathIsReadBack() async {
        await checkProperty {
            JSONSchemePropertyTests.path(&$0)
        } claim: { text in
            if let path = JSONPath(text), JSONPath(path.description) != path { return "\(path) is another path" }
            if let template = JSONText(text), JSONText(template.description) != template {
                return "\(template) is another template"
            }
            return nil
        }
    }

    @Test func everyPageTemplateMakesAddresses() async {
        await checkProperty { choices in
            ("https://a.example/" + JSONSchemePropertyTests.path(&choices), choices.int(0...1_000_000))
        } claim: { text, number in
            guard let template = PageTemplate(text), let address = template.address(of: number) else { return nil }
            _ = template.number(of: address)
            return nil
        }
    }

    @Test func everySelectorIsReadOrSaysWhatIsWrong() async {
        let pieces = [
            "p", ".a", "#b", "[", "]", "[a", "[a=b]", "[a=\"b\"]", "=", "'", ">", ",", " ", ":", ":not(", ")", "*",
            "\\", "+", "~",
        ]
        await checkProperty { choices in
            choices.array(0...10) { $0.word(of: pieces) }.joined()
        } claim: { text in
            do throws(SelectorError) {
                _ = try Selector(parsing: text)
                return nil
            } catch {
                return "\(error)".isEmpty ? "refused without a word" : nil
            }
        }
    }
}
