import Model
import Testing

@testable import Extraction

@Suite struct MojibakeTests {
    private static let lines = [
        "全市春耕生产工作会议日前召开，会议要求，各镇各部门要抓紧抓实春耕备耕的各项工作。",
        "与会人员到现场观摩了机械化插秧，听取了情况介绍，并就机耕道的修整提出了意见。",
    ]
    private static let page = """
        <html><head><meta charset=utf-8><title>春耕生产会议召开了</title></head><body><h1>春耕生产会议召开了</h1>
        <div id=zoom>\(lines.map { "<p>\($0)</p>" }.joined(separator: "\n"))</div></body></html>
        """

    /// The text as a server stores it that takes its bytes for Windows-1252.
    private static func asLatin(_ text: String, _ charset: String = "UTF-8") -> String {
        var stored = String.UnicodeScalarView()
        for byte in encoded(text, as: charset) {
            let value = (0x80...0x9F).contains(byte) ? CharacterReference.windows1252[Int(byte) - 0x80] : UInt32(byte)
            if let scalar = Unicode.Scalar(value) { stored.append(scalar) }
        }
        return String(stored)
    }

    private static func asGBK(_ text: String) -> String {
        String(decoding: CharsetDecoder.decode(Array(text.utf8)[...], as: .gb18030).utf8, as: UTF8.self)
    }

    @Test(arguments: ["UTF-8", "GB18030"])
    func lettersWithMarksBecomeHanAgain(charset: String) throws {
        let article = try read(Self.asLatin(Self.page, charset))
        #expect(article.body == Self.lines.map { Width.half($0) })
        #expect(article.metadata.title == "春耕生产会议召开了")
        #expect(article.metadata.flags?.contains(.mojibakeRepaired) == true)
        #expect(article.metadata.flags?.contains(.mojibake) != true)
    }

    @Test func utf8ReadAsGBKBecomesItselfWhereNothingWasLost() throws {
        let whole = ["与会人员到现场观摩了机械化插秧，听取了情况介绍，", "与会人员到现场观摩了机械化插秧，听取了情况介绍，并就"]
        #expect(whole.allSatisfy { !Self.asGBK($0).contains("\u{FFFD}") })
        let page = "<h1>春耕会议</h1><div id=zoom>\(whole.map { "<p>\(Self.asGBK($0))</p>" }.joined())</div>"
        let article = try read(page)
        #expect(article.body == whole.map { Width.half($0) })
        #expect(article.metadata.flags?.contains(.mojibakeRepaired) == true)
        #expect(article.metadata.flags?.contains(.mojibake) != true)
    }

    @Test func whatCanBeReadAgainIsReadAndTheLossFlagged() throws {
        let lossy = Self.asGBK(Self.page)
        #expect(lossy.contains("\u{FFFD}"))
        let article = try read(lossy)
        #expect(article.body.count == 2)
        #expect(article.body[0].hasPrefix("全市春耕生产工作会议日前召开"))
        #expect(article.metadata.flags?.contains(.mojibakeRepaired) == true)
        #expect(article.metadata.flags?.contains(.mojibake) == true)
    }

    @Test func whatIsLostIsFlagged() throws {
        let broken = "<h1>春耕生产会议</h1><div id=zoom><p>锟斤拷锟斤拷会议要求，各镇锟斤拷要抓紧抓实，确保完成任务。</p></div>"
        let flags = try read(broken).metadata.flags
        #expect(flags?.contains(.mojibake) == true)
        #expect(flags?.contains(.mojibakeRepaired) != true)
    }

    @Test(arguments: [
        paragraph, "锛是一种化学元素的旧译名，鐨字罕见，本刊编辑部在此说明。这是普通的中文文本。",
        "La réunion a été présidée par le préfet, élu l'été dernier.",
        "Die Größe der Fläche über den Häusern; Äpfel, Öl.", "Đại hội đại biểu toàn quốc của Đảng Cộng sản Việt Nam",
        "", "abc",
        "«Российская газета» сообщила об этом вчера.",
    ])
    func soundTextIsLeftAlone(text: String) {
        #expect(Mojibake.kind(of: Array(text.utf8)) == nil)
    }

    @Test func soundPartsOfABrokenPageStay() throws {
        let page = "\(Self.asLatin(Self.page))<p>版权所有：某市人民政府办公室</p>"
        let repaired = try #require(Mojibake.repaired(Array(page.utf8), .asLatin))
        #expect(String(decoding: repaired, as: UTF8.self).contains("版权所有：某市人民政府办公室"))
        #expect(String(decoding: repaired, as: UTF8.self).contains(Self.lines[0]))
    }
}
