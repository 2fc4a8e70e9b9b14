internal import Model

/// Whoever reads a page: the language, where they are, and what day it is.
struct Reader: Sendable {
    let language: Language
    /// Of the page that is read.
    let path: String
    /// What the page was asked, without a language.
    let query: [(name: String, value: String)]
    let now: Timestamp

    /// The pages show Beijing's clock, as the sites do.
    static let clockOffset = 8 * 3600

    /// The words in the reader's language.
    func words(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

    /// The same page in another language.
    func address(in language: Language) -> String {
        "?"
            + (query + [("lang", language.rawValue)]).map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(
                separator: "&")
    }

    var today: Day { now.day(offset: Reader.clockOffset) }

    /// `09:58`, with the day where it is not today's.
    func moment(_ time: Timestamp) -> Markup {
        let text = time.formatted(offset: Reader.clockOffset)
        let day = time.day(offset: Reader.clockOffset)
        let clock = String(text.dropFirst(11).prefix(5))
        let year = day.year == today.year ? "" : "\(day.year)-"
        let monthAndDay = "\(zeroPadded(day.month, to: 2))-\(zeroPadded(day.day, to: 2))"
        return .time(text, day == today ? clock : "\(year)\(monthAndDay) \(clock)")
    }

    /// `2026年11月22日 星期日`.
    func longDay(_ day: Day) -> String {
        let chinese = ["一", "二", "三", "四", "五", "六", "日"][day.weekday - 1]
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.weekday - 1]
        return words("\(day.year)年\(day.month)月\(day.day)日 星期\(chinese)", "\(english), \(day)")
    }

    /// `97%`. What a record says below 0 or above 1 is shown as these.
    func percent(_ share: Double) -> String { share > 0 ? "\(Int((min(share, 1) * 100).rounded()))%" : "0%" }

    /// `12.3 GB`.
    func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit < 5 {
            value /= 1000
            unit += 1
        }
        let rounded = unit == 0 || value >= 100 ? "\(Int(value))" : "\(Double(Int(value * 10)) / 10)"
        return "\(rounded) \(["B", "kB", "MB", "GB", "TB", "PB"][unit])"
    }

    /// The contract's word for a kind of event, for people.
    func name(of kind: Event.Kind) -> String {
        switch kind {
        case .article: words("新文", "new")
        case .revision: words("改稿", "revised")
        case .duplicate: words("转载", "reprint")
        case .gone: words("撤下", "removed")
        case .back: words("恢复", "back")
        case .reextracted: words("重读", "read anew")
        case .attachment: words("附件", "files")
        }
    }

    func name(of flag: Flag) -> String {
        switch flag {
        case .glossed: words("已去除注音", "glosses removed")
        case .charsetGuessed: words("编码系推测", "charset guessed")
        case .noDate: words("页面无日期", "no date")
        case .deepHTML: words("嵌套过深", "deep HTML")
        case .truncated: words("页面不完整", "truncated")
        case .paged: words("多页合并", "several pages")
        case .lowConfidence: words("正文存疑", "doubtful")
        case .mojibakeRepaired: words("乱码已修复", "mojibake repaired")
        case .mojibake: words("含乱码", "mojibake")
        case .pageDisagrees: words("与页面自述不符", "page disagrees")
        case .furtherArticles: words("页面另有文章", "further articles on the page")
        case .ruleUnmatched: words("规则未命中", "rule unmatched")
        case .imageOnly: words("仅有图片", "images only")
        case .pdfOnly: words("仅有 PDF", "PDF only")
        case .fileOnly: words("仅有文件", "file only")
        case .videoOnly: words("仅有视频", "video only")
        }
    }
}
