import Testing

@testable import Extraction

@Suite struct LineSkeletonTests {
    @Test(arguments: ["【打 印】", "[打印]", "打印", "打\u{3000}印：", "〖打印〗>>", "·打·印·", "打\u{A0}印\u{200B}"])
    func punctuationAndSpaceDoNotCount(line: String) {
        #expect(LineSkeleton(line).scalars == scalars(of: "打印"))
    }

    @Test func widthCaseAndScriptDoNotCount() {
        #expect(LineSkeleton("ＱＱ空間２").scalars == LineSkeleton("qq空间2").scalars)
    }

    @Test func aLongLineIsCut() {
        #expect(LineSkeleton(String(repeating: "长", count: 1000)).scalars.count == 400)
    }

    @Test func partsAreFound() {
        let line = LineSkeleton("责任编辑：张三")
        #expect(line.hasPrefix(scalars(of: "责任编辑")))
        #expect(line.hasSuffix(scalars(of: "张三")))
        #expect(line.contains(scalars(of: "编辑张")))
        #expect(!line.contains(scalars(of: "张四")))
        #expect(!line.contains([]))
        #expect(!LineSkeleton("").contains(scalars(of: "张")))
    }
}

@Suite struct WordTreeTests {
    @Test func everyWordAtAPlaceIsFoundShortOnesFirst() {
        var tree = WordTree()
        for (value, word) in ["分", "分享", "分享到", "享"].enumerated() { tree.insert(scalars(of: word), value: value) }
        var found: [[Int]] = []
        tree.words(in: scalars(of: "分享给"), at: 0) { found.append([$0, $1]) }
        #expect(found == [[1, 0], [2, 1]])
        #expect(tree.longest(in: scalars(of: "分享到"), at: 0)?.value == 2)
        #expect(tree.longest(in: scalars(of: "到"), at: 0) == nil)
    }

    @Test func aWordInsertedTwiceHasTheLaterValue() {
        var tree = WordTree()
        tree.insert(scalars(of: "分享"), value: 1)
        tree.insert(scalars(of: "分享"), value: 2)
        #expect(tree.longest(in: scalars(of: "分享"), at: 0)?.value == 2)
    }
}
