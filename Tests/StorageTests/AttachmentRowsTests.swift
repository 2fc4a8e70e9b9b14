import Model
import Testing

@testable import Storage

@Suite struct AttachmentRowsTests {
    private static func attachment(_ number: Int, kept: Bool) -> Model.Attachment {
        var attachment = Model.Attachment(url: "http://www.example.gov.cn/\(number).pdf", name: "附件\(number)")
        guard kept else { return attachment }
        attachment.file = "2023/06/16/attachments/\(id(1))/附件\(number).pdf"
        attachment.sha256 = Digest(bytes: Array(repeating: UInt8(number), count: 32))
        return attachment
    }

    private static var article: EventDraft {
        var record = record(1)
        record.metadata.attachments = [attachment(1, kept: true), attachment(2, kept: false)]
        return draft(1, at: 1, .article(record))
    }

    @Test func aLateFileJoinsItsArticleAndLeavesThePageAsItWas() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            _ = try await store.publish([Self.article, draft(1, at: 1, .gone(reason: "dns", evidence: ""), seconds: 2)])
            let page = try await store.page(url(1))
            let late = draft(1, at: 1, .attachment([Self.attachment(2, kept: true)]), seconds: 9)
            #expect(names(try await store.publish([late])) == ["3 attachment"])
            #expect(try await store.page(url(1)) == page)
            let kept = try await store.article(id(1))?.record.metadata.attachments
            let listed = try await store.newest(ArticleFilter(), before: nil, limit: 1).first?.record.metadata
                .attachments
            #expect(listed == kept)
            #expect(kept == [Self.attachment(1, kept: true), Self.attachment(2, kept: true)])
            #expect(try await store.attachment(with: Digest(bytes: Array(repeating: 2, count: 32))!) == kept?[1].file)
            #expect(try await store.attachment(with: Digest(bytes: Array(repeating: 3, count: 32))!) == nil)
            let file = try #require(kept?[1].file.flatMap { AttachmentFile($0) })
            #expect(try await store.keeps(file))
            let other = AttachmentFile(day: file.day, article: id(2), name: file.name)
            #expect(try await !store.keeps(other))
            try store.close()
        }
    }

    @Test func filesOfATextThatIsNotKeptAreRefused() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            await #expect(throws: StorageFailure.self) {
                try await store.publish([draft(1, at: 1, .attachment([Self.attachment(1, kept: true)]))])
            }
            try store.close()
        }
    }

    @Test func aRebuildBringsBackWhichFilesAreKept() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            let late = draft(1, at: 1, .attachment([Self.attachment(2, kept: true)]), seconds: 9)
            let entries = try await store.publish([Self.article, late]).compactMap(\.entry)
            let contents = try await store.contents()
            #expect(contents.attachments.count == 2)
            let other = try SQLiteStore(path: "\(path)/other.db", coder: PlainCoder())
            _ = try await other.rebuild { add in for entry in entries.reversed() { try add(entry) } }
            #expect(try await other.contents().attachments == contents.attachments)
            try store.close()
            try other.close()
        }
    }

    @Test func theFrontierCountsPagesNotFiles() async throws {
        try await withTemporaryFolder { path in
            let store = try SQLiteStore(path: "\(path)/dibao.db", coder: PlainCoder())
            var file = found(2)
            file.purpose = .attachment
            _ = try await store.discover([found(1), file], at: time(0))
            #expect(try await store.frontierCounts().map(\.pages) == [1])
            try store.close()
        }
    }
}
