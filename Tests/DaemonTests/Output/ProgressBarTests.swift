import Testing

@testable import Daemon

@Suite struct ProgressBarTests {
    @Test(arguments: [(0, 0, 20), (0, 7, 0), (7, 7, 20), (3, 6, 10), (9, 6, 20)])
    func theBarShowsThePart(done: Int, all: Int, full: Int) {
        #expect(progressBar(done, of: all).count { $0 == "#" } == full)
        #expect(progressBar(done, of: all).count == 22)
    }
}
