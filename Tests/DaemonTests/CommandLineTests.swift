import Foundation
import LoopbackWeb
import Model
import Testing

@testable import Daemon

/// The program itself: words in, text and exit status out.
@Suite(.timeLimit(.minutes(30))) struct CommandLineTests {
    @Test func versionAndHelpAreData() async throws {
        let version = try await Program.run(["--version"])
        #expect(version.status == 0)
        #expect(version.output == "dibao \(dibaoVersion)\n")
        let help = try await Program.run(["--help"])
        #expect(help.status == 0)
        for command in ["fetch", "extract", "show", "index", "sample"] {
            #expect(help.output.contains("\n  \(command) "))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionScriptsAreMade(shell: String) async throws {
        let run = try await Program.run(["--generate-completion-script", shell])
        #expect(run.status == 0)
        #expect(run.output.contains("extract"))
    }

    @Test(arguments: [["source", "check"], ["gaps"], ["backfill"]])
    func completionKnowsTheSourcesOfTheNamedConfiguration(command: [String]) async throws {
        let folder = try TemporaryFolder()
        let settings = try folder.write(
            "[[source]]\nid = \"qingyan\"\nstart = \"http://a.example/\"\n[[source]]\nid = \"yunxiu\"\nstart = \"http://b.example/\"",
            to: "dibao.toml")
        let words = ["dibao"] + command + ["--config", settings, ""]
        let asked = ["---completion"] + command + ["--", "positional@0", "\(words.count - 1)", "0"] + words
        let run = try await Program.run(asked)
        #expect(run.output.split(separator: "\n") == ["qingyan", "yunxiu"], "\(run.errors)")
        let broken = try await Program.run(asked.map { $0 == settings ? "/nowhere.toml" : $0 })
        #expect(!broken.output.contains("qingyan"))
    }

    @Test(arguments: [
        ["--frobnicate"], ["frobnicate"], ["fetch"], ["fetch", "not-an-address"], ["fetch", "ftp://example.org/"],
        ["fetch", "-", "http://127.0.0.1/"], ["fetch", "http://127.0.0.1/", "--print", "xml"], ["extract"],
        ["extract", "-", "--format", "yaml"], ["extract", "-", "--rules", "body = \"p:first\""],
        ["extract", "-", "--url", "x"], ["show"], ["index"],
        ["sample", "--port", "70000"], ["extract", "-", "--log-level", "loud"],
    ])
    func wrongUsageIs64(arguments: [String]) async throws {
        let run = try await Program.run(arguments)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.output == "")
        #expect(run.errors.contains("Usage:") || run.errors.contains("Error:"))
    }

    @Test func wrongConfigurationIs78AndNamesFileLineAndKey() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("[fetch]\nuser_agnet = \"x\"\ndelay = 2\n", to: "dibao.toml")
        for command in [["fetch", "http://127.0.0.1/"], ["extract", "-"], ["show", "00"], ["index", "--rebuild"]] {
            let run = try await Program.run(command + ["--config", file])
            #expect(run.status == 78)
            #expect(run.output == "")
            #expect(run.errors.contains("\(file):2: fetch.user_agnet: unknown key; did you mean user_agent?"))
            #expect(run.errors.contains("\(file):3: fetch.delay: expected a duration"))
        }
        let missing = try await Program.run(["extract", "-", "--config", "\(folder.path)/none.toml"])
        #expect(missing.status == 78)
        let variable = try await Program.run(["extract", "-"], environment: ["DIBAO_TEXT_WIDTH": "wide"])
        #expect(variable.status == 78)
        #expect(variable.errors.contains("DIBAO_TEXT_WIDTH"))
    }

    @Test func extractReadsThePageOnItsInput() async throws {
        let run = try await Program.run(["extract", "-"], input: Newspaper.page())
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("\(Newspaper.title)\n本报讯 9月4日,"))
        let kept = try await Program.run(
            ["extract", "-"], input: Newspaper.page(), environment: ["DIBAO_TEXT_WIDTH": "keep"])
        #expect(kept.output.contains("本报讯 9月4日，"))
    }

    @Test func badDataIs65AndMissingFilesAre74() async throws {
        #expect(try await Program.run(["extract", "-"]).status == 65)
        let missing = try await Program.run(["extract", "/nonexistent/page.html"])
        #expect(missing.status == 74)
        #expect(missing.errors == "dibao: /nonexistent/page.html: no such file or folder\n")
        #expect(try await Program.run(["show", "0123456789abcdef"]).status == 65)
    }

    @Test func fullOutputIs74() async throws {
        let run = try await Program.run(["extract", "-"], input: Newspaper.page(), output: "/dev/full")
        #expect(run.status == 74)
        #expect(run.errors == "dibao: cannot write the output: No space left on device\n")
    }

    @Test func addressesComeFromTheInput() async throws {
        let workshop = try Workshop()
        let web = try LoopbackWeb { request in
            request.path == "/none" ? .page("", status: 404) : .page(Newspaper.page())
        }
        defer { web.stop() }
        let run = try await Program.run(
            ["fetch", "-", "--config", workshop.settingsFile],
            input: "\(web.url("/a"))\n\n# a comment\n  \(web.url("/none"))\nnot an address\n")
        #expect(run.status == 1)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.errors.split(separator: "\n").count == 2)
        #expect(workshop.texts.count == 1)
    }

    @Test func interruptedFetchStopsAndSaysSo() async throws {
        let workshop = try Workshop()
        let isAsked = try Gate()
        let web = try LoopbackWeb { _ in Answer([.open(isAsked), .hang]) }
        defer { web.stop() }
        let program = try Program(["fetch", web.url("/"), "--config", workshop.settingsFile])
        await isAsked.opened()
        program.send(SIGTERM)
        let run = try await program.ended()
        #expect(run.status == 75)
        #expect(run.errors.contains("stopped"))
    }

    @Test func twoProcessesAtOnceShareOneArchive() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nper_host = 8")
        let web = try LoopbackWeb { request in
            .page(Newspaper.page(paragraphs: Newspaper.other(Int(request.path.filter(\.isNumber)) ?? 0)))
        }
        defer { web.stop() }
        // Both know the texts 20 to 39, at addresses of their own.
        func addresses(_ numbers: Range<Int>, _ site: String) -> [String] { numbers.map { web.url("/\(site)/\($0)") } }
        let settings = ["--config", workshop.settingsFile]
        let programs = [
            try Program(["fetch"] + addresses(0..<40, "a") + settings),
            try Program(["fetch"] + addresses(20..<60, "b") + settings),
        ]
        for program in programs {
            let run = try await program.ended()
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.split(separator: "\n").count == 40)
        }
        let events = try workshop.events()
        #expect(events.map(\.sequence) == Array(1...80))
        #expect(events.count { $0.name == "article" } == 60)
        #expect(events.count { $0.name == "duplicate" } == 20)
        let numbers = workshop.texts.map { $0.split(separator: "/")[3].prefix(3) }
        #expect(numbers.sorted() == (0..<60).map { ($0 < 10 ? "00" : "0") + "\($0)" })
        #expect(Set(events.compactMap(\.record?.file)) == Set(workshop.texts))
    }

    @Test func killedFetchLeavesAnArchiveThatTheNextOneCompletes() async throws {
        let workshop = try Workshop("[fetch]\nprivate_addresses = true\ndelay = \"0s\"\nper_host = 4")
        let isHalfDone = try Gate()
        let visits = Counter()
        let web = try LoopbackWeb { request in
            let number = Int(request.path.filter(\.isNumber)) ?? 0
            let page = Answer.page(Newspaper.page(paragraphs: Newspaper.other(number)))
            return visits.next() == 30 ? Answer([.open(isHalfDone), .hang]) : page
        }
        defer { web.stop() }
        let addresses = (0..<60).map { web.url("/\($0)") }
        let killed = try Program(["fetch"] + addresses + ["--config", workshop.settingsFile])
        await isHalfDone.opened()
        killed.send(SIGKILL)
        #expect(try await killed.ended().status == -1)

        let run = try await workshop.fetch(addresses)
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.lines.count == 60)
        let events = try workshop.events()
        #expect(events.count == 60)
        #expect(Set(events.map(\.sequence)).count == 60)
        #expect(Set(events.compactMap(\.record?.file)) == Set(workshop.texts))
        for event in events {
            let record = try #require(event.record)
            #expect(try workshop.text(record.file).hasPrefix(Newspaper.title + "\n"))
        }
        let names = workshop.folder.files().filter { $0.hasPrefix("archive/2") }
        #expect(names.count == 61, "60 texts and an index, no draft")
    }
}
