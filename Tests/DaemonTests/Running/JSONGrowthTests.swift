import Glibc
import HostileShapes
import Model
import Testing

@testable import Daemon

/// What reading a list in JSON costs grows as the list does: every shape is read at a size at which the square of it
/// would be felt, within processor time that no machine needs.
@Suite struct JSONGrowthTests {
    @Test(arguments: HostileShape.json)
    func everyShapeIsRead(shape: HostileShape) throws {
        let today = try #require(Day(year: 2026, month: 11, day: 30))
        let address = try WebAddress(parsing: "http://www.example.gov.cn/api/list?page=1")
        let bytes = shape.bytes(512 << 10)
        let began = JSONGrowthTests.seconds()
        let list = JSONList(base: address, today: today, utcOffset: 28_800)
        let page = list.recognise(bytes)
        #expect((page?.articles.count ?? 0) <= bytes.count)
        var scheme = JSONScheme()
        scheme.items = JSONPath("data.list")
        // Most are no such list.
        _ = try? JSONList(base: address, today: today, utcOffset: 28_800, scheme: scheme).read(bytes)
        #expect(JSONGrowthTests.seconds() - began < 60)
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
