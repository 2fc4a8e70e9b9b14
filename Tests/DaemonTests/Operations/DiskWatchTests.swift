import Testing

@testable import Daemon

@Suite struct DiskWatchTests {
    @Test func pausesBelowTheReserveAndResumesAboveMore() {
        var watch = DiskWatch()
        /// Whether the verdict changed, and the verdict.
        func note(_ freeMiB: Int) -> (Bool, String?) {
            let roomy = DiskSpace(path: "state", freeBytes: 900 << 20, totalBytes: 2000 << 20)
            let disk = DiskSpace(path: "archive", freeBytes: freeMiB << 20, totalBytes: 2000 << 20)
            return (watch.note([roomy, disk]), watch.shortage)
        }
        #expect(note(64) == (false, nil))
        #expect(note(63) == (true, "the disk under archive is nearly full: 63 MiB free, 64 MiB wanted"))
        // A little more is not enough: it would be short again at once.
        #expect(note(79) == (false, "the disk under archive is nearly full: 63 MiB free, 64 MiB wanted"))
        #expect(note(80) == (true, nil))
        #expect(note(79) == (false, nil))
    }

    @Test func filesRunOutToo() {
        var watch = DiskWatch()
        let many = 1000 << 20
        let isShort = watch.note([DiskSpace(path: "a", freeBytes: many, totalBytes: 2 * many, freeFiles: 999)])
        #expect(isShort)
        #expect(watch.shortage == "the disk under a is nearly full: room for 999 more files only")
        let isOver = watch.note([DiskSpace(path: "a", freeBytes: many, totalBytes: 2 * many, freeFiles: nil)])
        #expect(isOver)
    }
}
