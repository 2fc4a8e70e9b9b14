internal import Model

/// What an address alone says about whether it is an article's.
enum AddressShape {
    /// Positive for articles, negative for columns, home pages and the like.
    static func score(_ address: WebAddress) -> Double {
        let path = Array(address.path.utf8)
        let segments = path.split(separator: UInt8(ascii: "/"))
        guard let last = segments.last else { return -5 }
        var score = 0.0
        let name = last.prefix { $0 != UInt8(ascii: ".") }.map { $0 | 0x20 }
        if path.last == UInt8(ascii: "/") || isIndexName(name) { score -= 3 }
        if hasDate(path) { score += 3 }
        let digits = longestRun(of: last) { (0x30...0x39).contains($0) }
        if digits >= 5 { score += 2 } else if digits >= 3 { score += 0.5 }
        if longestRun(of: path[...], where: { isHex($0) }) >= 24 { score += 2 }
        if articleNames.contains(where: { name.starts(with: $0) }) { score += 1.5 }
        if columnNames.contains(where: { name.starts(with: $0) }), digits < 5 { score -= 1.5 }
        if let query = address.query, queryHasNumber(query) { score += 1.5 }
        if AttachmentName.isFile(last) { score += 0.5 }
        return score
    }

    private static let articleNames = [
        "content", "art_", "art-", "t20", "nw.d", "c_", "detail", "article", "post_", "info", "show", "view", "news_",
    ]
    .map { Array($0.utf8) }
    private static let columnNames = [
        "list", "col", "node", "nbs.d", "channel", "more", "column", "class", "category", "search", "login", "map",
        "about", "contact", "main",
    ]
    .map { Array($0.utf8) }

    private static func isIndexName(_ name: [UInt8]) -> Bool {
        ["index", "default", "home", "list"].contains { name.elementsEqual($0.utf8) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func longestRun(of bytes: some Sequence<UInt8>, where matches: (UInt8) -> Bool) -> Int {
        var longest = 0
        var run = 0
        for byte in bytes {
            run = matches(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// `/2023/6/16/`, `/202306/`, `t20230616`, `2023-06/16`, `/20/0802/`.
    static func hasDate(_ path: [UInt8]) -> Bool {
        var index = 0
        while index < path.count {
            guard (0x30...0x39).contains(path[index]) else {
                index += 1
                continue
            }
            let run = path[index...].prefix { (0x30...0x39).contains($0) }
            let digits = run.map { Int($0 - 0x30) }
            if run.count >= 4, digits[0] == 2, digits[1] == 0, digits[2] <= 4 || digits[0] == 1 {
                // `/2023zt/` is no day.
                let isWhole = run.endIndex == path.count || !isLetter(path[run.endIndex])
                if run.count == 4 && isWhole || run.count == 8 || run.count > 8 { return true }
                if run.count == 6, (1...12).contains(digits[4] * 10 + digits[5]) { return true }
            }
            if run.count == 2, run.endIndex + 5 < path.count, path[run.endIndex] == UInt8(ascii: "/") {
                let next = path[(run.endIndex + 1)...].prefix { (0x30...0x39).contains($0) }
                if next.count == 4, digits[0] * 10 + digits[1] <= 49 { return true }
            }
            index = run.endIndex
        }
        return false
    }

    private static func queryHasNumber(_ query: String) -> Bool {
        query.split(separator: "&").contains { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased().hasSuffix("id")
                && parts[1].utf8.count { (0x30...0x39).contains($0) } >= 2
        }
    }
}
