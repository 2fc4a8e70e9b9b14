import PropertyTesting
import Testing

@testable import Model

/// Addresses and what is made of them, from any text.
struct AddressPropertyTests {
    private static let pieces = [
        "http:", "https:", "/", "\\", "//", "..", ".", "%2e", "%2E%2e", "?", "#", "@", ":", "[", "]", "::", "80",
        "65536",
        "0x7f", "1.2.3", "a.example", "门.政务", "xn--", "xn--fiqs8s", "Ａ", "。", "a", " ", "\t", "\n", "%", "%zz", "%e4",
        "index.html", ";jsessionid=1", "(S(abcdefghijklmnopqrst))", "id=12345", "&", "utm_source=a", "=",
        "t=1700000000000",
        "page_2", "\u{200D}", "\u{202E}", "\u{AD}",
    ]

    private static func text(_ choices: inout Choices, _ count: ClosedRange<Int> = 0...9) -> String {
        choices.array(count) { $0.oneIn(5) ? $0.numeral() : $0.word(of: pieces) }.joined()
    }

    @Test func everyTextIsAnAddressOrHasAReason() async {
        await checkProperty {
            "http://a" + AddressPropertyTests.text(&$0)
        } claim: { text in
            do throws(WebAddressError) {
                let address = try WebAddress(parsing: text)
                guard (try? WebAddress(parsing: address.description)) == address else { return "reads \(address)" }
                return address.description.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? nil : "holds \(address)"
            } catch {
                return error.description.isEmpty ? "no reason" : nil
            }
        }
    }

    @Test func everyReferenceLeadsToAnAddressOrNowhere() async throws {
        let base = try WebAddress(parsing: "https://www.a.example:8443/x/y/z.html?q=1")
        await checkProperty {
            AddressPropertyTests.text(&$0)
        } claim: { text in
            guard let target = base.resolving(text) else { return nil }
            return (try? WebAddress(parsing: target.description)) == target ? nil : "leads to \(target)"
        }
    }

    @Test func aKeyIsTheSameForWhatIsFetched() async {
        await checkProperty { choices in
            (0..<3).map { _ in
                "http://" + choices.pick(["a.cn", "www.a.cn", "m.a.cn"]) + "/" + AddressPropertyTests.text(&choices)
            }
        } claim: { texts in
            let addresses = texts.compactMap { try? WebAddress(parsing: $0) }  // what is none has no key
            guard let first = addresses.first else { return nil }
            let canonical = CanonicalAddress(first, declared: Array(addresses.dropFirst()))
            guard CanonicalAddress(canonical.address).key == canonical.key else { return "\(canonical.key)" }
            return canonical.shape.contains(where: { ("1"..."9").contains($0) }) && !canonical.shape.contains("?")
                ? "shape \(canonical.shape)" : nil
        }
    }

    @Test func percentCodingHasOneSpelling() async {
        await checkProperty {
            $0.array(0...12) { $0.word(of: ["%", "%4", "%41", "%e4", "%E4", "a", "%%", "~"]) }.joined()
        } claim: {
            let once = PercentEncoding.normalised($0)
            guard PercentEncoding.normalised(once) == once else { return once }
            return PercentEncoding.decoded(once.utf8) == PercentEncoding.decoded($0.utf8) ? nil : "means something else"
        }
    }

    @Test func everyParameterIsRelevantOrNot() async {
        await checkProperty { choices in
            let names = ["from", "t", "amp;t", "sid", "isappinstalled", "utm_", "div", "_", ""]
            let values = ["weibo", "0.1234567", "abcdefghijklmnop1", "-1", "1700000000"]
            return choices.word(of: names) + (choices.oneIn(4) ? "" : "=")
                + (choices.oneIn(2) ? choices.numeral() : choices.word(of: values))
        } claim: { text in
            let parameter = Substring(text)
            let isIrrelevant = IrrelevantParameters.standard.include(parameter)
            _ = IrrelevantParameters.isSessionSegment(parameter) || IrrelevantParameters.isSessionParameter(parameter)
            return isIrrelevant == IrrelevantParameters.standard.include(parameter) ? nil : "both"
        }
    }
}
