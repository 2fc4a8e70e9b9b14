import Foundation
import Testing

@testable import Daemon

@Suite struct DaemonLockTests {
    @Test func onlyOneHasIt() throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/state/deep/dibao.db"
        #expect(try DaemonLock.holder(beside: database) == nil)
        let lock = try DaemonLock.take(beside: database)
        let holder = try #require(try DaemonLock.holder(beside: database))
        #expect(holder.processID == Int(getpid()))
        #expect(holder.host?.isEmpty == false)
        let failure = #expect(throws: CommandFailure.self) { _ = try DaemonLock.take(beside: database) }
        #expect(failure?.status == .tryAgain)
        #expect(failure?.description.contains("process \(getpid())") == true)
        #expect(failure?.description.contains(database) == true)
        withExtendedLifetime(lock) {}
    }

    @Test func lookingTakesNothing() throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        var lock: DaemonLock? = try DaemonLock.take(beside: database)
        withExtendedLifetime(lock) {}
        for _ in 0..<3 { #expect(try DaemonLock.holder(beside: database) != nil) }
        lock = nil
        #expect(try DaemonLock.holder(beside: database) == nil)
        lock = try DaemonLock.take(beside: database)
        withExtendedLifetime(lock) {}
    }

    @Test func whatAKilledDaemonLeftIsNoLock() throws {
        let folder = try TemporaryFolder()
        try folder.write("99999 elsewhere\n", to: "dibao.db.lock")
        #expect(try DaemonLock.holder(beside: "\(folder.path)/dibao.db") == nil)
        let lock = try DaemonLock.take(beside: "\(folder.path)/dibao.db")
        #expect(try folder.text(of: "dibao.db.lock").hasPrefix("\(getpid()) "))
        withExtendedLifetime(lock) {}
    }

    @Test(arguments: ["", "garbage without a number", "\u{1B}[31m x\n", String(repeating: "9", count: 600)])
    func unreadableHoldersAreNoFailure(text: String) throws {
        let folder = try TemporaryFolder()
        let database = "\(folder.path)/dibao.db"
        let lock = try DaemonLock.take(beside: database)
        try Data(text.utf8).write(to: URL(fileURLWithPath: DaemonLock.path(beside: database)))
        let holder = try #require(try DaemonLock.holder(beside: database))
        #expect(holder.processID == nil)
        #expect(!holder.description.contains("\u{1B}"))
        withExtendedLifetime(lock) {}
    }

    @Test func unusableFoldersAreToldWithTheirPath() throws {
        let folder = try TemporaryFolder()
        try folder.write("a file", to: "state")
        let failure = #expect(throws: CommandFailure.self) {
            _ = try DaemonLock.take(beside: "\(folder.path)/state/dibao.db")
        }
        #expect(failure?.status == .inputOutput)
        #expect(failure?.description.contains("\(folder.path)/state") == true)
        #expect(try DaemonLock.holder(beside: "\(folder.path)/state/dibao.db") == nil)
    }
}
