/// Text that is for machines: style sheets, scripts and data that a server sends under the name of a page.
enum CodeFile {
    /// Bytes that are looked at.
    private static let sampledBytes = 16 << 10

    /// The language's name, or nil for what may be a page.
    ///
    /// - Parameter text: valid UTF-8.
    static func recognise(_ text: [UInt8]) -> String? {
        let start = beginning(of: text)
        guard start < text.count, text[start] != UInt8(ascii: "<") else { return nil }
        let sample = text[start...].prefix(sampledBytes)
        if isJSON(text[start...], sample) { return "JSON" }
        guard isCode(sample) else { return nil }
        if isStyleSheet(sample) { return "CSS" }
        return scriptBeginnings.contains { sample.starts(with: $0) } ? "JavaScript" : nil
    }

    /// Where the text begins behind white space and comments.
    private static func beginning(of text: [UInt8]) -> Int {
        var at = 0
        while at < text.count {
            if text[at] <= 0x20 {
                at += 1
            } else if text[at...].starts(with: "/*".utf8) {
                at += 2
                while at < text.count, !text[at...].starts(with: "*/".utf8) { at += 1 }
                at += 2
            } else if text[at...].starts(with: "//".utf8) {
                at = text[at...].firstIndex(of: 0x0A) ?? text.count
            } else {
                break
            }
        }
        return min(at, text.count)
    }

    private static let scriptBeginnings = [
        "var ", "let ", "const ", "function", "(function", "!function", ";(function", ";!function",
        "+function", "(()", "(e=>",
        "define(", "window.", "document.", "$(", "jQuery", "try{", "try {", "if(", "if (",
        "\"use strict\"", "'use strict'",
        "import ", "export ", "async function", "class ", "this.",
    ].map { Array($0.utf8) }

    /// One mark of code in so few characters.
    private static func isCode(_ sample: ArraySlice<UInt8>) -> Bool {
        let marks = sample.count { "{}();=".utf8.contains($0) }
        return marks >= 4 && marks * 25 > sample.count { $0 < 0x80 || $0 >= 0xC0 }
    }

    /// A rule at the beginning: `@charset`, or names and a brace with `name: value;` inside.
    private static func isStyleSheet(_ sample: ArraySlice<UInt8>) -> Bool {
        let rules = ["@charset", "@import", "@media", "@font-face", "@keyframes", ":root"]
        if rules.contains(where: { sample.starts(with: $0.utf8) }) { return true }
        guard let brace = sample.prefix(400).firstIndex(of: UInt8(ascii: "{")) else { return false }
        let selector = sample[..<brace]
        guard !selector.isEmpty, selector.allSatisfy({ isPartOfSelector($0) }) else { return false }
        let declaration = sample[(brace + 1)...].drop { $0 <= 0x20 }
        let name = declaration.prefix { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }
        return !name.isEmpty
            && declaration.dropFirst(name.count).first { $0 > 0x20 } == UInt8(ascii: ":")
    }

    private static func isPartOfSelector(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte <= 0x20
            || ".#,:>*[]=-_~+\"'".utf8.contains(byte)
    }

    /// An object or array from the first to the last byte, with a name or value in quotes at once.
    private static func isJSON(_ text: ArraySlice<UInt8>, _ sample: ArraySlice<UInt8>) -> Bool {
        let isObject = text.first == UInt8(ascii: "{")
        guard isObject || text.first == UInt8(ascii: "["),
            text.last(where: { $0 > 0x20 }) == UInt8(ascii: isObject ? "}" : "]"),
            let next = sample.dropFirst().first(where: { $0 > 0x20 })
        else { return false }
        if isObject { return next == UInt8(ascii: "\"") }
        return next == UInt8(ascii: "{") || next == UInt8(ascii: "[")
    }
}
