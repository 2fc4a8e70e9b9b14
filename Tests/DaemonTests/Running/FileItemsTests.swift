import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// Items of a list that are files, pictures and films.
@Suite struct FileItemsTests {
    private let time = ManualTime("2026-03-04T20:00:00+08:00")
    private let pdf = Array("%PDF-1.7\n1 0 obj\n".utf8)
    private let word: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)

    /// A list of three files, a scanned notice, a film and two articles.
    private func site(_ host: String) throws -> PretendSite {
        let site = try PretendSite(on: host)
        site.set("/u/1.pdf", pdf + [49], type: "application/pdf")
        site.set("/u/2.doc", word, type: "application/msword")
        site.set("/u/get?id=3", pdf + [51], type: "application/pdf")
        let head = "<h1>县政府公报第N期</h1><div class=info>来源：县政府办　发布时间：2026-03-03 09:00</div>"
        for (number, content) in [
            (4, "<p><img src=/p/4.jpg></p>"), (5, "<video src=/v/5.mp4></video>"),
        ] {
            site.set(
                "/xw/\(number).html",
                "<html><title>县政府公报第\(number)期_某县</title><body><div class=main>"
                    + head.replacing("N", with: "\(number)") + "<div class=con>\(content)</div></div></body></html>")
        }
        for number in 6...7 {
            site.set(
                "/xw/\(number).html",
                Newspaper.page(title: "县政府公报第\(number)期", date: "2026-03-03 09:00", paragraphs: Newspaper.other(number))
            )
        }
        let paths = ["/u/1.pdf", "/u/2.doc", "/u/get?id=3"] + (4...7).map { "/xw/\($0).html" }
        let items = paths.enumerated().map {
            "<li><a href=\"\($1)\">县政府公报第\($0 + 1)期</a><span>2026-03-0\($0 % 3 + 1)</span></li>"
        }
        site.set("/gb/", "<html><body><ul>\(items.joined(separator: "\n"))</ul></body></html>")
        return site
    }

    private func workshop(_ site: PretendSite, attachments: Bool) throws -> Workshop {
        try Workshop(
            sources: "[[source]]\nid = \"news\"\nstart = [\"\(site.origin)/gb/\"]\nkind = \"list\"\n",
            capture: "attachments = \(attachments)")
    }

    @Test func everyItemOfAListBecomesARecord() async throws {
        let site = try site("127.0.68.1")
        let workshop = try workshop(site, attachments: false)
        let run = try await workshop.pass(time)
        #expect(run.status == .done, "\(run.errors)")
        var found: [String: ArticleMetadata] = [:]
        for event in try workshop.events() {
            let address = try WebAddress(parsing: event.url)
            found[address.target] = event.record?.metadata
        }
        #expect(found.count == 7)
        #expect(found["/u/1.pdf"]?.title == "县政府公报第1期")
        #expect(found["/u/1.pdf"]?.date == Day("2026-03-01"))
        #expect(found["/u/1.pdf"]?.dateFrom == .list)
        #expect(found["/u/1.pdf"]?.flags == [.pdfOnly])
        #expect(found["/u/1.pdf"]?.attachments?.map(\.url) == ["\(site.origin)/u/1.pdf"])
        #expect(found["/u/2.doc"]?.flags == [.fileOnly])
        #expect(found["/u/get?id=3"]?.attachments?.map(\.url) == ["\(site.origin)/u/get?id=3"])
        #expect(found["/xw/4.html"]?.flags == [.imageOnly])
        #expect(found["/xw/4.html"]?.images?.map(\.url) == ["\(site.origin)/p/4.jpg"])
        #expect(found["/xw/4.html"]?.publisher == "县政府办")
        #expect(found["/xw/5.html"]?.flags == [.videoOnly])
        #expect(found["/xw/5.html"]?.attachments?.map(\.url) == ["\(site.origin)/v/5.mp4"])
        #expect(try await workshop.disagreements() == [])
    }

    @Test(arguments: [
        "<img src=/u/1.jpg>", "<embed src=/u/1.pdf>", "<video src=/v/1.mp4></video>",
        "<div id=player></div><script>jwplayer('player').setup({file: '/v/1.mp4'})</script>",
        "<div id=p></div><script>PDFObject.embed('/u/1.pdf', '#p')</script>",
    ])
    func aPageOfScriptsAndAPictureIsNoShell(content: String) async throws {
        let site = try PretendSite(on: "127.0.68.4", robots: "")
        let path = "/tzgg/202403/t20240305_1234.html"
        site.set(
            path,
            "<html><head><title>封山育林公告</title><script src=/js/a.js></script></head><body><h1>封山育林公告</h1>"
                + "<p>2024-03-05</p><div>\(content)</div></body></html>")
        let run = try await Workshop().fetch([site.origin + path])
        #expect(run.status == .done, "\(run.errors)")
        site.set(
            path,
            "<html><head><title>封山育林公告</title></head><body><h1>加载中</h1><script src=/js/a.js></script></body></html>")
        let shell = try await Workshop().fetch([site.origin + path])
        #expect(shell.errors.contains("script-shell"), "\(shell.errors)")
    }

    @Test func theFileIsKeptAsItCame() async throws {
        let site = try site("127.0.68.2")
        let workshop = try workshop(site, attachments: true)
        _ = try await workshop.pass(time)
        let events = try workshop.events()
        let record = try #require(events.first { $0.url.hasSuffix("/u/1.pdf") }?.record)
        let file = try #require(record.metadata.attachments?.first?.file)
        #expect(file.hasSuffix("县政府公报第1期.pdf"))
        let kept = FileManager.default.contents(atPath: "\(workshop.folder.path)/archive/\(file)")
        #expect(kept.map(Array.init) == pdf + [49])
        // It came with its page.
        #expect(site.targets.count { $0 == "/u/1.pdf" } == 1)
        #expect(try await workshop.disagreements() == [])
    }

    @Test func aSecondLookAtAFileIsNoEdit() async throws {
        let site = try site("127.0.68.3")
        let workshop = try workshop(site, attachments: false)
        for _ in 0..<3 {
            _ = try await workshop.pass(time)
            time.advance(hours: 24)
        }
        #expect(try workshop.events().count == 7)
    }
}
