import Testing

@testable import Serving

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ([], [], .chinese), ([], ["en-GB,zh;q=0.5"], .english), ([], ["zh-TW, en;q=0.9"], .chinese),
            ([], ["fr, de;q=0.8"], .chinese), ([], ["fr, en;q=0.1"], .english), ([], ["en;q=0, zh;q=0.2"], .chinese),
            ([], ["en;q=x"], .english), (["dibao_lang=en"], ["zh"], .english),
            (["a=b; dibao_lang=zh; c=d"], ["en"], .chinese), (["dibao_lang=xx"], ["en"], .english),
            (["dibao_lang="], [], .chinese), ([], ["", ";;,,;q="], .chinese),
        ] as [([String], [String], Language)])
    func whatWasChosenWinsOverWhatIsPreferred(cookies: [String], accepted: [String], language: Language) {
        #expect(Language(cookies: cookies, accepted: accepted) == language)
    }
}
