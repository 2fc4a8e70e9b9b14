internal import Model

/// What a page of mp.weixin.qq.com says in its scripts, and shows only by them: `var ct = "1709600400"`,
/// `var createTime = '2024-03-05 09:00'`, `var nickname = "…"`.
struct WeChatProperties {
    private(set) var date: FoundDate?
    /// The public account that published the article.
    private(set) var account: String?

    init(_ tree: PageTree) {
        let isWeChat = tree.indices.contains { node in
            tree.attributeBytes(.id, of: node).map { $0.elementsEqual("js_content".utf8) } == true
        }
        guard isWeChat else { return }
        for script in tree.scripts where script.count <= 1 << 20 {
            for literal in ScriptStrings(tree.page[script]).literals {
                switch literal.name {
                case "nickname" where account == nil && !literal.value.isEmpty: account = literal.value
                case "ct" where date == nil: date = WeChatProperties.moment(literal.value)
                case "createTime" where date == nil: date = DateScanner(scalars(of: literal.value)).dates().first
                default: break
                }
            }
        }
    }

    /// Seconds of the Unix clock.
    private static func moment(_ text: String) -> FoundDate? {
        guard text.utf8.count == 10, let seconds = Int(text), seconds > 0 else { return nil }
        let moment = Timestamp(secondsSinceEpoch: seconds)
        let day = moment.day(offset: 0)
        return FoundDate(day: day, timeOfDay: seconds - day.daysSinceEpoch * 86_400, range: 0..<0, zone: 0)
    }
}
