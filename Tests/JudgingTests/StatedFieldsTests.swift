import Judging
import Model
import Testing

/// What a page states beside its text, before and now.
@Suite struct StatedFieldsTests {
    private static func fields(_ change: (inout ArticleMetadata) -> Void = { _ in }) -> StatedFields {
        var metadata = ArticleMetadata()
        metadata.title = "关于停水的通知"
        metadata.date = Day("2024-03-01")
        metadata.dateFrom = .text
        metadata.publisher = "县水务局"
        metadata.attachments = [Attachment(url: "http://a.example/1.xls", name: "名单")]
        change(&metadata)
        return StatedFields(metadata)
    }

    /// Without white space.
    private static func fold(_ lines: [String]) -> [UInt32] {
        lines.joined().unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value)
    }

    private static func kinds(_ before: StatedFields, _ after: StatedFields) -> [Change.Kind] {
        after.changes(from: before, fold: fold).map(\.kind)
    }

    @Test func whatIsStatedOtherwiseIsAnEdit() {
        let before = StatedFieldsTests.fields()
        #expect(StatedFieldsTests.kinds(before, before).isEmpty)
        #expect(StatedFieldsTests.kinds(before, StatedFieldsTests.fields { $0.date = Day("2024-03-02") }) == [.date])
        #expect(StatedFieldsTests.kinds(before, StatedFieldsTests.fields { $0.publisher = "县供水公司" }) == [.publisher])
        let other = StatedFieldsTests.fields {
            $0.attachments = [Attachment(url: "http://a.example/2.xls", name: "名单")]
        }
        #expect(
            other.changes(from: before, fold: StatedFieldsTests.fold) == [
                Change(kind: .attachment, before: "http://a.example/1.xls", after: "http://a.example/2.xls")
            ])
        #expect(
            StatedFieldsTests.fields { $0.title = "关于停电的通知" }.changesHeadline(of: before, fold: StatedFieldsTests.fold))
        #expect(
            StatedFieldsTests.fields { $0.subtitle = "附名单" }.changesHeadline(of: before, fold: StatedFieldsTests.fold))
    }

    @Test func whatWasNotStatedCompletesTheRecord() {
        let bare = StatedFieldsTests.fields { metadata in
            (metadata.publisher, metadata.dateFrom) = (nil, .fetched)
        }
        #expect(StatedFieldsTests.kinds(bare, StatedFieldsTests.fields()) == [.date, .publisher])
        #expect(
            StatedFieldsTests.fields().changesHeadline(
                of: StatedFieldsTests.fields { $0.title = nil }, fold: StatedFieldsTests.fold))
    }

    @Test func whatIsNotStatedAnyMoreIsNone() {
        let bare = StatedFieldsTests.fields { metadata in
            (metadata.title, metadata.publisher, metadata.dateFrom) = (nil, nil, .fetched)
        }
        #expect(StatedFieldsTests.kinds(StatedFieldsTests.fields(), bare).isEmpty)
        #expect(!bare.changesHeadline(of: StatedFieldsTests.fields(), fold: StatedFieldsTests.fold))
    }

    @Test func spellingsAreNoEdits() {
        let spaced = StatedFieldsTests.fields { metadata in
            (metadata.title, metadata.publisher) = ("关于停水的 通知", "县 水务局")
            metadata.attachments = [Attachment(url: "https://a.example/1.xls?_t=1709251200", name: "名单")]
        }
        #expect(StatedFieldsTests.kinds(StatedFieldsTests.fields(), spaced).isEmpty)
        #expect(!spaced.changesHeadline(of: StatedFieldsTests.fields(), fold: StatedFieldsTests.fold))
    }

    @Test func aCopyIsComparedByWhatIsKeptOfIt() {
        let copy = StatedFields(Reprint(title: "关于停水的通知", publisher: "县水务局", date: Day("2024-03-01")))
        let page = StatedFieldsTests.fields { $0.introtitle = "县水务局：" }
        #expect(StatedFieldsTests.kinds(copy, page).isEmpty)
        #expect(!page.changesHeadline(of: copy, fold: StatedFieldsTests.fold))
        #expect(
            StatedFieldsTests.fields { $0.title = "关于停电的通知" }.changesHeadline(of: copy, fold: StatedFieldsTests.fold))
    }
}
