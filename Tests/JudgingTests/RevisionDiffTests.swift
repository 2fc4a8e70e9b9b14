import Judging
import Model
import Testing

@Suite struct RevisionDiffTests {
    private func changes(_ before: String, _ after: String) -> [Change] {
        RevisionDiff(before: lines(before), after: lines(after)).changes
    }

    private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test("Equal texts do not differ")
    func equal() {
        let text = ["标题", "第一段。第二句!", "第二段"]
        #expect(RevisionDiff(before: text, after: text) == RevisionDiff(before: [], after: []))
        #expect(RevisionDiff(before: text, after: text).changes.isEmpty)
        #expect(!RevisionDiff(before: text, after: text).isMeaningful)
    }

    @Test(
        "Punctuation, width, white space and line breaks are no revision",
        arguments: [
            ("会议指出,要抓好落实。", "会议指出，要抓好落实。"), ("“百千万工程”。", "\"百千万工程\"。"),
            ("王 辉 摄", "王辉 摄"), ("６月15日", "6月15日"), ("甲。乙。", "甲,乙。"), ("甲,乙。丙丁。", "甲。乙,丙丁。"),
            ("甲。乙。甲,乙。", "甲,乙。甲。乙。"), ("第一段。\n第二段。", "第一段。第二段。"), ("甲。", "甲。\n——"),
            ("——\n甲。", "甲。"), ("(一)总则", "（一） 总则"), ("1,000元", "1000元"), ("2023.6.15", "2023-6-15"),
            ("●要闻", "■要闻"), ("……", "。"),
        ])
    func punctuation(before: String, after: String) {
        for (old, new) in [(before, after), (after, before)] {
            let diff = RevisionDiff(before: lines(old), after: lines(new))
            #expect(!diff.isMeaningful)
            #expect(diff.changes.allSatisfy { $0.kind == .punctuation })
        }
    }

    @Test("A line break alone is no change, a comma made a full stop is one")
    func cutElsewhere() {
        #expect(changes("第一段。\n第二段。", "第一段。第二段。").isEmpty)
        #expect(
            changes("前言。甲,乙。后记。", "前言。甲。乙。后记。")
                == [Change(kind: .punctuation, before: "甲,乙。", after: "甲。乙。")])
        #expect(
            changes("前言。\n甲。\n乙。", "前言。\n甲,乙。")
                == [Change(kind: .punctuation, before: "甲。\n乙。", after: "甲,乙。")])
    }

    @Test("Sentences cut elsewhere are punctuation beside a real change, too")
    func cutElsewhereBesideChange() {
        #expect(
            changes("总数12家。前言。甲乙丙。丁戊,己庚。", "总数13家。前言。甲乙丙,丁戊。己庚。") == [
                Change(kind: .number, before: "总数12家。", after: "总数13家。"),
                Change(kind: .punctuation, before: "甲乙丙。丁戊,己庚。", after: "甲乙丙,丁戊。己庚。"),
            ])
    }

    @Test(
        "Numbers, dates and amounts are told from wording",
        arguments: [
            ("新增企业12家。", "新增企业13家。"), ("6月15日,会议召开。", "7月2日,会议召开。"), ("投资100万元。", "投资1.2亿元。"),
            ("增长1.5%。", "增长15%。"), ("增长5%。", "增长5‰。"), ("共三十五个村。", "共三十个村。"), ("第一批名单。", "第二批名单。"),
            ("6月15日开工。", "6月开工。"), ("新增约12家。", "新增约家。"), ("12家、15家、18家。", "13家、16家、19家。"),
            ("二〇二三年六月。", "二〇二四年七月。"), ("投资1234567890.12万元。", "投资5元。"), ("1,000元。", "10,00.5元。"),
            ("上午9时30分开会。", "上午10时开会。"),
        ])
    func numbers(before: String, after: String) {
        for (old, new) in [(before, after), (after, before)] {
            #expect(changes(old, new) == [Change(kind: .number, before: old, after: new)])
            #expect(RevisionDiff(before: [old], after: [new]).isMeaningful)
        }
    }

    @Test(
        "Names are told by their form and by what stands around them",
        arguments: [
            ("市委书记陈岸明出席会议。", "市委书记陈岸民出席会议。"), ("市长吴晓晖讲话。", "市长吴晓讲话。"),
            ("(记者 王辉 肖雄 摄)", "(记者 王辉 肖熊 摄)"), ("记者/唐达 通讯员/莫小青", "记者/唐达 通讯员/莫小清"),
            ("陈岸明吴晓晖易中强出席会议", "陈岸明易中强出席会议"), ("陈岸明、吴晓晖出席。", "陈岸明、吴小晖出席。"),
            ("陈书记指出问题。", "王书记指出问题。"), ("李明同志逝世。", "李铭同志逝世。"), ("欧阳文说得对。", "欧阳雯说得对。"),
            ("自治区主席艾合买提·玉素甫讲话。", "自治区主席艾合买提·玉苏甫讲话。"), ("责任编辑:李一凡", "责任编辑:李亦凡"),
            ("局长张三明调研。", "局长李三思调研。"),
        ])
    func names(before: String, after: String) {
        for (old, new) in [(before, after), (after, before)] {
            #expect(changes(old, new) == [Change(kind: .name, before: old, after: new)])
        }
    }

    @Test(
        "What only looks like a name or a number is wording",
        arguments: [
            ("市长高度重视这项工作。", "市长密切关注这项工作。"), ("主任强调,要加快建设。", "主任指出,要加快建设。"),
            ("会议统一了思想。", "会议统筹了思想。"), ("记者从市农业局获悉。", "记者从县农业局获悉。"),
            ("局长王辉出席会议。", "副局长王辉出席会议。"), ("江门市举行活动。", "江海区举行活动。"), ("15日召开。", "15号召开。"),
            ("记者于昨日获悉。", "记者于今日获悉。"), ("新增12家,书记陈岸明出席。", "新增13家,书记陈岸民出席。"),
            ("一些同志发言。", "有些同志发言。"), ("万众一心。", "万众齐心。"), ("市长王辉出席会议。", "市长王辉等出席会议。"),
            ("市长李,明确要求。", "市长李,正确要求。"), ("市长王辉出席会议。", "市长办公室出席会议。"), ("公路到了。", "公司到了。"),
            ("Hello world again", "Hello there again"),
        ])
    func wording(before: String, after: String) {
        for (old, new) in [(before, after), (after, before)] {
            #expect(changes(old, new) == [Change(kind: .wording, before: old, after: new)])
        }
    }

    @Test("An added sentence and a removed one stand where they are in the text")
    func addedAndRemoved() {
        let before = "会议强调要抓好春耕生产。\n各镇负责人参加会议。\n会后考察了水利工程。"
        let after = "会议强调要抓好春耕生产。市财政局通报预算情况。\n各镇负责人参加会议。"
        #expect(
            changes(before, after) == [
                Change(kind: .added, before: nil, after: "市财政局通报预算情况。"),
                Change(kind: .removed, before: "会后考察了水利工程。", after: nil),
            ])
        #expect(changes("", "甲。乙。").map(\.kind) == [.added, .added])
        #expect(changes("甲。乙。", "").map(\.kind) == [.removed, .removed])
    }

    @Test("A sentence written anew is a removal and an addition, not a change of wording")
    func replaced() {
        #expect(
            changes("前言。全县水稻丰收。后记。", "前言。桥梁将于年底通车运营。后记。").map(\.kind) == [.removed, .added])
    }

    @Test("Changed sentences find their counterparts among added and removed ones")
    func alignment() {
        let before = "全市粮食总产量达到20万吨。会议由副市长主持。各部门要加强协作配合。项目总投资3亿元。"
        let after = "全市粮食总产量达到21万吨。现场签订了合作协议。各部门要加强协作,密切配合。项目总投资3亿元。"
        #expect(
            changes(before, after) == [
                Change(kind: .number, before: "全市粮食总产量达到20万吨。", after: "全市粮食总产量达到21万吨。"),
                Change(kind: .removed, before: "会议由副市长主持。", after: nil),
                Change(kind: .added, before: nil, after: "现场签订了合作协议。"),
                Change(kind: .wording, before: "各部门要加强协作配合。", after: "各部门要加强协作,密切配合。"),
            ])
    }

    @Test("Of rows that differ in numbers only, each finds its own")
    func rows() {
        let before = "蓬江区\t12\t3.5\n江海区\t15\t4.1\n新会区\t18\t2.2"
        let after = "江海区\t15\t4.1\n新会区\t19\t2.2"
        #expect(
            changes(before, after) == [
                Change(kind: .removed, before: "蓬江区\t12\t3.5", after: nil),
                Change(kind: .number, before: "新会区\t18\t2.2", after: "新会区\t19\t2.2"),
            ])
        #expect(
            changes("合计\t5\t7\n合计\t6\t8", "合计\t9\t8") == [
                Change(kind: .removed, before: "合计\t5\t7", after: nil),
                Change(kind: .number, before: "合计\t6\t8", after: "合计\t9\t8"),
            ])
        #expect(
            changes("合计\t12\t3.5\n合计\t15\t4.1\n合计\t18\t2.2", "合计\t15\t4.1\n合计\t18\t2.3") == [
                Change(kind: .removed, before: "合计\t12\t3.5", after: nil),
                Change(kind: .number, before: "合计\t18\t2.2", after: "合计\t18\t2.3"),
            ])
    }

    @Test("An added sentence is not taken for the end of the one before it")
    func addedBehindChanged() {
        let after = "全市粮食总产量达到20万吨,比上年增长百分之三,形势很好。民生改善明显。"
        #expect(changes("全市粮食总产量达到20万吨,比上年增长百分之三,农民喜获丰收。", after).map(\.kind) == [.wording, .added])
    }

    @Test("A sentence split while a number in it changed is one change")
    func splitAndChanged() {
        #expect(
            changes("前言。全市新建改建道路12条,总里程达到300公里。后记。", "前言。全市新建改建道路13条。总里程达到300公里。后记。") == [
                Change(kind: .number, before: "全市新建改建道路12条,总里程达到300公里。", after: "全市新建改建道路13条。总里程达到300公里。")
            ])
        #expect(
            changes("全市新建改建道路13条。总里程达到300公里。", "全市新建改建道路12条,总里程达到300公里。").map(\.kind) == [.number])
    }

    @Test("Closing marks belong to their sentence, and an address is not cut at its question mark")
    func cuts() {
        #expect(
            changes("他说:“要快!”大家都同意。", "他说:“要快!”大家都赞成。") == [
                Change(kind: .wording, before: "大家都同意。", after: "大家都赞成。")
            ])
        #expect(
            changes("详见http://a.cn/b?id=12", "详见http://a.cn/b?id=13") == [
                Change(kind: .number, before: "详见http://a.cn/b?id=12", after: "详见http://a.cn/b?id=13")
            ])
    }
}
