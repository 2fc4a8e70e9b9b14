internal import Model

/// What the lines around a headline tell: when, from whom, by whom.
struct PublicationInfo: Sendable {
    var date: FoundDate?
    var source: String?
    var authors: [String] = []
    var editor: String?
    var column: String?
}

/// Reads lines such as `发布时间：2023-02-15 12:20 来源：南方日报 字号：[大 中 小]`.
struct InfoLineReader: Sendable {
    enum Label: String, Sendable { case date, source, author, editor, views, size, share, column }

    /// A label and what stands behind it, up to the next label.
    struct Field: Sendable {
        let label: Label
        let value: String
    }

    /// One line, taken apart.
    struct Line: Sendable {
        var fields: [Field] = []
        /// Dates, labelled or not.
        var dates: [FoundDate] = []
        /// The first date that stands behind a label of dates.
        var labelledDate: FoundDate?
        /// What is neither label, value nor date, in pieces.
        var rest: [String] = []
        /// Where the first label or date stands.
        var start: Int?
        /// Characters of `rest` behind it.
        var restBehind = 0

        /// Whether the line is of this kind at all: it has labels or a date, and hardly anything else.
        var isInfo: Bool {
            let restCount = rest.reduce(0) { $0 + InfoLineReader.weight(of: $1) }
            return !fields.isEmpty && restCount <= 24 || !dates.isEmpty && restCount <= 20
        }

        /// Whether the line is nothing but a label of the site's services: counters, font sizes, tags, editors.
        var isService: Bool {
            rest.isEmpty && dates.isEmpty && !fields.isEmpty
                && fields.allSatisfy { ![.date, .source, .author].contains($0.label) }
        }
    }

    /// What a piece counts for against the line being of this kind: its characters, or two for an English word.
    private static func weight(of piece: String) -> Int {
        let wide = piece.unicodeScalars.count { $0.value >= 0x80 }
        return wide == 0 && piece.unicodeScalars.count(where: \.properties.isAlphabetic) >= 3 ? 2 : wide
    }

    static let standard = InfoLineReader(labels: RuleText.lines(PackageResources.info_labels_txt))

    private var labels = WordTree()
    /// Labels that need no colon at the beginning of a line.
    private var bareLabels: Set<[UInt32]> = []
    private let kinds: [Label]

    init(labels lines: [String]) {
        let kinds: [Label] = [.date, .source, .author, .editor, .views, .size, .share, .column]
        self.kinds = kinds
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 2 || parts.count == 3 && parts[2] == "bare",
                let kind = kinds.firstIndex(where: { $0.rawValue == String(parts[0]) })
            else {
                preconditionFailure("a label that cannot be read: \(line)")  // the lists are part of the program
            }
            labels.insert(scalars(of: parts[1]), value: kind)
            if parts.count == 3 { bareLabels.insert(scalars(of: parts[1])) }
        }
    }

    /// A quick look: labels have a colon of either width behind them.
    static func mayHoldLabels(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains { $0 == 0x3A || $0 == 0xEF || $0 == 0xE2 }
    }

    /// Takes one line apart.
    func read(_ line: String) -> Line {
        let text = scalars(of: line).map(Width.half)
        var result = Line()
        let marks = labelMarks(in: text)
        var restStart = 0
        for (index, mark) in marks.enumerated() {
            let end = index + 1 < marks.count ? marks[index + 1].start : text.count
            addRest(text[restStart..<mark.start], to: &result)
            result.start = result.start ?? mark.start
            let consumed = addField(mark.label, text[mark.valueStart..<end], to: &result)
            restStart = consumed
        }
        addRest(text[min(restStart, text.count)...], to: &result)
        return result
    }

    private struct Mark {
        let label: Label
        let start: Int
        let valueStart: Int
    }

    /// Labels with a colon behind them; spaces may stand inside a label and before its colon.
    private func labelMarks(in text: [UInt32]) -> [Mark] {
        var compact: [UInt32] = []
        var positions: [Int] = []
        for (index, scalar) in text.enumerated() where scalar != 0x20 {
            compact.append(TraditionalTable.simplified(scalar))
            positions.append(index)
        }
        var marks: [Mark] = []
        // Brackets may stand before a label that is to begin the line.
        let beginning = compact.firstIndex { ![0x28, 0x5B, 0x3010].contains($0) } ?? compact.count
        var index = 0
        while index < compact.count {
            var match: (length: Int, kind: Int)?
            labels.words(in: compact, at: index) { length, kind in
                guard index + length < compact.count else { return }
                if isColon(compact[index + length]) {
                    match = (length, kind)
                } else if index <= beginning, bareLabels.contains(Array(compact[index..<index + length])) {
                    match = (length, kind)
                }
            }
            if let match {
                let hasColon = isColon(compact[index + match.length])
                marks.append(
                    Mark(
                        label: kinds[match.kind], start: positions[index],
                        valueStart: positions[index + match.length] + (hasColon ? 1 : 0)))
                index += match.length + (hasColon ? 1 : 0)
            } else {
                index += 1
            }
        }
        return marks
    }

    private func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFE55 || scalar == 0x2236 }

    /// - Returns: where the value ends; what is behind it is not the label's.
    private func addField(_ label: Label, _ slice: ArraySlice<UInt32>, to line: inout Line) -> Int {
        let dates = DateScanner(Array(slice)).dates()
        let base = slice.startIndex
        line.dates += dates
        switch label {
        case .date:
            if let first = dates.first {
                line.labelledDate = line.labelledDate ?? first
                line.fields.append(Field(label: label, value: ""))
                return base + first.range.upperBound
            }
            line.fields.append(Field(label: label, value: ""))
            return base
        case .size, .share, .views:
            line.fields.append(Field(label: label, value: ""))
            return slice.endIndex
        case .source, .author, .editor, .column:
            let end = dates.first.map { base + $0.range.lowerBound } ?? slice.endIndex
            let (value, valueEnd) = value(in: slice[base..<end])
            line.fields.append(Field(label: label, value: value))
            return dates.first.map { base + $0.range.upperBound } ?? valueEnd
        }
    }

    /// A value ends at a bar or bracket, and at a space where what is before it could stand alone.
    private func value(in slice: ArraySlice<UInt32>) -> (String, end: Int) {
        var start = slice.startIndex
        while start < slice.endIndex, slice[start] == 0x20 { start += 1 }
        var index = start
        var quotes = 0
        while index < slice.endIndex {
            let scalar = slice[index]
            if scalar == 0x201C || scalar == 0x300A { quotes += 1 }
            if scalar == 0x201D || scalar == 0x300B { quotes -= 1 }
            if [0x09, 0x7C, 0x3010, 0x5B, 0x3016, 0x5D, 0x3011, 0x3B].contains(scalar) { break }
            if scalar == 0x20, quotes <= 0, index - start >= 2, !isBetweenLetters(slice, index) { break }
            index += 1
        }
        return (trimmed(slice[start..<index]), index)
    }

    /// Two words of English are one value.
    private func isBetweenLetters(_ slice: ArraySlice<UInt32>, _ index: Int) -> Bool {
        let isLetter = { (scalar: UInt32) in (0x61...0x7A).contains(scalar | 0x20) }
        return index + 1 < slice.endIndex && isLetter(slice[index - 1]) && isLetter(slice[index + 1])
    }

    private func addRest(_ slice: ArraySlice<UInt32>, to line: inout Line) {
        guard !slice.isEmpty else { return }
        let dates = DateScanner(Array(slice)).dates()
        line.dates += dates
        var start = slice.startIndex
        for date in dates {
            addPieces(slice[start..<(slice.startIndex + date.range.lowerBound)], to: &line)
            line.start = line.start ?? slice.startIndex + date.range.lowerBound
            start = slice.startIndex + date.range.upperBound
        }
        addPieces(slice[start...], to: &line)
    }

    private func addPieces(_ slice: ArraySlice<UInt32>, to line: inout Line) {
        for piece in slice.split(whereSeparator: { $0 == 0x20 || $0 == 0x7C || $0 == 0x09 }) {
            let text = trimmed(piece)
            guard !text.isEmpty else { continue }
            line.rest.append(text)
            if line.start != nil { line.restBehind += text.unicodeScalars.count }
        }
    }

    /// Without the brackets and marks that edge a piece; a closing bracket stays where its opening one is inside.
    private func trimmed(_ piece: ArraySlice<UInt32>) -> String {
        var rest = piece
        let opensInside = rest.first != 0x28 && rest.contains(0x28)
        while let last = rest.last, InfoLineReader.edges.contains(last) {
            if last == 0x29, opensInside { break }
            rest.removeLast()
        }
        while let first = rest.first, InfoLineReader.edges.contains(first) { rest.removeFirst() }
        return string(of: rest)
    }

    private static let edges = Set(scalars(of: " \t()[]【】〔〕|:;,，、。-—·>"))
}
