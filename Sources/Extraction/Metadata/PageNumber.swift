/// 版次, the number of a newspaper's page: `06版：县域`, `第 A02 版`, `《楚州日报》(2018年05月22日 02 版)`.
struct PageNumber: Sendable {
    /// Letters and digits as printed: `06`, `A02`.
    let text: String

    /// Nil where no 版 stands behind a number.
    init?(in line: String) {
        let text = scalars(of: line).map(Width.half)
        for (index, scalar) in text.enumerated() where scalar == PageNumber.ban {
            var end = index
            while end > 0, text[end - 1] == 0x20 { end -= 1 }
            var start = end
            while start > 0, end - start < 4, PageNumber.isPart(text[start - 1]) { start -= 1 }
            let number = text[start..<end]
            let goesOn = start > 0 && PageNumber.isPart(text[start - 1])
            guard let last = number.last, (0x30...0x39).contains(last), !goesOn else { continue }
            self.text = string(of: number)
            return
        }
        return nil
    }

    private static let ban: UInt32 = 0x7248

    private static func isPart(_ scalar: UInt32) -> Bool {
        (0x30...0x39).contains(scalar) || (0x41...0x5A).contains(scalar)
    }
}
