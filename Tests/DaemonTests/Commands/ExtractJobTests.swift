import Foundation
import Testing

@testable import Daemon

@Suite struct ExtractJobTests {
    @Test func folderGivesJSONLinesInTheOrderOfItsFiles() async throws {
        let workshop = try Workshop()
        for number in (0..<30).reversed() {
            try workshop.folder.write(
                Newspaper.page(paragraphs: Newspaper.other(number)), to: "pages/\(number + 100).html")
        }
        try workshop.folder.write(Newspaper.page(), to: "pages/deeper/one.shtml")
        try workshop.folder.write(Newspaper.page(), to: "pages/.hidden.html")
        try workshop.folder.write("{}", to: "pages/gold.jsonl")
        let run = try await workshop.extract(["\(workshop.folder.path)/pages"])
        #expect(run.status == .done)
        #expect(run.errors == "")
        let objects = try run.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.compactMap { $0["id"] as? String } == (100..<130).map(String.init) + ["deeper/one"])
        for object in objects {
            let (text, body) = (try #require(object["text"] as? String), try #require(object["body"] as? String))
            #expect(text == "\(Newspaper.title)\n\(body)")
            #expect(object["title"] as? String == Newspaper.title)
            #expect(object["date"] as? String == "2023-09-05")
            #expect((object["article"] as? String)?.count == 16)
            #expect(object.values.allSatisfy { !($0 is NSNull) && ($0 as? String) != "" })
        }
    }

    @Test func simplifiedTextsNeedOpenCCsData() throws {
        let workshop = try Workshop("[text]\nscript = \"simplified\"")
        let failure = #expect(throws: CommandFailure.self) {
            try Wiring.checkText(workshop.configuration, openCC: "/nowhere/t2s.json")
        }
        #expect(failure?.status == .badConfiguration)
        #expect(failure.map { "\($0)" }?.contains("libopencc-data") == true)
        try Wiring.checkText(workshop.configuration)
        try Wiring.checkText(try Workshop().configuration, openCC: "/nowhere/t2s.json")
    }

    @Test func pagesThatCannotBeReadSayWhy() async throws {
        let workshop = try Workshop()
        let pages: [(page: [UInt8], reason: String)] = [
            (Array("a{b:c} d{e:f} g{h:i}".utf8), "CSS"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
            ((0..<2000).flatMap { [$0 % 2 == 0 ? 0x81 : 0x9D, 0x20] }, "no known charset"),
        ]
        for (number, (page, reason)) in pages.enumerated() {
            let path = "\(workshop.folder.path)/\(number).html"
            try Data(page).write(to: URL(filePath: path))
            let run = try await workshop.extract([path])
            #expect(run.status == .badData)
            #expect(run.errors.contains(reason))
        }
    }

    @Test func listsGiveTheirLinksResolvedAgainstTheirAddress() async throws {
        let workshop = try Workshop()
        let items = (1...6).map {
            "<li><a href='202306/t2023060\($0)_1\($0)234.html'>全市第\($0)次春耕生产工作会议召开</a> 2023-06-0\($0)</li>"
        }
        let pager = "<script>createPageHTML(3, 0, 'index', 'html')</script>"
        try workshop.folder.write("<ul>\(items.joined())</ul>\(pager)", to: "list.html")
        let options = ExtractJob.Options(address: "http://a.example/xw/", readsLinks: true)
        let run = try await workshop.extract(["\(workshop.folder.path)/list.html"], options)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let articles = try #require(object["articles"] as? [[String: String]])
        #expect(object["id"] as? String == "list")
        #expect(articles.count == 6)
        #expect(articles.first?["url"] == "http://a.example/xw/202306/t20230601_11234.html")
        #expect(articles.first?["title"] == "全市第1次春耕生产工作会议召开")
        #expect(articles.first?["date"] == "2023-06-01")
        #expect(
            object["next"] as? [String] == ["http://a.example/xw/index_1.html", "http://a.example/xw/index_2.html"])
    }

    @Test func rulesOfASourceOrOfTheCommandLineDecide() async throws {
        let source =
            "[[source]]\nid = \"a\"\nstart = \"http://127.0.0.1/\"\nrules = { body = \".text\", drop = [\"i\"] }"
        let workshop = try Workshop(source)
        let page = "<h1>关于停水的通告</h1><p>\(Newspaper.paragraphs[0])</p><div class=text><p>停水一日。</p><i>停电。</i></div>"
        try workshop.folder.write(page, to: "page.html")
        let paths = ["\(workshop.folder.path)/page.html"]
        #expect(try await workshop.extract(paths, .init(source: "a")).output == "关于停水的通告\n停水一日。\n")
        let tried = try await workshop.extract(paths, .init(source: "a", rules: "body = \"i, .none\""))
        #expect(tried.output == "关于停水的通告\n停电。\n")
        let explained = try await workshop.extract(paths, .init(explains: true, rules: "title = \"h2\""))
        #expect(explained.output.contains("h2"))
        let json = try await workshop.extract(paths, .init(format: .json, rules: "title = \"h2\""))
        #expect(json.output.contains("rule-unmatched"))
    }

    @Test func aSourceThatIsNotConfiguredIsTold() async throws {
        let workshop = try Workshop("[[source]]\nid = \"paper\"\nstart = \"http://127.0.0.1/\"")
        let run = try await workshop.extract(["-"], .init(source: "papre"))
        #expect(run.status == .badData)
        #expect(run.errors == "no source has the id papre; did you mean paper?\n")
    }

    @Test func badPagesInAFolderAreToldAndTheRestIsWritten() async throws {
        let workshop = try Workshop()
        try workshop.folder.write(Newspaper.page(), to: "pages/1.html")
        try workshop.folder.write("", to: "pages/2.html")
        try workshop.folder.write(Newspaper.page(), to: "pages/3.html")
        let run = try await workshop.extract(["\(workshop.folder.path)/pages"])
        #expect(run.status == .someFailed)
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(run.errors == "dibao: \(workshop.folder.path)/pages/2.html: the page is empty\n")
    }

    @Test func filesGiveTextWithAnEmptyLineBetween() async throws {
        let workshop = try Workshop()
        let paths = try ["a", "b"].map { try workshop.folder.write(Newspaper.page(), to: "\($0).html") }
        let run = try await workshop.extract(paths)
        #expect(run.status == .done)
        let parts = run.output.components(separatedBy: "\n\n")
        #expect(parts.count == 2)
        #expect(parts[0] + "\n" == parts[1])
        let json = try await workshop.extract(paths, .init(format: .json))
        #expect(json.output.split(separator: "\n").count == 2)
        #expect(json.output.contains("\"id\":\"a\""))
    }

    @Test func emptyFolderIsBadData() async throws {
        let workshop = try Workshop()
        try workshop.folder.write("x", to: "pages/readme.md")
        let run = try await workshop.extract(["\(workshop.folder.path)/pages"])
        #expect(run.status == .badData)
        #expect(run.errors.contains("no pages in this folder"))
    }

    @Test func pagesAboveTheLimitAreBadData() async throws {
        let workshop = try Workshop("[fetch]\nmax_body = \"1KiB\"")
        let path = try workshop.folder.write(Newspaper.page(), to: "a.html")
        let run = try await workshop.extract([path])
        #expect(run.status == .badData)
        #expect(run.errors.contains("larger than 1024 bytes"))
    }

    @Test func headerCharsetAndAddressAreHeeded() async throws {
        let workshop = try Workshop()
        let gb18030 = String.Encoding(rawValue: 0x8000_0632)  // as Core Foundation numbers it
        let page = Newspaper.page(date: "", charset: "").replacing("<meta charset=\"\">", with: "")
        let bytes = try #require(page.data(using: gb18030))
        let path = try workshop.folder.write(Array(bytes), to: "a.html")
        let address = "http://paper.example/2023-09/06/content_1.htm"
        let run = try await workshop.extract([path], .init(format: .json, address: address, charset: "gbk"))
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(fields["title"] as? String == Newspaper.title)
        #expect(fields["url"] as? String == address)
        #expect(fields["date"] as? String == "2023-09-06")
        #expect((fields["charset"] as? String)?.lowercased() == "gb18030" || fields["charset"] as? String == "gbk")
    }

    @Test func explanationNamesKeptAndDroppedBlocks() async throws {
        let workshop = try Workshop()
        let path = try workshop.folder.write(Newspaper.page(), to: "a.html")
        let run = try await workshop.extract([path], .init(explains: true))
        #expect(run.status == .done)
        #expect(run.output.contains("charset"))
        #expect(run.output.contains("互动交流"), "a block that is dropped")
        #expect(run.output.contains("区水务部门负责人"), "a block that is kept")
        let json = try await workshop.extract([path], .init(format: .json, explains: true))
        let fields = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(fields["v"] as? Int == 1)
        #expect(fields["id"] as? String == "a")
        let blocks = try #require(fields["blocks"] as? [[String: Any]])
        #expect(fields["kept"] as? Int == blocks.count { $0["kept"] as? Bool == true })
        #expect(blocks.allSatisfy { Set($0.keys) == ["kept", "verdict", "reason", "score", "place", "text"] })
        let candidates = try #require(fields["candidates"] as? [[String: Any]])
        #expect(Set(candidates.compactMap { $0["question"] as? String }).count == 5)
    }
}
