/// Who wrote it, as the text itself says: `(记者/唐达 通讯员/莫小青)`, `江门日报记者 毕松杰`, `文/图 王晓`.
struct Byline: Sendable {
    /// 记者, 作者.
    private(set) var authors: [String] = []
    /// 通讯员.
    private(set) var contributors: [String] = []

    private enum Role { case author, contributor, photographer }

    private static let roles: [(word: [UInt32], role: Role)] = [
        ("特约通讯员", Role.contributor), ("通讯员", .contributor), ("实习生", .contributor), ("摄影", .photographer),
        ("全媒体记者", .author), ("见习记者", .author), ("首席记者", .author), ("本报记者", .author), ("记者", .author), ("作者", .author),
        ("采写", .author), ("撰文", .author), ("文/图", .author), ("图/文", .author), ("文图", .author), ("文", .author),
    ].map { (scalars(of: $0.0), $0.1) }

    /// Names that stand behind a label, divided by spaces, strokes or commas, without what brackets say of them.
    static func names(in value: String) -> [String] {
        var depth = 0
        let plain = value.filter { character in
            if character == "(" || character == "（" { depth += 1 }
            defer { if character == ")" || character == "）" { depth = max(0, depth - 1) } }
            return depth == 0
        }
        let parts = plain.split { "、,，/ ;".contains($0) }.map(String.init).filter { $0.unicodeScalars.count <= 20 }
        return joined(parts)
    }

    /// The names, those that a space inside sets wide put together: 方 敏.
    private static func joined(_ parts: [String]) -> [String] {
        var names: [String] = []
        var isOpen = false
        for part in parts {
            let isSingle = part.unicodeScalars.count == 1
            if isSingle, isOpen, let last = names.last {
                names[names.count - 1] = last + part
                isOpen = false
            } else {
                names.append(part)
                isOpen = isSingle
            }
        }
        return names
    }

    /// Reads the first and the last lines of an article's body.
    init(body: [String]) {
        for line in body.prefix(6) { read(line) }
        if authors.isEmpty, contributors.isEmpty { for line in body.suffix(2) { read(line) } }
        if authors.isEmpty, contributors.isEmpty, let last = body.last { readSignature(last) }
    }

    /// The names in brackets that the last paragraph ends in: `…将在三国举行。（张巨峰）`.
    private mutating func readSignature(_ line: String) {
        let text = scalars(of: line).suffix(40).map(Width.half)
        guard text.last == 0x29, let open = text.lastIndex(of: 0x28) else { return }
        var names = text[(open + 1)..<(text.count - 1)].split { $0 == 0x20 || $0 == 0x3001 || $0 == 0x2C }
        // Who they work for may stand before them.
        if names.count > 1, let first = names.first, PersonName.isOffice(string(of: first)) { names.removeFirst() }
        guard (1...4).contains(names.count), names.allSatisfy({ PersonName.isName($0) }) else { return }
        authors = names.map { string(of: $0) }
    }

    /// Whether a text begins with 通讯员, 记者 and the like.
    static func beginsWithRole(_ text: ArraySlice<UInt32>) -> Bool {
        let rest = text.drop { $0 == 0x20 }
        return roles.contains { $0.word.count > 1 && rest.starts(with: $0.word) }
    }

    /// Reads a line that is nothing but credits: `记者 顾晓蕾 通讯员 于海`.
    init(credits: String) { readCredits(scalars(of: credits.prefix(200)).map(Width.half)) }

    var isEmpty: Bool { authors.isEmpty && contributors.isEmpty }

    /// Whether the line is nothing but credits.
    static func isCredits(_ line: String) -> Bool {
        let text = scalars(of: line.prefix(100)).map(Width.half)
        let byline = Byline(credits: "")
        var index = 0
        var hasName = false
        while index < text.count {
            if [0x20, 0x25A0, 0x25CF, 0x28, 0x29].contains(text[index]) {
                index += 1
                continue
            }
            guard let role = roles.first(where: { text[index...].starts(with: $0.word) && $0.word.count > 1 }) else {
                return false
            }
            let (names, end) = byline.names(in: text, from: index + role.word.count)
            hasName = hasName || !names.isEmpty
            index = max(index + role.word.count, end)
        }
        return hasName
    }

    private mutating func read(_ line: String) {
        let text = scalars(of: line.prefix(200)).map(Width.half)
        // In brackets anywhere near the start, or the whole of a short line.
        var start = 0
        while let open = text[start...].firstIndex(of: 0x28) {
            guard let close = text[open...].firstIndex(of: 0x29) else { break }
            let credits = Array(text[(open + 1)..<close])
            // 摄 and 供图 credit a picture.
            if credits.count <= 60, !credits.contains(0x6444), !string(of: credits).hasSuffix("供图") {
                readCredits(credits)
            }
            start = close + 1
        }
        if authors.isEmpty, contributors.isEmpty { readBehindDateline(text) }
        let isWholeLine = text.count <= 40 && !text.contains(0x3002)
        guard authors.isEmpty, contributors.isEmpty, isWholeLine else { return }
        readCredits(text)
        // A heading may have such a word inside: 记者观察.
        authors.removeAll { !PersonName.isName(scalars(of: $0)) && !Byline.isCredits(line) }
    }

    /// `新华社北京3月5日电 记者张三、李四 会议昨日召开。`
    private mutating func readBehindDateline(_ text: [UInt32]) {
        for index in text.indices.prefix(30).dropFirst(2) where text[index] == 0x7535 || text[index] == 0x8BAF {
            let behind = text[(index + 1)...].drop { $0 == 0x20 }
            guard behind.starts(with: Byline.reporter) else { continue }
            let (names, _) = names(in: text, from: behind.startIndex + Byline.reporter.count)
            authors = names.filter { PersonName.isName(scalars(of: $0)) }
            return
        }
    }

    private static let reporter = scalars(of: "记者")

    private mutating func readCredits(_ text: [UInt32]) {
        var index = 0
        // 摄影/记者 names who took the pictures.
        var isOfPictures = false
        while index < text.count {
            guard let (word, role) = Byline.roles.first(where: { text[index...].starts(with: $0.word) }) else {
                index += 1
                continue
            }
            index += word.count
            // 文 alone is a role only before a stroke or colon.
            if word.count == 1, index >= text.count || ![0x2F, 0x3A, 0x4E28, 0x7C].contains(text[index]) { continue }
            let (names, end) = names(in: text, from: index)
            index = max(index, end)
            defer { isOfPictures = role == .photographer && names.isEmpty }
            switch isOfPictures ? .photographer : role {
            case .author: authors += names.filter { !authors.contains($0) }
            case .contributor: contributors += names.filter { !contributors.contains($0) }
            case .photographer: break
            }
        }
    }

    /// A name of two characters that spaces set to the width of three: `方  敏`.
    private func endOfSpacedName(in text: [UInt32], from start: Int) -> Int? {
        var index = start + 1
        while index < text.count, index - start <= 3, text[index] == 0x20 || text[index] == 0x3000 { index += 1 }
        guard index > start + 1, index < text.count, text[start].isHan, text[index].isHan else { return nil }
        return index + 1 < text.count && text[index + 1].isHan ? nil : index + 1
    }

    /// Names of two to four Han characters, or with a dot inside, divided by spaces, strokes or commas.
    private func names(in text: [UInt32], from start: Int) -> (names: [String], end: Int) {
        var names: [String] = []
        var index = start
        while index < text.count {
            while index < text.count, [0x20, 0x2F, 0x3A, 0x3001, 0x2C, 0x7C, 0x4E28].contains(text[index]) {
                index += 1
            }
            let nameStart = index
            while index < text.count, text[index].isHan || text[index] == 0xB7 { index += 1 }
            if index - nameStart == 1, let end = endOfSpacedName(in: text, from: nameStart) {
                names.append(string(of: [text[nameStart], text[end - 1]]))
                index = end
                continue
            }
            let name = text[nameStart..<index]
            let isRole = Byline.roles.contains { name.starts(with: $0.word) && $0.word.count > 1 }
            // 来源 before a colon is a label.
            let isLabel = index < text.count && text[index] == 0x3A
            guard (2...4).contains(name.count) || name.contains(0xB7) && name.count <= 16, !isRole, !isLabel else {
                return (names, nameStart)
            }
            names.append(string(of: name))
        }
        return (names, index)
    }
}
