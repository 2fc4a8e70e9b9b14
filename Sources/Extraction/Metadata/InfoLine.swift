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
    enum Label: String, CaseIterable, Sendable {
        case date, source, author, contributor, editor, views, size, share, column
        /// When the page was changed, which is not when it was published.
        case updated
        /// When the text was written or filed, which is not when it was published.
        case written
        /// What belongs to such a line and is none of the fields that are kept: 施行日期, IP属地.
        case other
        /// The clock of the server, which tells nothing about the article: 今天是.
        case clock
    }

    /// A label and what stands behind it, up to the next label.
    struct Field: Sendable {
        let label: Label
        let value: String
        /// The label has three or more characters: 发布时间 says more surely what it is than 时间.
        var isPlain = false
        /// What stands behind the label is no text: nothing, a number, buttons.
        var holdsButtons = true
    }

    /// One line, taken apart.
    struct Line: Sendable {
        var fields: [Field] = []
        /// Dates, labelled or not.
        var dates: [FoundDate] = []
        /// The first date that stands behind a label of dates.
        var labelledDate: FoundDate?
        /// The first date that stands behind a label of changes.
        var updatedDate: FoundDate?
        /// The first date that stands behind a label of writing.
        var writtenDate: FoundDate?
        /// A label that is none of ours stands in it.
        var hasForeignLabel = false
        /// Somebody speaks: 记者：请介绍一下背景。
        var isSpeech = false
        /// What is neither label, value nor date, in pieces.
        var rest: [String] = []
        /// Where the first label or date stands.
        var start: Int?
        /// Characters of `rest` behind it.
        var restBehind = 0

        /// Whether the line is of this kind at all: it has labels or a date, and hardly anything else.
        var isInfo: Bool {
            if isSpeech || hasForeignLabel && fields.isEmpty { return false }
            let restCount = rest.reduce(0) { $0 + InfoLineReader.weight(of: $1) }
            return !fields.isEmpty && restCount <= 24 || !dates.isEmpty && restCount <= 20
        }

        /// Whether the line is nothing but a label of the site's services, with a number or buttons behind it:
        /// counters, font sizes, places to share it.
        var isService: Bool {
            rest.isEmpty && dates.isEmpty && !fields.isEmpty
                && fields.allSatisfy { [.views, .size, .share].contains($0.label) && $0.holdsButtons }
        }

        /// What the line tells; a date without a label counts as one with, and a correspondent as an author.
        var kinds: Set<Label> {
            Set(fields.map { $0.label == .contributor ? .author : $0.label == .written ? .date : $0.label }).union(
                dates.isEmpty ? [] : [.date])
        }

        /// Whether the line is a moment of a clock, or has a label that leaves no doubt.
        var isPlain: Bool {
            fields.contains { $0.isPlain && [.date, .source, .updated, .written].contains($0.label) }
                || fields.isEmpty && rest.isEmpty && dates.contains { $0.timeOfDay != nil }
        }

        /// Whether the line is a day and nothing else.
        var isDay: Bool { fields.isEmpty && rest.isEmpty && dates.count == 1 && dates[0].timeOfDay == nil }
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
    private let kinds = Label.allCases

    init(labels lines: [String]) {
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
            let before = result.fields.count
            let consumed = addField(mark.label, text[mark.valueStart..<end], to: &result)
            for field in before..<result.fields.count { result.fields[field].isPlain = mark.length >= 3 }
            restStart = consumed
        }
        addRest(text[min(restStart, text.count)...], to: &result)
        return result
    }

    private struct Mark {
        let label: Label
        /// Characters of the label.
        let length: Int
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
                    // 活动时间 and 资金来源 are labels of another kind.
                    let isPart = length <= 2 && marks.isEmpty && continuesWord(text, at: positions[index])
                    if !isPart { match = (length, kind) }
                } else if index <= beginning, bareLabels.contains(Array(compact[index..<index + length])) {
                    match = (length, kind)
                }
            }
            if let match {
                let hasColon = isColon(compact[index + match.length])
                marks.append(
                    Mark(
                        label: kinds[match.kind], length: match.length, start: positions[index],
                        valueStart: positions[index + match.length] + (hasColon ? 1 : 0)))
                index += match.length + (hasColon ? 1 : 0)
            } else {
                index += 1
            }
        }
        return marks
    }

    /// Whether the character before is Han and no date's end.
    private func continuesWord(_ text: [UInt32], at start: Int) -> Bool {
        guard start > 0, text[start - 1].isHan else { return false }
        let endsDate = [0x65E5, 0x53F7, 0x5206, 0x65F6, 0x6642].contains(text[start - 1])
        return !(endsDate && start > 1 && (0x30...0x39).contains(text[start - 2]))
    }

    private func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFE55 || scalar == 0x2236 }

    /// - Returns: where the value ends; what is behind it is not the label's.
    private func addField(_ label: Label, _ slice: ArraySlice<UInt32>, to line: inout Line) -> Int {
        switch label {
        case .date, .updated, .written: return addDateField(label, slice, to: &line)
        case .clock:
            line.fields.append(Field(label: label, value: ""))
            return slice.endIndex
        case .size, .share, .views:
            // They have no value that matters; a date may follow without a label of its own.
            line.dates += DateScanner(Array(slice)).dates()
            line.fields.append(Field(label: label, value: "", holdsButtons: InfoLineReader.isButtons(slice)))
            return slice.endIndex
        case .source, .author, .contributor, .editor, .column, .other:
            let dates = DateScanner(Array(slice)).dates()
            if label != .other { line.dates += dates }
            let end = dates.first.map { slice.startIndex + $0.range.lowerBound } ?? slice.endIndex
            let isOfPersons =
                [.author, .contributor, .editor].contains(label) || label == .source && Byline.beginsWithRole(slice)
            let (value, valueEnd) = value(in: slice[slice.startIndex..<end], isOfPersons: isOfPersons)
            if label == .author || label == .contributor, slice.contains(where: { [0x3002, 0x3F, 0x21].contains($0) }) {
                line.isSpeech = true
            }
            line.fields.append(Field(label: label, value: value))
            return dates.first.map { slice.startIndex + $0.range.upperBound } ?? valueEnd
        }
    }

    /// Digits and counters' words, sizes of type, or words of page furniture.
    private static func isButtons(_ slice: ArraySlice<UInt32>) -> Bool {
        let skeleton = LineSkeleton(string(of: slice))
        let isPlain = skeleton.scalars.allSatisfy { (0x30...0x39).contains($0) || buttons.contains($0) }
        return isPlain || ChromeRules.standard.verdict(on: skeleton) != nil
    }

    private static let buttons = Set(scalars(of: "大中小特超次人万条个字页kwat加载中"))

    private func addDateField(_ label: Label, _ slice: ArraySlice<UInt32>, to line: inout Line) -> Int {
        var dates = DateScanner(Array(slice)).dates()
        if dates.isEmpty { dates = DateScanner(Array(slice), takesRepublicYears: true).dates() }
        line.fields.append(Field(label: label, value: ""))
        if label == .date {
            line.dates += dates
            line.labelledDate = line.labelledDate ?? dates.first
        } else if label == .updated {
            line.updatedDate = line.updatedDate ?? dates.first
        } else {
            line.writtenDate = line.writtenDate ?? dates.first
        }
        return slice.startIndex + (dates.first?.range.upperBound ?? 0)
    }

    /// A value ends at a bar or bracket, and at a space where what is before it could stand alone; several persons, or
    /// several offices, are one value.
    private func value(in slice: ArraySlice<UInt32>, isOfPersons: Bool) -> (String, end: Int) {
        var start = slice.startIndex
        while start < slice.endIndex, slice[start] == 0x20 { start += 1 }
        var index = start
        var quotes = 0
        while index < slice.endIndex {
            let scalar = slice[index]
            if scalar == 0x201C || scalar == 0x300A { quotes += 1 }
            if scalar == 0x201D || scalar == 0x300B { quotes -= 1 }
            if [0x09, 0x7C, 0x3010, 0x5B, 0x3016, 0x5D, 0x3011, 0x3B].contains(scalar) { break }
            if scalar == 0x20, quotes <= 0, index - start >= 2, !isBetweenLetters(slice, index),
                !isBetweenOffices(slice[start..<index], slice[(index + 1)...]),
                !(isOfPersons && isName(slice[(index + 1)...]))
            {
                break
            }
            index += 1
        }
        return (trimmed(slice[start..<index]), index)
    }

    /// Two words of English are one value.
    private func isBetweenLetters(_ slice: ArraySlice<UInt32>, _ index: Int) -> Bool {
        let isLetter = { (scalar: UInt32) in (0x61...0x7A).contains(scalar | 0x20) }
        return index + 1 < slice.endIndex && isLetter(slice[index - 1]) && isLetter(slice[index + 1])
    }

    /// Two offices are one value: `文化部 财政部联合发出`.
    private func isBetweenOffices(_ before: ArraySlice<UInt32>, _ behind: ArraySlice<UInt32>) -> Bool {
        let next = behind.prefix { $0.isHan }
        guard let last = before.last, let end = next.last, (3...16).contains(next.count) else { return false }
        if InfoLineReader.papers.contains(last), InfoLineReader.papers.contains(end) { return true }
        guard InfoLineReader.offices.contains(last) else { return false }
        let isJoint = InfoLineReader.jointly.contains { next.suffix($0.count).elementsEqual($0) }
        return isJoint || InfoLineReader.offices.contains(end)
    }

    /// Whether a person's name comes next: three characters at the most, or two that a space sets wide.
    private func isName(_ behind: ArraySlice<UInt32>) -> Bool {
        let rest = behind.drop { $0 == 0x20 }
        let next = rest.prefix { $0.isHan || $0 == 0xB7 }
        let goesOn = next.endIndex < rest.endIndex && isColon(rest[next.endIndex])
        if PersonName.isName(next) { return !goesOn }
        let second = rest.dropFirst(next.count).drop { $0 == 0x20 }.prefix { $0.isHan }
        return next.count == 1 && second.count == 1
            && PersonName.isName([next[next.startIndex], second[second.startIndex]])
    }

    private static let offices = Set(scalars(of: "部委局厅署院办室会府"))
    private static let papers = Set(scalars(of: "社报网台"))
    private static let jointly = ["联合发出", "联合发布", "联合印发"].map { scalars(of: $0) }

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
            let label = piece.prefix { !isColon($0) }
            // 第02版：要闻 is a newspaper's page.
            let isPage = label.first == 0x7B2C && label.last == 0x7248
            if label.count < piece.count, !isPage, label.contains(where: \.isHan) {
                line.hasForeignLabel = true
            }
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
