import Foundation
import LoopbackWeb
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct SearchJobTests {
    private static let pages = [
        "/1": ("全省推进乡村振兴现场会召开", "<p>会议强调，要把“百千万工程”抓紧抓实，推动城乡区域协调发展，确保各项任务按时完成。</p>"),
        "/2": ("鄉村振興工作簡報", "<p>各地要繼續推進鄉村振興，加強基層治理，改善人居環境，讓群眾有更多的獲得感。</p>"),
        "/3": ("全市教育大会举行", "<p>\u{1B}[31m大会提出，到２０３０年建成教育强市，办好每一所学校，培训每一名教师。</p>"),
    ]

    private func filled() async throws -> Workshop {
        let workshop = try Workshop()
        let kept = try await LoopbackWeb.serve { request in
            let (title, body) = SearchJobTests.pages[request.path] ?? ("", "")
            return .page(
                "<html><head><title>\(title)</title></head><body><h1>\(title)</h1><p>2023年6月16日</p><div>\(body)</div></body>"
            )
        } during: { web in
            try await workshop.fetch(["/1", "/2", "/3"].map { web.url($0) })
        }
        #expect(kept.status == .done, "\(kept.errors)")
        return workshop
    }

    private func search(
        _ workshop: Workshop, _ query: String, limit: Int = 20, json: Bool = false,
        _ change: (inout SearchInquiry.Wishes) -> Void = { _ in }
    ) async throws -> Workshop.Run {
        var wishes = SearchInquiry.Wishes()
        wishes.query = query
        change(&wishes)
        return try await workshop.run { [wishes] console throws(CommandFailure) in
            try await SearchJob(workshop.configuration, wishes: wishes, console: console).run(limit: limit, json: json)
        }
    }

    @Test func simplifiedWordsFindTraditionalTextsAndTheOtherWayRound() async throws {
        let workshop = try await filled()
        for query in ["乡村振兴", "鄉村振興"] {
            let run = try await search(workshop, query)
            #expect(run.status == .done)
            #expect(run.output.contains("全省推进乡村振兴现场会召开") && run.output.contains("鄉村振興工作簡報"), "\(run.output)")
            #expect(run.errors.hasSuffix("dibao: 2 articles\n"))
        }
        #expect(try await search(workshop, "2030").output.contains("全市教育大会举行"))
    }

    @Test func theExcerptShowsWhatWasFoundAndNoEscapes() async throws {
        let workshop = try await filled()
        let run = try await search(workshop, "教育强市", json: true)
        let found = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let excerpt = try #require(found["excerpt"] as? String)
        #expect(!excerpt.contains("\u{1B}"))
        let marks = try #require(found["marks"] as? [[Int]])
        #expect(marks.count == 1)
        let start = excerpt.unicodeScalars.index(excerpt.unicodeScalars.startIndex, offsetBy: marks[0][0])
        #expect(excerpt[start...].hasPrefix("教育强市") && marks[0][1] == 4)
        #expect(found["date"] as? String == "2023-06-16")
        #expect(try await workshop.show(try #require(found["id"] as? String)).status == .done)
        #expect(try await search(workshop, "教育强市").output.contains("\u{1B}") == false)
    }

    @Test func theLimitIsToldAndNothingFoundIsNoFailure() async throws {
        let workshop = try await filled()
        let run = try await search(workshop, "乡村 OR 教育", limit: 1)
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(run.errors.contains("the newest 1 of 3 articles"))
        let none = try await search(workshop, "没有这样的话")
        #expect(none.status == .done && none.output == "" && none.errors == "dibao: nothing found\n")
        #expect(try await search(workshop, "乡村") { $0.from = "2023-06-17" }.output == "")
        #expect(try await search(workshop, "乡村") { $0.sources = ["nobody's"] }.output == "")
    }

    @Test func badQueriesAndMissingArchivesAreTold() async throws {
        let workshop = try await filled()
        let unclosed = try await search(workshop, "\"乡村")
        #expect(unclosed.status == .usage && unclosed.errors.contains("does not end"))
        #expect(try await search(workshop, "乡村") { $0.to = "yesterday" }.status == .usage)
        #expect(try await search(Workshop(), "乡村").status == .badData)
    }

    @Test func aDatabaseThatIsLostOrEmptyIsToldInsteadOfNothingFound() async throws {
        let workshop = try await filled()
        let state = "\(workshop.folder.path)/state"
        try await workshop.loseState()
        let lost = try await search(workshop, "乡村")
        #expect(lost.status == .inputOutput && lost.errors.contains("there is no database here"))
        #expect(lost.errors.contains("dibao index --rebuild"))
        #expect(!FileManager.default.fileExists(atPath: "\(state)/dibao.db"), "looking makes none")
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try workshop.openStore().close()
        let empty = try await search(workshop, "乡村")
        #expect(empty.status == .inputOutput && empty.errors.contains("ends at event 0"))
        #expect(try await workshop.rebuild().status == .done)
        #expect(try await search(workshop, "乡村").errors.hasSuffix("2 articles\n"))
    }

    @Test func anIndexThatIsLostDamagedOrOfAnotherJournalIsMadeAnew() async throws {
        let workshop = try await filled()
        let count = try await search(workshop, "乡村").output.split(separator: "\n").count
        let file = "\(workshop.folder.path)/state/dibao.db.search"
        try SQLiteFiles.remove(file)
        #expect(try await search(workshop, "乡村").output.split(separator: "\n").count == count)

        let index = try SQLiteSearchIndex(path: file, state: "\(workshop.folder.path)/state/dibao.db")
        _ = try await index.add([], from: try await index.position(), through: 1000)
        try index.close()
        #expect(try await search(workshop, "乡村").output.split(separator: "\n").count == count)

        try SQLiteFiles.remove(file)
        try Data(repeating: 7, count: 9000).write(to: URL(filePath: file))
        let healed = try await search(workshop, "乡村")
        #expect(healed.status == .done && healed.errors.contains("search index is damaged"), "\(healed.errors)")
        #expect(healed.output.split(separator: "\n").count == count)

        // Sound where it is opened, damaged where it is asked.
        var bytes = try Data(contentsOf: URL(filePath: file))
        for position in 4096..<bytes.count where position % 4096 < 64 { bytes[position] = 0xA5 }
        try SQLiteFiles.remove(file)
        try bytes.write(to: URL(filePath: file))
        #expect(try await search(workshop, "乡村").output.split(separator: "\n").count == count)
    }

    @Test func aTextThatIsMissingIsLeftOutAndTold() async throws {
        let workshop = try await filled()
        _ = try await search(workshop, "教育")
        let file = try #require(workshop.texts.first { (try? workshop.text($0).contains("教育强市")) == true })
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/archive/\(file)")
        let run = try await search(workshop, "教育强市")
        #expect(run.status == .someFailed && run.errors.contains("left out: ") && run.output == "")
        try SQLiteFiles.remove("\(workshop.folder.path)/state/dibao.db.search")
        let again = try await search(workshop, "教育强市")
        #expect(again.status == .done && again.errors.contains("cannot be searched"), "\(again.errors)")
        #expect(try await search(workshop, "乡村").errors.hasSuffix("2 articles\n"))
    }

    @Test func theTimelineTellsTheFirstArticleMonthsAndSources() async throws {
        let workshop = try await filled()
        func timeline(_ form: TimelineJob.Form, _ query: String = "乡村振兴") async throws -> Workshop.Run {
            var wishes = SearchInquiry.Wishes()
            wishes.query = query
            return try await workshop.run { [wishes] console throws(CommandFailure) in
                try await TimelineJob(workshop.configuration, wishes: wishes, console: console).run(form)
            }
        }
        let text = try await timeline(.text).output
        #expect(text.hasPrefix("乡村振兴: 2 articles\nFirst seen 2023-06-16 in manual: "))
        #expect(text.contains("2023-06         2   66.7%  ██████████████████████████████\n"), "\(text)")
        let json = try await timeline(.json).output
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(fields["count"] as? Int == 2)
        #expect((fields["months"] as? [[String: Any]])?.first?["month"] as? String == "2023-06")
        let svg = try await timeline(.svg, "\"<b>乡村振兴\"").output
        #expect(svg.contains("<title>&quot;&lt;b&gt;乡村振兴&quot;</title>"))
        let none = try await timeline(.text, "没有这样的话")
        #expect(none.status == .done && none.output == "" && none.errors == "dibao: nothing found\n")
        #expect(try await timeline(.json, "没有这样的话").output.contains("\"months\":[]"))
    }
}
