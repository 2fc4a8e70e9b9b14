import Model
import Testing

@testable import Daemon
@testable import Fetching

@Suite struct AttachmentCollectionTests {
    private func response(_ address: WebAddress, _ body: [UInt8]) -> Response {
        Response(
            address: address, redirects: [], status: 200, reason: "OK", httpVersion: "1.1", headers: [], body: body,
            remoteAddress: "127.0.0.1",
            timing: Timing(nameFound: .zero, connected: .zero, secured: .zero, firstByte: .zero, total: .zero))
    }

    private func attachments(_ count: Int) -> [Model.Attachment] {
        (0..<count).map { Model.Attachment(url: "http://www.example.gov.cn/\($0).pdf", name: "附件\($0)") }
    }

    @Test func whatHasNotComeInTimeIsLeftForLater() async throws {
        var clock = DaemonClock.system
        let (arrived, tell) = AsyncStream.makeStream(of: Void.self)
        clock.sleep = { _ in for await _ in arrived { break } }  // time is up when the second file is asked for
        let collection = try await AttachmentCollection.gather(
            attachments(3), patience: .seconds(60), limitBytes: 1 << 20, time: clock
        ) { address in
            if address.path == "/0.pdf" { return .page(response(address, AttachmentStage.pdf)) }
            tell.yield()
            try? await Task.sleep(for: .seconds(3600))
            return .calledOff
        }
        #expect(collection.files.map(\.attachment.url) == ["http://www.example.gov.cn/0.pdf"])
        #expect(collection.failures.isEmpty)
    }

    @Test func memoryTakesNoMoreThanTheLimitAndOneFile() async throws {
        let collection = try await AttachmentCollection.gather(
            attachments(9), patience: .seconds(60), limitBytes: AttachmentStage.pdf.count + 1, time: .system
        ) { address in .page(response(address, AttachmentStage.pdf)) }
        #expect(collection.files.count == 2)
        #expect(collection.failures.isEmpty)
    }

    @Test func aCallThatIsCalledOffKeepsNothing() async {
        let task = Task {
            try await AttachmentCollection.gather(
                attachments(1), patience: .seconds(60), limitBytes: 1, time: .system
            ) { _ in
                try? await Task.sleep(for: .seconds(3600))
                return .calledOff
            }
        }
        task.cancel()
        await #expect(throws: WorkFailure.cancelled) { try await task.value }
    }

    @Test(arguments: [
        ("1.pdf", "%PDF-1.7 all text", true), ("1.doc", "{\\rtf1\\ansi text}", true), ("1.txt", "只是文字", true),
        ("1.csv", "甲,乙\n1,2\n", true), ("1.pdf", "\u{0}\u{1}\u{2}", true), ("1.docx", "PK\u{3}\u{4}\u{14}", true),
        (
            "1.xls",
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1</td></tr></table></html>", true
        ),
        ("1.doc", "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>", true),
        ("1.pdf", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table></table></html>", false),
        ("1.pdf", "\u{FEFF}\r\n<!DOCTYPE HTML><title>错误</title>", false),
        ("1.txt", "<html><body>404</body></html>", false),
        ("1.zip", "<?xml version=\"1.0\"?><!DOCTYPE html><html>x</html>", false),
        ("1.pdf", "<html>\u{0}</html>", false),
        ("1.pdf", "{\"code\":500}", false), ("1.rar", "文件不存在", false), ("1.pdf", "", false),
    ])
    func aFileIsToldFromWhatStandsInItsPlace(_ name: String, _ body: String, _ isFile: Bool) throws {
        let address = try WebAddress(parsing: "http://www.example.gov.cn/\(name)")
        #expect((AttachmentVerdict(response(address, Array(body.utf8)), asked: address) == .file) == isFile)
    }

    @Test(arguments: [
        ("http://x.example/a/%E9%99%84%E4%BB%B6.pdf", nil, "附件.pdf"), ("http://x.example/1.PDF?v=2", "名单", "名单.PDF"),
        ("http://x.example/%2e%2e%2fpasswd", nil, "passwd"), ("http://x.example/", nil, "file"),
        ("http://x.example/a.b%00c", "x", "x"), ("no address", "表", "表"), ("http://x.example/%E9.doc", nil, "%E9.doc"),
    ])
    func aFileIsCalledAsItsArticleOrItsAddressCallsIt(_ url: String, _ name: String?, _ called: String) {
        #expect(FetchedFile(Model.Attachment(url: url, name: name), bytes: []).wantedName.description == called)
    }
}
