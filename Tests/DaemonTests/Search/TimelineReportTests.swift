import Testing

@testable import Daemon

@Suite struct TimelineReportTests {
    @Test(arguments: [
        ([], ""), ([0], " "), ([5], "█"), ([1, 2, 4, 8], "▁▂▄█"), ([0, 1, 1000], " ▁█"),
        (Array(repeating: 1, count: 60) + [1], String(repeating: "█", count: 30) + "▄"),
    ])
    func curvesRiseWithTheirNumbers(counts: [Int], curve: String) { #expect(TimelineReport.curve(counts) == curve) }

    @Test(arguments: [
        (0, 0, ""), (0, 9, ""), (9, 9, String(repeating: "█", count: 30)), (1, 1000, "▏"), (1, 60, "▌"), (1, 30, "█"),
    ])
    func barsShowWhateverThereIs(count: Int, most: Int, bar: String) {
        #expect(TimelineReport.bar(count, of: most) == bar)
    }

    @Test(arguments: [
        (1, 3, "33.3%"), (3, 3, "100.0%"), (0, 3, "0.0%"), (0, 0, ""), (1, 100_000, "<0.1%"), (1, 1000, "0.1%"),
    ])
    func sharesAreRounded(count: Int, total: Int, share: String) {
        #expect(TimelineReport.share(count, of: total) == share)
    }
}
