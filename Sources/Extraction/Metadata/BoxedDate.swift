internal import Model

/// A date that a page cuts into two boxes: `21` beside or above `/ 2024年02月`.
enum BoxedDate {
    /// The first such date among the lines, which stand one behind the other.
    static func day(in lines: [String]) -> Day? {
        let numbers = lines.map { scalars(of: $0).map(Width.half).filter { $0 != 0x20 } }
        for (index, line) in numbers.enumerated() {
            // Boxes of one line: the stroke between them tells the day from the year.
            if let stroke = line.firstIndex(of: 0x2F), let number = number(line[..<stroke]),
                let (year, month) = yearAndMonth(line[stroke...]), let day = Day(year: year, month: month, day: number)
            {
                return day
            }
            guard let (year, month) = yearAndMonth(line[...]) else { continue }
            for beside in [index - 1, index + 1] where numbers.indices.contains(beside) {
                if let number = number(numbers[beside][...]), let day = Day(year: year, month: month, day: number) {
                    return day
                }
            }
        }
        return nil
    }

    /// `/2024年02月`, `2024-02`, `2024.2`, and nothing else.
    private static func yearAndMonth(_ line: ArraySlice<UInt32>) -> (year: Int, month: Int)? {
        var rest = line
        if rest.first == 0x2F { rest = rest.dropFirst() }
        guard rest.count >= 6, rest.count <= 8, let year = number(rest.prefix(4), digits: 4),
            (1949...2100).contains(year)
        else { return nil }
        rest = rest.dropFirst(4)
        guard let mark = rest.popFirst(), [0x5E74, 0x2D, 0x2E, 0x2F].contains(mark) else { return nil }
        if mark == 0x5E74 {
            guard rest.popLast() == 0x6708 else { return nil }
        }
        return number(rest).map { (year, $0) }
    }

    /// One or two digits, or as many as are asked for.
    private static func number(_ line: ArraySlice<UInt32>, digits: Int? = nil) -> Int? {
        let isAsLong = digits.map { line.count == $0 } ?? (1...2).contains(line.count)
        guard isAsLong, line.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return line.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
