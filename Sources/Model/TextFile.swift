/// The name of an article's text inside the archive, `2023/06/16/000_0d968600ded4c9d5.txt`; well-formed by construction.
///
/// Nothing that a page says goes into it: not a title, not a URL.
package struct TextFile: Hashable, Sendable {
    package let day: Day
    /// Arrivals of that day before this one.
    package let number: Int
    package let id: ArticleID

    /// The greatest number that a name can hold.
    package static let numberLimit = 999_999_999_999_999

    /// - Precondition: `number` is not negative.
    package init(day: Day, number: Int, id: ArticleID) {
        precondition(number >= 0)
        self.day = day
        self.number = number
        self.id = id
    }

    /// Reads a path relative to the archive; nil for every spelling but the one that `description` gives.
    package init?(_ path: String) {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 4,
            let day = Day(parts[0..<3].map { String(Substring($0)) }.joined(separator: "-")),
            let file = TextFile(name: String(Substring(parts[3])), day: day)
        else { return nil }
        self = file
    }

    /// Reads a name inside a day's folder; nil for anything but a text.
    package init?(name: String, day: Day) {
        let bytes = Array(name.utf8)
        guard let bar = bytes.firstIndex(of: UInt8(ascii: "_")), bar >= 3, bar <= 15,
            bytes[..<bar].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int(String(decoding: bytes[..<bar], as: UTF8.self)),
            bytes.count == bar + 21, bytes.suffix(4) == Array(".txt".utf8)[...],
            let id = ArticleID(String(decoding: bytes[(bar + 1)..<(bar + 17)], as: UTF8.self))
        else { return nil }
        self.init(day: day, number: number, id: id)
        guard self.name == name else { return nil }
    }

    /// The number at the head of a text's name inside a day's folder; nil where there is none. A quick look: what
    /// follows the number is not read.
    package static func number(inName name: String) -> Int? {
        var number = 0
        var digits = 0
        for byte in name.utf8 {
            if byte == UInt8(ascii: "_"), digits >= 3 { return number }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 15 else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
        }
        return nil
    }

    /// The last component.
    package var name: String { "\(zeroPadded(number, to: 3))_\(id).txt" }
}

extension TextFile: CustomStringConvertible {
    /// Relative to the archive.
    package var description: String { "\(day.folderNames.joined(separator: "/"))/\(name)" }
}

extension Day {
    /// Year, month and day as the archive's folders spell them.
    package var folderNames: [String] {
        [zeroPadded(year, to: 4), zeroPadded(month, to: 2), zeroPadded(day, to: 2)]
    }
}
