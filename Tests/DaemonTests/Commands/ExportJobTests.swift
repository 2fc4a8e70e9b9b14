import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite struct ExportJobTests {
    private func filled() async throws -> Workshop {
        let workshop = try Workshop()
        let kept = try await LoopbackWeb.serve { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        } during: { web in
            try await workshop.fetch((1...3).map { web.url("/\($0)") })
        }
        #expect(kept.status == .done)
        return workshop
    }

    private func export(
        _ workshop: Workshop, _ change: (inout ExportJob.Options) -> Void = { _ in }
    ) async throws -> Workshop.Run {
        var options = ExportJob.Options()
        change(&options)
        return try await workshop.run { [options] console throws(CommandFailure) in
            try await ExportJob(workshop.configuration, options: options, console: console).run()
        }
    }

    @Test func jsonLinesCarryEventTextAndBody() async throws {
        let workshop = try await filled()
        let run = try await export(workshop)
        #expect(run.status == .done)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        let file = try #require(fields["file"] as? String)
        let text = try workshop.text(file)
        #expect(fields["text"] as? String == text)
        #expect(fields["body"] as? String == String(text.drop { $0 != "\n" }.dropFirst()))
    }

    @Test func textsGoToAFolderAsTheyAreInTheArchive() async throws {
        let workshop = try await filled()
        let run = try await export(workshop) { ($0.format, $0.output) = (.txt, "\(workshop.folder.path)/out") }
        #expect(run.status == .done)
        let files = workshop.folder.files().filter { $0.hasPrefix("out/") }
        #expect(files.map { String($0.dropFirst(4)) } == workshop.texts)
        for file in workshop.texts {
            let copy = try workshop.folder.text(of: "out/\(file)")
            #expect(try copy == workshop.text(file))
        }
    }

    @Test func aFileAppearsWholeAndAloneUnderItsName() async throws {
        let workshop = try await filled()
        let run = try await export(workshop) { ($0.format, $0.output) = (.csv, "\(workshop.folder.path)/all.csv") }
        #expect(run.status == .done && run.output == "")
        let rows = try workshop.folder.text(of: "all.csv").split(separator: "\r\n")
        #expect(rows.first == "id,date,published,title,publisher,authors,source,site,column,url,topics,chars,file,body")
        #expect(!workshop.folder.files().contains { $0.hasSuffix(".part") })
        let refused = try await export(workshop) { $0.output = "/nowhere/all.jsonl" }
        #expect(refused.status == .inputOutput)
        #expect(refused.errors.contains("/nowhere/all.jsonl"))
    }

    @Test func daysSourcesAndTopicsPick() async throws {
        let workshop = try await filled()
        #expect(try await export(workshop) { $0.since = "2999-01-01" }.output == "")
        #expect(try await export(workshop) { $0.until = "1999-01-01" }.output == "")
        #expect(try await export(workshop) { $0.sources = ["nobody's"] }.output == "")
        #expect(try await export(workshop) { $0.topics = ["none"] }.output == "")
        #expect(try await export(workshop) { $0.sources = ["manual"] }.output.split(separator: "\n").count == 3)
    }

    @Test func aMissingTextIsLeftOutAndTold() async throws {
        let workshop = try await filled()
        let file = try #require(workshop.texts.first)
        try FileManager.default.removeItem(atPath: "\(workshop.folder.path)/archive/\(file)")
        let run = try await export(workshop)
        #expect(run.status == .someFailed)
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(run.errors.contains("left out: ") && run.errors.contains(file))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("", ""), ("a\"\u{301},=x", "\"a\"\"\u{301},=x\""),
    ])
    func cellsAreQuotedWhereTheyMust(text: String, cell: String) { #expect(ExportSink.cell(text) == cell) }
}
