/// A script's text, for looking for a few known calls; not a parser.
struct ScriptText {
    private let bytes: [UInt8]

    /// Nil for a script that has none of the words that matter.
    init?(_ script: ArraySlice<UInt8>) {
        guard script.contains(UInt8(ascii: "P")) || script.contains(UInt8(ascii: "p")) else { return nil }
        bytes = Array(script)
    }

    /// The arguments of the last call of a function, quotes taken off; nil without a call that is not its definition.
    func arguments(of function: String) -> [String]? {
        let name = Array(function.utf8)
        for start in occurrences(of: name).reversed() {
            var index = start + name.count
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "("), !isDefinition(start),
                let close = bytes[index...].prefix(400).firstIndex(of: UInt8(ascii: ")"))
            else { continue }
            guard bytes[index..<close].count(where: { $0 == UInt8(ascii: ",") }) >= 3 else { continue }
            let list = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
            let arguments = list.split(separator: ",", omittingEmptySubsequences: false).map { argument in
                String(argument.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
            }
            return arguments
        }
        return nil
    }

    /// The number in `name = 27` or `name=27;`.
    func number(assignedTo name: String) -> Int? {
        let word = Array(name.utf8)
        for start in occurrences(of: word) {
            var index = start + word.count
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
            index += 1
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }.prefix(7)
            if let number = Int(String(decoding: digits, as: UTF8.self)) { return number }
        }
        return nil
    }

    /// The suffix that the script writes behind page numbers.
    var suffix: String? {
        for suffix in ["shtml", "html", "htm"] where !occurrences(of: Array(".\(suffix)".utf8)).isEmpty {
            return suffix
        }
        return nil
    }

    private func isDefinition(_ start: Int) -> Bool {
        let before = bytes[..<start].reversed().drop { $0 <= 0x20 }.prefix(8)
        return before.reversed().elementsEqual("function".utf8)
    }

    private func occurrences(of word: [UInt8]) -> [Int] {
        guard let first = word.first, bytes.count >= word.count else { return [] }
        return (0...(bytes.count - word.count)).filter {
            bytes[$0] == first && bytes[$0..<($0 + word.count)].elementsEqual(word)
        }
    }
}
