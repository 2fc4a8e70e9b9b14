import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// `config/examples/word-frequencies.py`, as its users run it.
@Suite(.timeLimit(.minutes(30)), .enabled(if: Python.path != nil, "python3 is not installed"))
struct ExampleAnalyzerTests {
    private func analyze(_ workshop: Workshop) throws -> (status: Int32, output: String, errors: String) {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../config/examples/word-frequencies.py").standardizedFileURL
        let process = Process()
        process.executableURL = URL(filePath: try #require(Python.path))
        process.arguments = [
            script.path, "--topic", "all", "--state", "\(workshop.folder.path)/words.json", "--config",
            workshop.settingsFile, "--dibao", try Program.path, "--top", "3",
        ]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: said, as: UTF8.self),
            String(decoding: complained, as: UTF8.self)
        )
    }

    @Test func everyArticleOfTheTopicIsCountedOnce() async throws {
        let workshop = try Workshop(
            "[fetch]\nprivate_addresses = true\ndelay = \"0s\"\n[[topic]]\nid = \"all\"\nname = \"全部\"\nany = [\"服务\"]")
        func fetch(_ numbers: Range<Int>) async throws {
            let kept = try await LoopbackWeb.serve { request in
                .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
            } during: { web in
                try await workshop.fetch(numbers.map { web.url("/\($0)") })
            }
            #expect(kept.status == .done, "\(kept.errors)")
        }
        try await fetch(0..<2)
        let first = try analyze(workshop)
        #expect(first.status == 0 && first.output.hasPrefix("2023-09\t"), "\(first)")
        #expect(try analyze(workshop).output == first.output, "nothing is counted again")
        try await fetch(2..<4)
        let more = try analyze(workshop)
        #expect(more.status == 0)
        let counts = [first, more].map { run in
            run.output.split(separator: "\t").last?.split(separator: ",").first.flatMap {
                Int($0.split(separator: " ").last ?? "")
            }
        }
        #expect(try #require(counts[1]) > #require(counts[0]), "\(more.output)")
    }
}

private enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
