import Model
import PropertyTesting
import Testing

@testable import Daemon

/// Whatever a file, a variable or an option says becomes a configuration or problems with words.
@Suite struct ConfigurationPropertyTests {
    /// A value as TOML, seldom the right one.
    private static func value(_ choices: inout Choices) -> String {
        switch choices.int(0...9) {
        case 0: return choices.numeral()
        case 1: return "\"\(choices.numeral())\(choices.pick(["s", "ms", "d", "h", "KiB", "GiB", "B", ""]))\""
        case 2: return "\"\(choices.word(of: words))\""
        case 3: return "'\(choices.word(of: words))\(choices.numeral())'"
        case 4: return "[" + choices.array(0...3) { value(&$0) }.joined(separator: ", ") + "]"
        case 5: return "{ \(choices.pick(names)) = \(value(&choices)) }"
        case 6: return choices.pick(["true", "false", "inf", "nan", "-nan", "1e999", "0.1", "1979-05-27", "07:32:00"])
        case 7: return "\"\"\"\n\(choices.text(0...12))\"\"\""
        case 8: return choices.text(0...6)
        default: return "\"\(choices.word(of: words))\(choices.word(of: words))\""
        }
    }

    private static let names = ConfigurationKey.allCases.map(\.name)
    private static let words = [
        "", "half", "http://a.example/", "[::1]:80", "127.0.0.1:", ":80", "]:80", "a@b", "://", "s3://", "sqlite:",
        "{yyyy}",
        "{MM}", "{dd}", "{page}", "{", "}", "a[", "a[*]", "a[9999999999999999999].b", "[0]", ".", "a..b", "*",
        "\\\\d+(", "(?",
        "whsec_", "#", ".a > b", "a:b", "[a=", "/bin/true", "Asia/Shanghai", "0000-00-00", "2024-02-30", "9999-12-31",
    ]

    @Test func everyDocumentIsAConfigurationOrHasProblems() async {
        await checkProperty(count: 2_000) { choices in
            var lines: [String] = []
            for _ in 0..<choices.int(1...8) {
                let key = choices.pick(ConfigurationKey.allCases)
                let isArray = ["topic", "hook", "source"].contains(key.table)
                lines.append(isArray ? "[[\(key.table)]]" : "[\(key.table)]")
                lines.append("\(key.name) = \(ConfigurationPropertyTests.value(&choices))")
                for _ in 0..<choices.int(0...4) {
                    lines.append(
                        "\(choices.pick(ConfigurationPropertyTests.names)) = \(ConfigurationPropertyTests.value(&choices))"
                    )
                }
            }
            return lines.joined(separator: "\n")
        } claim: {
            ConfigurationPropertyTests.problemOfReading($0)
        }
    }

    @Test func everySpoiltDocumentIsAConfigurationOrHasProblems() async throws {
        let document = Array(try ConfigurationSamples.document().utf8)
        await checkProperty(count: 1_000) { choices in
            String(decoding: choices.spoilt(document, edits: 6), as: UTF8.self)
        } claim: {
            ConfigurationPropertyTests.problemOfReading($0)
        }
    }

    @Test func everyTextIsAConfigurationOrHasProblems() async {
        await checkProperty(count: 3_000) { choices in
            choices.oneIn(2)
                ? choices.text(0...60)
                : String(decoding: choices.bytes(0...60), as: UTF8.self)
        } claim: {
            ConfigurationPropertyTests.problemOfReading($0)
        }
    }

    private static func problemOfReading(_ text: String) -> String? {
        do throws(ConfigurationError) {
            _ = try Configuration.parse(text, path: "a.toml")
        } catch {
            let isTold = !error.problems.isEmpty && error.problems.allSatisfy { !$0.message.isEmpty }
            return isTold ? nil : "refused without a word"
        }
        return nil
    }

    @Test func everyVariableIsReadOrHasAProblem() async {
        await checkProperty(count: 5_000) { choices in
            let key = choices.pick(ConfigurationKey.allCases.filter { !$0.table.contains(".") })
            return (key, ConfigurationPropertyTests.value(&choices))
        } claim: { key, value in
            let variable = "DIBAO_\(key.table.uppercased())_\(key.name.uppercased())"
            _ = try? Configuration.parse("", path: "a.toml", environment: [variable: value])
            return nil
        }
    }

    @Test func everyDurationAndSizeIsReadBackOrNone() async {
        await checkProperty { choices in
            choices.numeral() + choices.pick(["ms", "s", "m", "h", "d", "B", "KiB", "MiB", "GiB", "", " s", "S"])
        } claim: { text in
            if let span = TimeSpan.duration(text), TimeSpan.duration(TimeSpan.text(span)) != span {
                return "\(TimeSpan.text(span)) is another duration"
            }
            if let bytes = ByteSize.bytes(text), ByteSize.bytes(ByteSize.text(bytes)) != bytes {
                return "\(ByteSize.text(bytes)) is another size"
            }
            return nil
        }
    }

    @Test func everyRuleIsReadOrHasAProblem() async {
        let parts = ["body", "title", "drop", "keep", "date", "rules", "{", "}"]
        let pieces = ["#zoom", ".a", "a > b", "[a=b]", "[a", ":not(", ",", " ", ">", "\\", "'", "*", "a[href=\"x\"]"]
        await checkProperty(count: 5_000) { choices in
            choices.array(0...3) {
                let name = $0.word(of: parts)
                return "\(name) = \"\($0.array(0...5) { $0.word(of: pieces) }.joined())\""
            }
            .joined(separator: choices.pick([", ", "\n", " "]))
        } claim: { text in
            _ = problemOfRules(text)
            return nil
        }
    }

    @Test func everyListenAddressIsOneOrNone() async {
        let pieces = ["127.0.0.1", "[", "]", ":", "::1", "localhost", "80", "65536", "/", " ", "[::]", "0"]
        await checkProperty { choices in
            choices.array(0...5) { $0.oneIn(3) ? $0.numeral() : $0.word(of: pieces) }.joined()
        } claim: { text in
            guard let address = ListenAddress(text) else { return nil }
            _ = address.isLoopback
            return (0...65535).contains(address.port) && !address.host.isEmpty ? nil : "no address"
        }
    }
}
