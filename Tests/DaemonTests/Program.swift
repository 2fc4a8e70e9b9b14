import Foundation
import Testing

/// The built `dibao`, run as its users run it.
final class Program: Sendable {
    struct Ended {
        /// The exit status; -1 where a signal ended it.
        var status: Int32
        var output: String
        var errors: String
    }

    private let folder: TemporaryFolder
    private let id: pid_t

    /// It stands beside the tests.
    static var path: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: tests).deletingLastPathComponent().appending(path: "dibao").path
        }
    }

    /// Starts it in a folder of its own, with these variables and no others.
    ///
    /// - Parameters:
    ///   - input: its standard input.
    ///   - output: where its standard output goes; nil keeps it.
    init(
        _ arguments: [String], input: String = "", output: String? = nil, environment: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        try folder.write(input, to: "stdin")
        try folder.write("", to: "work/.keep")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "\(folder.path)/stdin", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "\(folder.path)/stdout", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "\(folder.path)/stderr", flags, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // `env` changes the folder: Glibc's module lacks the spawn action that does.
        let words = (["env", "-C", "\(folder.path)/work", try Program.path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + variables { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, "/usr/bin/env", &actions, &attributes, words + [nil], variables + [nil])
        try #require(code == 0, "\(String(cString: strerror(code)))")
        self.id = id
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], input: String = "", output: String? = nil, environment: [String: String] = [:]
    ) async throws -> Ended {
        try await Program(arguments, input: input, output: output, environment: environment).ended()
    }

    func send(_ signal: Int32) { kill(id, signal) }

    /// What it has said to the errors so far.
    var errors: String { (try? folder.text(of: "stderr")) ?? "" }

    /// Returns when it has ended.
    func ended() async throws -> Ended {
        let id = id
        let status = await withCheckedContinuation { done in
            DispatchQueue.global().async {
                var status: Int32 = 0
                while waitpid(id, &status, 0) < 0, errno == EINTR {}
                done.resume(returning: status & 0x7F == 0 ? status >> 8 & 0xFF : -1)
            }
        }
        let output = try? folder.text(of: "stdout")  // it may have gone elsewhere
        return Ended(status: status, output: output ?? "", errors: try folder.text(of: "stderr"))
    }
}
