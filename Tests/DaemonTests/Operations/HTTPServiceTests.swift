import Fetching
import LoopbackWeb
import Model
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(30))) struct HTTPServiceTests {
    @Test func aTakenAddressEndsTheDaemonWithWordsOnWhatToDo() async throws {
        let web = try LoopbackWeb { _ in Answer([]) }
        let workshop = try Workshop("[http]\nlisten = \"127.0.0.1:\(web.port)\"")
        let run = try await Program.run(["run", "--config", workshop.settingsFile])
        #expect(run.status == 69)
        #expect(run.errors.contains("http.listen: cannot listen on 127.0.0.1:\(web.port): address already in use"))
        #expect(run.errors.contains("choose another port"))
    }

    @Test func theDaemonServesWhileItRunsAndEndsInGoodTime() async throws {
        let workshop = try Workshop("[http]\nlisten = \"127.0.0.1:0\"")
        let daemon = try Program(["run", "--config", workshop.settingsFile])
        var origin: Substring?
        for _ in 0..<24_000 where origin == nil {
            try await Task.sleep(for: .milliseconds(50))
            origin = daemon.errors.split(separator: "\n").compactMap { $0.split(separator: "address=").last }
                .first { $0.hasPrefix("http://127.0.0.1:") }
        }
        var policy = FetchPolicy()
        policy.allowsPrivateAddresses = true
        let fetcher = try Fetcher(policy: policy)
        let address = try WebAddress(parsing: "\(try #require(origin))readyz")
        let answer = try await fetcher.fetch(Request(address))
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"status":"ready"}"#)
        await fetcher.shutDown()
        let began = ContinuousClock.now
        daemon.send(15)
        #expect(try await daemon.ended().status == 0)
        #expect(ContinuousClock.now - began < .seconds(120))
    }
}
