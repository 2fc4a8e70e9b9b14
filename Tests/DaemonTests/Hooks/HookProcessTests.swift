import Foundation
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(30))) struct HookProcessTests {
    private func run(
        _ script: String, input: String = "", timeout: Duration = .seconds(600), environment: [String: String] = [:]
    ) async -> HookProcess.End {
        await HookProcess.run(
            ["/bin/sh", "-c", script], input: Array(input.utf8), environment: environment, timeout: timeout)
    }

    @Test func exitZeroIsNoProblem() async throws {
        let folder = try TemporaryFolder()
        let events = (0..<20_000).map { "{\"seq\":\($0)}\n" }.joined()
        let end = await run("cat > \(folder.path)/got", input: events)
        #expect(end == HookProcess.End())
        #expect(try folder.text(of: "got") == events)
    }

    @Test func otherEndsAreNamedWithWhatItSaid() async {
        let failing = await run("echo first >&2; echo second >&2; exit 3")
        #expect(failing == HookProcess.End(problem: "exit status 3", lines: ["first", "second"]))
        #expect(await run("kill -9 $$").problem == "ended by signal 9")
        let missing = await HookProcess.run(["/nowhere/at/all"], input: [], environment: [:], timeout: .seconds(5))
        #expect(missing.problem?.contains("/nowhere/at/all") == true)
    }

    @Test func oneThatDoesNotReadIsJudgedByItsExit() async {
        let events = String(repeating: "x", count: 1 << 20)
        #expect(await run("exit 0", input: events).problem == nil)
        #expect(await run("exec <&-; exit 4", input: events).problem == "exit status 4")
    }

    @Test func oneThatTakesTooLongIsEndedWithItsChildren() async throws {
        let folder = try TemporaryFolder()
        let began = ContinuousClock.now
        let end = await run("sleep 600 & echo $! > \(folder.path)/child; wait", timeout: .seconds(5))
        #expect(end.problem == "not done after 5s")
        #expect(.now - began < .seconds(300))
        let child = try #require(pid_t(try folder.text(of: "child").trimmingCharacters(in: .whitespacesAndNewlines)))
        // A dead child may wait for its new parent to look after it; it runs no more.
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        #expect(state.map { $0.contains(") Z ") } ?? true)
    }

    @Test func childrenThatIgnoreTheSignalAreEndedToo() async throws {
        let folder = try TemporaryFolder()
        let end = await run(
            "(trap '' TERM; echo $(sh -c 'echo $PPID') > \(folder.path)/child; sleep 600) & wait",
            timeout: .seconds(5))
        #expect(end.problem == "not done after 5s")
        let child = try #require(pid_t(try folder.text(of: "child").trimmingCharacters(in: .whitespacesAndNewlines)))
        while kill(child, 0) == 0 {
            let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)  // none once it is gone
            if state?.contains(") Z ") == true { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        // Dead, it may wait for its new parent to look after it; gone, it has no such file.
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        #expect(state.map { $0.contains(") Z ") } ?? true)
    }

    @Test func whatTheDaemonHasOpenIsNotTheProgramsToo() async throws {
        let folder = try TemporaryFolder()
        let open = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)  // inherited by default
        defer { close(open) }
        let end = await run("ls /proc/self/fd > \(folder.path)/open")
        #expect(end.problem == nil)
        let listed = try folder.text(of: "open").split(separator: "\n").compactMap { Int($0) }
        #expect(listed.allSatisfy { $0 <= 3 }, "3 is what ls reads the list through: \(listed)")
    }

    @Test func whatFinishesThoughItIsToldToEndIsDone() async throws {
        let folder = try TemporaryFolder()
        let ready = "\(folder.path)/ready"
        let task = Task { await run("trap 'exit 0' TERM; echo > \(ready); sleep 600 & wait") }
        while !FileManager.default.fileExists(atPath: ready) { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        #expect(await task.value.problem == nil)
    }

    @Test func cancellingEndsIt() async {
        let task = Task { await run("sleep 600") }
        task.cancel()
        #expect(await task.value.problem == "stopped with the daemon")
    }

    @Test func whatItSaysIsBoundedAndSteersNoTerminal() async {
        let end = await run("printf 'a\\033[31mb\\n' >&2; head -c 3000000 /dev/zero | tr '\\0' x >&2")
        #expect(end.problem == nil)
        #expect(end.lines.first == "a[31mb")
        #expect(end.lines.joined().utf8.count <= 64 << 10)
    }

    @Test func signalsThatTheDaemonIgnoresEndIt() async {
        signal(SIGPIPE, SIG_IGN)
        #expect(await run("kill -PIPE $$").problem == "ended by signal 13")
    }
}
