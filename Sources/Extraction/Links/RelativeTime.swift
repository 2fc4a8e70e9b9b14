/// How long ago something was published: `26分钟前`, `1小时前`, `3天前`, `昨天 08:30`, `刚刚`, `2 hours ago`.
enum RelativeTime {
    /// The units, each with 前 behind it, and words that stand alone.
    private static let units = ["秒", "分钟", "分鐘", "小时", "小時", "天", "周", "个月"].map { scalars(of: $0 + "前") }
    private static let days = ["刚刚", "剛剛", "昨天", "前天", "今天"].map { scalars(of: $0) }
    private static let english = ["minutes ago", "minute ago", "hours ago", "hour ago", "days ago", "day ago"]
        .map { scalars(of: $0) }

    /// Whether one stands in a line by itself, between spaces or brackets.
    static func stands(in line: [UInt32]) -> Bool {
        let pieces = line.split(whereSeparator: { isDivider($0) }).map(Array.init)
        for (index, piece) in pieces.enumerated() {
            let digits = piece.prefix { (0x30...0x39).contains($0) }
            if (1...2).contains(digits.count), units.contains(Array(piece.dropFirst(digits.count))) { return true }
            if days.contains(piece) {
                // 今天 alone is a word of many headlines.
                let next = index + 1 < pieces.count ? pieces[index + 1] : []
                if piece[0] != scalars(of: "今")[0] || isTime(next) { return true }
            }
            if index + 2 < pieces.count, !digits.isEmpty, digits.count == piece.count,
                english.contains(pieces[index + 1] + [0x20] + pieces[index + 2])
            {
                return true
            }
        }
        return false
    }

    private static func isDivider(_ scalar: UInt32) -> Bool {
        [0x20, 0x28, 0x29, 0x5B, 0x5D, 0x7C, 0x3010, 0x3011].contains(scalar)
    }

    /// `8:30`, `16:20`.
    private static func isTime(_ piece: [UInt32]) -> Bool {
        piece.count >= 4 && piece.contains(0x3A) && piece.allSatisfy { (0x30...0x3A).contains($0) }
    }
}
