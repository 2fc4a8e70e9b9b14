import Testing

@testable import Serving

@Suite struct PhrasebookTests {
    @Test(arguments: [
        ("prose", "成段文字"), ("behind the heading 相关阅读：", "在题头“相关阅读：”之后"),
        ("outside the container: line of the article: wording: has a", "在正文区之外：正文中的一行：用语规则：has a"),
        ("written gb2312, 3 invalid sequences", "写作 gb2312，3 处无效字节"),
        ("site memory: on 3 other pages of the site", "本站记忆：另有 3 页也有这一行"),
        ("outside the container: unheard of", nil), ("proses", nil), ("", nil),
    ])
    func phrasesAreTranslatedWithWhatTheyCarry(text: String, chinese: String?) {
        #expect(Phrasebook.chinese.translation(of: text) == chinese)
    }
}
