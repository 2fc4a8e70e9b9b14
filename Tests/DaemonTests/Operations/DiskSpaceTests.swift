import Foundation
import Testing

@testable import Daemon

@Suite struct DiskSpaceTests {
    @Test(arguments: [
        (totalMiB: 100, reserveMiB: 10), (640, 64), (2000, 64), (6400, 64), (50_000, 500), (4_000_000, 1024),
    ])
    func reserveFollowsTheDisk(totalMiB: Int, reserveMiB: Int) {
        let disk = DiskSpace(path: "a", freeBytes: 0, totalBytes: totalMiB << 20)
        #expect(disk.reserveBytes == reserveMiB << 20)
    }

    @Test func realDisksAreAsked() throws {
        let folder = try TemporaryFolder()
        let here = try DiskSpace.under(folder.path)
        #expect(here.totalBytes > 0)
        #expect(here.freeBytes <= here.totalBytes)
        #expect(try DiskSpace.under("\(folder.path)/not/yet/there").totalBytes == here.totalBytes)
        #expect(try DiskSpace.under("not-yet-there").totalBytes > 0)
        #expect(try DiskSpace.under("").totalBytes > 0)
    }

    @Test func aPathThatCannotBeAskedIsToldSo() throws {
        let name = String(repeating: "x", count: 300)
        let failure = #expect(throws: CommandFailure.self) { _ = try DiskSpace.under("/tmp/\(name)") }
        #expect(failure?.status == .inputOutput)
    }
}
