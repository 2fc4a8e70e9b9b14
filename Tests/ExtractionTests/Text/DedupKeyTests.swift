import Model
import Testing

@testable import Extraction

@Suite struct DedupKeyTests {
    private let body = [
        "全市春耕生产工作会议（２０２３年）召开。会议强调，各镇各部门要把“三农”工作放在首位，确保粮食播种面积只增不减。",
        "会议要求，气象、水利、供销等单位要加强协作，及时发布预报，备足化肥和种子，做好农机检修，让农户种得放心、收得安心、卖得舒心。",
        "会后，与会人员到东镇现场观摩了机械化插秧，了解着力推进高标准农田建设的进展。",
    ]

    @Test func widthDoesNotCount() {
        let half = body.map { Width.half($0) }
        #expect(half != body)
        #expect(id(half) == id(body))
    }

    @Test func scriptDoesNotCount() {
        let traditional = [
            "全市春耕生產工作會議（２０２３年）召開。會議強調，各鎮各部門要把“三農”工作放在首位，確保糧食播種面積只增不減。",
            "會議要求，氣象、水利、供銷等單位要加強協作，及時發布預報，備足化肥和種子，做好農機檢修，讓農戶種得放心、收得安心、賣得舒心。",
            "會後，與會人員到東鎮現場觀摩了機械化插秧，了解著力推進高標準農田建設的進展。",
        ]
        #expect(id(traditional) == id(body))
    }

    @Test func glossesDoNotCount() throws {
        let glossed = body[1].replacingOne("气象", "氣(qì)象").replacingOne("协作", "協(xié)作").replacingOne("单位", "單(dān)位")
        let mirror = try read("<p>\(body[0])</p><p>\(glossed)</p><p>\(body[2])</p>")
        let original = try read(body.map { "<p>\($0)</p>" }.joined())
        #expect(mirror.fingerprint.id == original.fingerprint.id)
    }

    @Test func punctuationSpacesAndParagraphsDoNotCount() {
        let joined = body.joined().filter { !"“”，。、（）".contains($0) }
        #expect(id([joined]) == id(body))
        #expect(id(body.map { $0.map { "\($0) " }.joined() }) == id(body))
    }

    @Test(arguments: [
        ("ABC", "ａｂｃ"), ("①②", "12"), ("㎡", "m2"), ("ﬁ", "fi"), ("é", "e\u{301}"), ("豈", "豈"), ("Ⅳ", "iv"),
    ])
    func compatibilityFormsAreOne(left: String, right: String) {
        #expect(id(body + [left]) == id(body + [right]))
    }

    @Test func anyOtherWordCounts() {
        #expect(id([body[0].replacingOne("只增不减", "只减不增"), body[1], body[2]]) != id(body))
        #expect(id(body.dropLast()) != id(body))
        #expect(id(body + ["1"]) != id(body))
    }

    @Test func shortNoticesAreToldApartByTheirTitles() {
        let one = DedupKey.fingerprint(body: ["详见附件。"], title: "关于招聘教师的通知", names: [])
        let other = DedupKey.fingerprint(body: ["详见附件。"], title: "关于停水的通知", names: [])
        #expect(one.id != other.id)
        #expect(one.id == DedupKey.fingerprint(body: ["详见附件！"], title: "关于招聘教师的 通知", names: []).id)
    }

    @Test func shortNoticesAreToldApartByTheirAttachments() {
        let title = "公示"
        let one = DedupKey.fingerprint(body: ["详见附件。"], title: title, names: ["http://a.example/1.pdf"])
        let other = DedupKey.fingerprint(body: ["详见附件。"], title: title, names: ["http://a.example/2.pdf"])
        #expect(one.id != other.id)
    }

    @Test func theTitleOfALongArticleDoesNotCount() {
        #expect(
            DedupKey.fingerprint(body: body, title: "甲", names: []).id
                == DedupKey.fingerprint(body: body, title: "乙", names: []).id)
    }

    @Test func longNoticesAboutSeveralListsStaySeveral() {
        let ids = [("第一批名单的公示", "名单.xls"), ("第二批名单的公示", "名单.xls"), ("第二批名单的公示", "更正后的名单.xls")].map {
            DedupKey.fingerprint(body: body, title: $0.0, names: [$0.1]).id
        }
        #expect(Set(ids).count == 3)
        #expect(ids[0] == DedupKey.fingerprint(body: body, title: "第一批 名单的公示", names: ["名单．xls"]).id)
    }

    @Test func anAttachmentWithoutANameHasThatOfItsFile() {
        func id(_ attachments: [Model.Attachment]) -> ArticleID {
            var metadata = ArticleMetadata()
            metadata.attachments = attachments
            return DedupKey.fingerprint(body: body, metadata).id
        }
        let unnamed = id([Model.Attachment(url: "http://a.example/u/1.xls?t=5", name: nil)])
        #expect(unnamed == id([Model.Attachment(url: "http://b.example/files/1.xls", name: nil)]))
        #expect(unnamed != id([Model.Attachment(url: "http://a.example/u/2.xls", name: nil)]))
    }

    @Test(arguments: [
        ("增长12%", "增长1.2%"), ("增长12%", "增长12‰"), ("增长12%", "增长12"), ("最低气温5℃", "最低气温-5℃"), ("下降3", "下降+3"),
        ("约104亩", "约10⁴亩"), ("1.5万", "15万"), ("甲\t-5", "甲\t5"), ("为0.5", "为05"),
    ])
    func numbersKeepWhatMakesThemNumbers(left: String, right: String) {
        #expect(id(body + [left]) != id(body + [right]))
    }

    @Test(arguments: [
        ("增长１．２％", "增长1.2%"), ("为－5℃", "为-5℃"), ("为−5℃", "为-5℃"), ("2023-2024年", "2023—2024年"), ("1.2024年", "1、2024年"),
        ("1,234元", "1234元"), ("COVID-19", "COVID19"), ("m²", "m2"), ("12 %", "12%"), ("（0750）-327", "(0750)327"),
        ("共5.", "共5。"), ("10^4", "10⁴"),
    ])
    func otherSignsDoNotCount(left: String, right: String) {
        #expect(id(body + [left]) == id(body + [right]))
    }

    @Test func aKeyOfAHundredCharactersIsLong() {
        let hundred = [String(repeating: "字", count: 100)]
        #expect(DedupKey.fingerprint(body: hundred, title: "甲", names: []).id == id(hundred))
        let fewer = [String(repeating: "字", count: 99)]
        #expect(DedupKey.fingerprint(body: fewer, title: "甲", names: []).id != id(fewer))
    }

    @Test func oneChangedWordIsNear() {
        let long = body + body.map { $0 + "另据了解，今年全市计划新建高标准农田三万亩。" }
        let changed = [long[0].replacingOne("首位", "前列")] + long.dropFirst()
        #expect(simhash(changed) != simhash(long))
        #expect(simhash(changed).distance(to: simhash(long)) <= 6)
    }

    @Test func anotherArticleIsFar() {
        let other = (0..<10).map { "第\($0)届运动会在体育中心开幕，来自各校的选手参加了田径、游泳和球类比赛\($0 * 7)项。" }
        #expect(simhash(other).distance(to: simhash(body)) > 12)
    }

    @Test(arguments: [[], [""], ["。"], ["字"], ["\u{FFFD}"], ["😀"]])
    func almostNothingHasAnIDToo(body: [String]) {
        let fingerprint = DedupKey.fingerprint(body: body, title: nil, names: [])
        #expect(fingerprint.id == DedupKey.fingerprint(body: body, title: "", names: []).id)
    }

    private func id(_ body: some Collection<String>) -> ArticleID {
        DedupKey.fingerprint(body: Array(body), title: nil, names: []).id
    }

    private func simhash(_ body: some Collection<String>) -> Simhash {
        DedupKey.fingerprint(body: Array(body), title: nil, names: []).simhash
    }
}

extension String {
    /// The text with the one place at which `part` stands changed.
    fileprivate func replacingOne(_ part: String, _ other: String) -> String {
        let parts = split(separator: part, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "\(part) does not stand once in \(self)")
        return parts.joined(separator: other)
    }
}
