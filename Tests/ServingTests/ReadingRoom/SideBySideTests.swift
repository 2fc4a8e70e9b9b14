import Testing

@testable import Serving

@Suite struct SideBySideTests {
    @Test(arguments: [
        ("共3.5万亩。", "共3.8万亩。", "共3.<del>5</del>万亩。", "共3.<ins>8</ins>万亩。"),
        ("会议召开。", "会议今日召开。", "会议召开。", "会议<ins>今日</ins>召开。"),
        ("同", "同", "同", "同"), ("", "增", "", "<ins>增</ins>"), ("删", "", "<del>删</del>", ""),
        ("哈哈", "哈哈哈", "哈哈", "哈哈<ins>哈</ins>"),
        ("a<b", "a<c", "a&lt;<del>b</del>", "a&lt;<ins>c</ins>"),
    ])
    func whatDiffersIsMarked(before: String, after: String, left: String, right: String) {
        let sides = SideBySide(before, after)
        #expect(sides.before.html == left)
        #expect(sides.after.html == right)
    }
}
