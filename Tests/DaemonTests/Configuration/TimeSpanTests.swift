import Testing

@testable import Daemon

@Suite struct TimeSpanTests {
    @Test(arguments: [
        ("0s", Duration.zero), ("500ms", .milliseconds(500)), ("30s", .seconds(30)), ("15m", .seconds(900)),
        ("2h", .seconds(7200)), ("7d", .seconds(604_800)), ("7 d", .seconds(604_800)),
    ])
    func durationsAreANumberAndAUnit(text: String, duration: Duration) {
        #expect(TimeSpan.duration(text) == duration)
    }

    @Test(arguments: ["", "30", "s", "-1s", "1.5h", "30sec", "99999999999999999999s", "9223372036854775807d", "٣s"])
    func otherTextsAreNoDurations(text: String) {
        #expect(TimeSpan.duration(text) == nil)
    }

    @Test(arguments: ["0s", "1500ms", "30s", "90m", "2h", "7d"])
    func durationsAreWrittenAsTheyAreRead(text: String) throws {
        #expect(TimeSpan.text(try #require(TimeSpan.duration(text))) == text)
    }

    @Test(arguments: [("0B", 0), ("512B", 512), ("64KiB", 65_536), ("16MiB", 16_777_216), ("1 GiB", 1_073_741_824)])
    func sizesAreANumberAndAUnit(text: String, bytes: Int) {
        #expect(ByteSize.bytes(text) == bytes)
    }

    @Test(arguments: ["", "16", "16MB", "-1B", "1.5MiB", "1024GiB", "99999999999999999999B"])
    func otherTextsAreNoSizes(text: String) {
        #expect(ByteSize.bytes(text) == nil)
    }
}
