import Foundation
import Testing

private let tool = "/usr/bin/systemd-analyze"

/// The units in `systemd/`, held against the tool that knows.
@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: tool),
        "systemd-analyze is not here: install the package systemd"))
struct UnitTests {
    private static let names = ["dibao.service", "dibao-fetch@.service", "dibao-fetch@.timer"]

    private let folder: TemporaryFolder

    /// Copies the units, with the program that stands beside the tests in place of the installed one.
    init() throws {
        folder = try TemporaryFolder()
        let units = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "systemd")
        for name in UnitTests.names {
            let text = try String(contentsOf: units.appending(path: name), encoding: .utf8)
            let program = try Program.path
            try folder.write(text.replacing("/usr/local/bin/dibao", with: program), to: name)
        }
    }

    @Test func unitsAreWellFormed() throws {
        let run = try analyze(
            ["verify", "--man=no", "./dibao.service", "./dibao-fetch@list.service", "./dibao-fetch@list.timer"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output == "")
    }

    @Test(arguments: ["dibao.service", "dibao-fetch@.service"])
    func exposureIsAtMostOnePointFive(unit: String) throws {
        let run = try analyze(["security", "--offline=true", "--threshold=15", "--no-pager", "./\(unit)"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("Overall exposure level"))
    }

    @Test func verifyRefusesABrokenUnit() throws {
        try folder.write("[Service]\nType=nonsense\nExecStart=relative\n", to: "dibao.service")
        #expect(try analyze(["verify", "--man=no", "./dibao.service"]).status != 0)
    }

    private func analyze(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
