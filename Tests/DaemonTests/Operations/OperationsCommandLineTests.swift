import Foundation
import Testing

/// The commands of operations as their users run them.
@Suite(.timeLimit(.minutes(30))) struct OperationsCommandLineTests {
    @Test(arguments: [
        ["status", "--xml"], ["source", "frobnicate"], ["source", "probe"], ["source", "probe", "nowhere"],
        ["source", "add"], ["source", "add", "ftp://a.example/"], ["backfill"], ["backfill", "a"],
        ["backfill", "a", "--from", "2026-02-30"], ["backfill", "a", "--from", "2026-02-01", "--to", "now"],
        ["gaps", "--since", "lately"],
    ])
    func wrongUsageIs64(arguments: [String]) async throws {
        let run = try await Program.run(arguments)
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.output == "")
    }

    @Test func helpNamesTheCommands() async throws {
        let help = try await Program.run(["--help"])
        for command in ["run", "status", "source", "gaps", "backfill"] {
            #expect(help.output.contains("\n  \(command) "))
        }
        let source = try await Program.run(["source", "--help"])
        for command in ["list", "check", "probe", "add"] { #expect(source.output.contains("\n  \(command) ")) }
    }

    @Test func lookingAtNothingMakesNothingAndSaysWhereItLooked() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "[archive]\nroot = \"\(folder.path)/archive\"\n[state]\nurl = \"sqlite:\(folder.path)/state/a.db\"\n",
            to: "dibao.toml")
        for command in [["status"], ["status", "--json"], ["gaps"], ["consumer", "list"], ["topics", "list"]] {
            let run = try await Program.run(command + ["--config", file])
            #expect(run.status == 65, "\(command): \(run.errors)")
            #expect(run.output == "")
            #expect(run.errors.contains("\(folder.path)/state/a.db: no database here"), "\(command): \(run.errors)")
        }
        let sources = try await Program.run(["source", "list", "--config", file])
        #expect(sources.status == 0, "\(sources.errors)")
        #expect(folder.files() == ["dibao.toml"])
    }

    @Test func badConfigurationIs78() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("[fetch]\ndelay = 2\n", to: "dibao.toml")
        for command in [["status"], ["source", "list"], ["gaps"], ["backfill", "a", "--from", "2026-01-01"]] {
            #expect(try await Program.run(command + ["--config", file]).status == 78)
        }
    }
}
