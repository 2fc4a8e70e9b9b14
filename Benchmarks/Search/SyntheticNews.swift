import Model

/// Articles without end, always the same ones: words of two characters, as often as words of a language are (Zipf), in
/// sentences and paragraphs, over ten years and eighty sources.
struct SyntheticNews {
    private var random = SplitMix(state: 20_230_616)
    private let words: [String]
    /// How often each word or one before it comes, of 1.
    private let frequencies: [Double]

    static let wordsPerArticle = 400
    static let articlesPerDay = 274

    /// The commonest words, the commonest first.
    static let commonest: [String] = """
        发展 工作 建设 推进 服务 加强 企业 经济 社会 项目 管理 全面 人民 提升 重点 国家 组织 创新 开展 安全 实施 全市 市场 改革 生态 技术 \
        文化 坚持 政府 产业 群众 教育 政策 部门 保障 乡村 活动 推动 落实 会议 农村 环境 治理 领导 干部 投资 精神 振兴 城市 健康
        """.split(separator: " ").map(String.init)

    init() {
        let characters = (0x4E00..<0x4E00 + 3000).compactMap { Unicode.Scalar($0).map(Character.init) }
        var words = SyntheticNews.commonest
        while words.count < 8000 {
            words.append(String([random.element(of: characters), random.element(of: characters)]))
        }
        self.words = words
        var sum = 0.0
        let sums = words.indices.map { rank in
            sum += 1 / Double(rank + 1)
            return sum
        }
        frequencies = sums.map { $0 / sum }
    }

    struct Article {
        let id: ArticleID
        let day: Day
        let source: String
        let title: String
        let body: String
    }

    mutating func article(_ number: Int) -> Article {
        let title = (0..<8).map { _ in word() }.joined()
        var body = ""
        for index in 1...SyntheticNews.wordsPerArticle {
            body += word()
            if index % 60 == 0 { body += "。\n" } else if index % 6 == 0 { body += index % 18 == 0 ? "。" : "，" }
        }
        guard let day = Day(daysSinceEpoch: 16_000 + number / SyntheticNews.articlesPerDay) else {
            preconditionFailure("ten years are within the calendar")
        }
        return Article(
            id: ArticleID(bits: random.next()), day: day, source: "source-\(random.next() % 80)", title: title,
            body: body)
    }

    private mutating func word() -> String {
        let place = Double(random.next() >> 11) / Double(1 << 53)
        var (low, high) = (0, frequencies.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if frequencies[middle] < place { low = middle + 1 } else { high = middle }
        }
        return words[low]
    }
}

/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func element<Element>(of elements: [Element]) -> Element { elements[Int(next() % UInt64(elements.count))] }
}
