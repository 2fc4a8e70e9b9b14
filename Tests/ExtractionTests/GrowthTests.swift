import Glibc
import HostileShapes
import Model
import Testing

@testable import Extraction

/// What reading costs grows as the page does. `make bench-growth` measures it; here every shape is read once at a size at
/// which the square of it would be felt, within processor time that no machine needs.
@Suite struct GrowthTests {
    private static let bytes = 24 << 10
    private static let mostSeconds = 60.0

    @Test(arguments: HostileShape.all)
    func everyShapeIsRead(shape: HostileShape) throws {
        let address = try WebAddress(parsing: "http://www.example.gov.cn/xw/t1.html")
        let page = shape.bytes(GrowthTests.bytes)
        let began = GrowthTests.seconds()
        var answers = [
            "list: \(answer { try LinkReader().read(page, at: address, headerCharset: "utf-8", today: today).articles.count })"
        ]
        if shape.kind == .page {
            let extractor = Extractor()
            let policy = HostileShape.policyTitled(page)
            answers += [
                "read: \(answer { try extractor.read(page, at: address, headerCharset: "utf-8", today: today, utcOffset: 0).body.count })",
                "policy: \(answer { try extractor.read(policy, at: address, headerCharset: "utf-8", today: today, utcOffset: 0).body.count })",
                "explained: \(answer { try extractor.explain(page, at: address, headerCharset: "utf-8", today: today, utcOffset: 0).blocks.count })",
            ]
        }
        #expect(!answers.contains { $0.contains("processor time") }, "\(answers)")
        #expect(GrowthTests.seconds() - began < GrowthTests.mostSeconds)
    }

    /// A number, or the reason.
    private func answer(_ read: () throws -> Int) -> String {
        do {
            return "\(try read())"
        } catch {
            return (error as? ExtractionFailure)?.reason ?? "\(error)"
        }
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
