/// A line that names nobody but those who worked on the page: `编辑：吴林 审核：白云`, `编辑 吴林 校对 白云`.
struct CreditLine: Sendable {
    static let standard = CreditLine(words: RuleText.lines(PackageResources.credit_words_txt))

    private var words: Set<[UInt32]> = []
    private var webWords: Set<[UInt32]> = []

    init(words lines: [String]) {
        for line in lines {
            let parts = line.split(separator: " ")
            let word = scalars(of: parts[parts.count - 1])
            words.insert(word)
            if parts.count > 1 { webWords.insert(word) }
        }
    }

    /// Whether the line begins with an editor's label and has only labels and names behind it, or has an editor's
    /// among the labels of a line of date and source.
    func isCredits(_ line: String) -> Bool {
        guard line.utf8.count <= 240 else { return false }
        let info = InfoLineReader.standard.read(line)
        if info.rest.isEmpty, info.kinds.count > 1, info.kinds.contains(.editor), !info.hasForeignLabel {
            return info.fields.allSatisfy { $0.value.unicodeScalars.count <= 20 }
        }
        let pieces = pieces(of: line)
        guard let first = pieces.first, let label = label(of: first.text, in: webWords) else { return false }
        // 编辑部 is no label with a name behind it, and 审核结果 is none of a person.
        guard label.count == first.text.count ? pieces.count > 1 || first.hasColon : isBracketed(line) else {
            return false
        }
        return pieces.allSatisfy { isLabel($0.text) || isName($0.text) }
    }

    /// Whether it is nothing but names, whatever brackets say of them; so is nothing at all.
    func isNames(_ value: String) -> Bool {
        var depth = 0
        let plain = value.filter { character in
            if character == "(" || character == "（" { depth += 1 }
            defer { if character == ")" || character == "）" { depth -= 1 } }
            return depth <= 0
        }
        return pieces(of: plain).allSatisfy { isName($0.text) }
    }

    /// Whether a line of credits can be no other text's: it has several labels, a long one, or brackets around it.
    func isPlain(_ line: String) -> Bool {
        let labels = pieces(of: line).filter { label(of: $0.text, in: words) != nil }
        return labels.count > 1 || labels.contains { label(of: $0.text, in: words)?.count ?? 0 >= 4 }
            || isBracketed(line)
    }

    /// Whether the line is a label with names: `主任：江平`.
    func namesPersons(_ line: String) -> Bool {
        let pieces = pieces(of: line)
        guard let first = pieces.first, first.hasColon, first.text.count <= 8, pieces.count > 1,
            !first.text.starts(with: CreditLine.contact)
        else { return false }
        return pieces.dropFirst().allSatisfy { $0.text.count <= 3 && isName($0.text) || $0.text.contains(0xB7) }
    }

    private static let contact = scalars(of: "联系")

    private func isBracketed(_ line: String) -> Bool {
        line.first.map { "[(（【〔".contains($0) } ?? false
    }

    private func isLabel(_ piece: ArraySlice<UInt32>) -> Bool {
        words.contains(Array(piece)) || label(of: piece, in: words).map { piece.count - $0.count <= 4 } ?? false
    }

    private func label(of piece: ArraySlice<UInt32>, in words: Set<[UInt32]>) -> ArraySlice<UInt32>? {
        (2...max(2, min(6, piece.count))).reversed().lazy.map { piece.prefix($0) }.first { words.contains(Array($0)) }
    }

    private func isName(_ piece: ArraySlice<UInt32>) -> Bool {
        if piece.allSatisfy({ (0x61...0x7A).contains($0) }) { return piece.count <= 20 }
        guard piece.allSatisfy({ $0.isHan || $0 == 0xB7 }) else { return false }
        return piece.count <= 4 || piece.contains(0xB7) && piece.count <= 16
            || piece.count <= 12 && (piece.last.map(CreditLine.desks.contains) ?? false)
    }

    /// The last characters of an editorial office's name: 室 部 心 组 台 网 社.
    private static let desks = Set(scalars(of: "室部心组台网社"))

    /// Words between spaces and marks, in Simplified and lower case; names set apart by a space inside are one.
    private func pieces(of line: String) -> [(text: ArraySlice<UInt32>, hasColon: Bool)] {
        let text = scalars(of: line).map { Width.half(TraditionalTable.simplified($0)) }.map {
            (0x41...0x5A).contains($0) ? $0 + 0x20 : $0
        }
        var pieces: [(text: ArraySlice<UInt32>, hasColon: Bool)] = []
        var start = 0
        for index in 0...text.count {
            let isInside = index < text.count && (text[index].isHan || text[index] == 0xB7 || isLetter(text[index]))
            guard !isInside else { continue }
            if index > start {
                let hasColon = index < text.count && text[index] == 0x3A
                // A mark of a sentence makes a piece that is neither.
                pieces.append((text[start..<index], hasColon))
            }
            if index < text.count, !CreditLine.dividers.contains(text[index]) {
                pieces.append((text[index..<index + 1], false))
            }
            start = index + 1
        }
        return pieces
    }

    private func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

    private static let dividers = Set(scalars(of: " \t\u{3000}\u{A0}()[]【】〔〕|/:,、;-—"))
}
