import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// What the web may send instead of an article: told in one line, and never harmful to what is kept.
@Suite struct BadInputTests {
    @Test(
        arguments: [
            ("empty", [], "the page is empty"),
            ("blank", Array("  \r\n\t".utf8), "the page is empty"),
            (
                "png",
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + [UInt8](repeating: 0xC3, count: 4000),
                "data"
            ),
            ("pdf", Array("%PDF-1.7\n%\u{1}\u{2}\n".utf8) + [UInt8](repeating: 0, count: 4000), "data"),
            ("zip", [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 4000), "data"),
            (
                "links", Array("<ul>\((0..<50).map { "<li><a href='/\($0)'>短链接</a></li>" }.joined())</ul>".utf8),
                "no article"
            ),
        ] as [(String, [UInt8], String)])
    func pagesWithoutAnArticleAreRefusedInOneLine(name: String, body: [UInt8], words: String) async throws {
        let workshop = try Workshop()
        let run = try await LoopbackWeb.serve { _ in
            .page(body, type: "text/html")
        } during: { web in
            try await workshop.fetch([web.url("/\(name)")])
        }
        #expect(run.status == .someFailed)
        #expect(run.output == "")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(workshop.texts.isEmpty)
        #expect(try workshop.events().isEmpty)
    }

    @Test func bodiesAboveTheLimitAreRefused() async throws {
        let workshop = try Workshop(
            "[fetch]\nprivate_addresses = true\nretries = 0\nmax_body = \"64KiB\"")
        let page = Newspaper.page(paragraphs: [String](repeating: Newspaper.paragraphs[0], count: 1000))
        let run = try await LoopbackWeb.serve { _ in
            .page(page)
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        #expect(run.status == .someFailed)
        #expect(run.errors.contains("raise fetch.max_body"))
    }

    @Test(.timeLimit(.minutes(30))) func tenMegabytesOfNestedDivsGiveTheirArticle() async throws {
        let workshop = try Workshop()
        let depth = 10_000_000 / 11
        let open = String(repeating: "<div>", count: depth)
        let close = String(repeating: "</div>", count: depth)
        let page = Newspaper.page().replacing("<div class=\"article\">", with: open + "<div class=\"article\">")
            .replacing("<div class=\"footer\">", with: close + "<div class=\"footer\">")
        #expect(page.utf8.count > 9_900_000)
        let run = try await LoopbackWeb.serve { _ in
            .page(page)
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        #expect(run.status == .done, "\(run.errors)")
        let record = try #require(workshop.events().first?.record)
        #expect(record.metadata.flags?.contains(.deepHTML) == true)
        #expect(try workshop.text(record.file).contains("区水务部门负责人表示"))
    }

    @Test func invalidUTF8AndNULBytesDoNotReachTheFile() async throws {
        let workshop = try Workshop()
        var bytes = Array(Newspaper.page().utf8)
        let mark = Array("据介绍".utf8)
        let place = try #require(bytes.firstRange(of: mark)).lowerBound
        bytes.insert(contentsOf: [0xFF, 0x00, 0xE6, 0xB0, 0x00, 0xED, 0xA0, 0x80], at: place)
        let run = try await LoopbackWeb.serve { [bytes] _ in
            .page(bytes)
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        #expect(run.status == .done, "\(run.errors)")
        let text = try workshop.text(try #require(workshop.texts.first))
        #expect(!text.unicodeScalars.contains("\0"))
        #expect(text.contains("区水务部门负责人表示"))
    }

    @Test func titleCannotLeaveTheArchiveOrSteerATerminal() async throws {
        let workshop = try Workshop()
        let evil = "../../../etc/passwd\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}\u{9B}31m"
        let title = evil + String(repeating: "题", count: 4000 - evil.count)
        let run = try await LoopbackWeb.serve { _ in
            .page(Newspaper.page(title: title))
        } during: { web in
            try await workshop.fetch([web.url("/")])
        }
        #expect(run.status == .done, "\(run.errors)")
        let steering = run.output.unicodeScalars.filter {
            $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F...0x9F).contains($0.value)
                || $0.properties.generalCategory == .format
        }
        #expect(steering.isEmpty)
        #expect(run.lines.count == 1)
        #expect(run.lines.first?.count == 4)
        let file = try #require(workshop.texts.first)
        #expect(file == "2023/09/05/000_\(run.lines[0][0]).txt")
        let names = workshop.folder.files().filter { !$0.hasPrefix("archive/2") }
        #expect(names.allSatisfy { $0 == "dibao.toml" || $0.hasPrefix("archive/") || $0.hasPrefix("state/dibao.db") })
        let shown = try await workshop.show(String(run.lines[0][0]))
        #expect(!shown.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{9B}" })
    }

    @Test func archiveThatIsAFileIsAnErrorBeforeAnythingIsFetched() async throws {
        let workshop = try Workshop()
        try workshop.folder.write("in the way", to: "archive")
        try await LoopbackWeb.serve { _ in
            .page(Newspaper.page())
        } during: { web in
            let run = try await workshop.fetch([web.url("/")])
            #expect(run.status == .inputOutput)
            #expect(run.errors.contains("\(workshop.folder.path)/archive is not a folder"), "\(run.errors)")
            #expect(web.requests.isEmpty)
        }
    }

    @Test func unwritableArchiveSaysWhatToDo() async throws {
        // Root may write anywhere but in /proc, where nobody may make a folder.
        let folder = try TemporaryFolder()
        let text = """
            [archive]
            root = "/proc/self/archive"
            [state]
            url = "sqlite:\(folder.path)/dibao.db"
            [capture]
            warc = false
            """
        let configuration = try Configuration.parse(text, path: "dibao.toml")
        let workshop = try Workshop()
        let run = try await workshop.run { console throws(CommandFailure) in
            let job = FetchJob(configuration, console: console, logger: console.logger())
            return try await job.run(AsyncStream(["http://127.0.0.1:9/"]))
        }
        #expect(run.status == .inputOutput)
        #expect(run.errors.contains("/proc/self"), "\(run.errors)")
    }

    @Test func unwritableStateSaysWhatToDo() async throws {
        let workshop = try Workshop()
        try workshop.folder.write("in the way", to: "state")
        let run = try await workshop.fetch(["http://127.0.0.1:9/"])
        #expect(run.status == .inputOutput)
        #expect(run.errors.contains("set state.url elsewhere"), "\(run.errors)")
    }

    @Test func damagedDatabaseIsNotOverwritten() async throws {
        let workshop = try Workshop()
        try workshop.folder.write(String(repeating: "this is no database\n", count: 100), to: "state/dibao.db")
        let run = try await workshop.fetch(["http://127.0.0.1:9/"])
        #expect(run.status == .inputOutput)
        #expect(run.errors.contains("dibao index --rebuild"), "\(run.errors)")
        #expect(try workshop.folder.text(of: "state/dibao.db").hasPrefix("this is no database"))
    }
}
