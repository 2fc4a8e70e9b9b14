import Extraction
import Glibc
import HostileShapes
import Model

/// Reads pages of every hostile shape at three sizes and prints how the processor time grows: 1 is as the size does, 2 is
/// with its square.
///
/// Exit status 1 where one grows faster than `limit`. `dibao-bench-growth [BYTES] [PART OF A NAME]`.
@main struct Growth {
    /// Above it, growth is not by the page's size.
    private static let limit = 1.3
    /// Less time at the largest size says nothing.
    private static let leastSeconds = 0.02

    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        let size = arguments.first.flatMap { Int($0) } ?? 1 << 18
        let wanted = arguments.dropFirst().first ?? ""
        var failed = 0
        for shape in HostileShape.all where wanted.isEmpty || shape.name.contains(wanted) {
            for mode in Mode.allCases where mode.reads(shape) {
                let seconds = [1, 2, 4].map { mode.seconds(shape.bytes(size * $0)) }
                let growth = seconds[2] < leastSeconds ? 0 : log2(seconds[2] / max(seconds[0], leastSeconds / 16)) / 2
                let perMegabyte = seconds[2] / (Double(size) * 4) * 1_048_576
                if growth > limit { failed += 1 }
                if growth > limit || !wanted.isEmpty || perMegabyte > 2 {
                    print(
                        "\(growth > limit ? "FASTER" : "ok")\t\(shape.name)\t\(mode.rawValue)\tgrowth \(rounded(growth))"
                            + "\t\(seconds.map(rounded).joined(separator: " "))\t\(rounded(perMegabyte)) s/MiB")
                    fflush(nil)
                }
            }
        }
        print("\(HostileShape.all.count) shapes, \(failed) grow faster than the page")
        exit(failed == 0 ? 0 : 1)
    }

    private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

/// What is done with a page.
enum Mode: String, CaseIterable {
    case plain, policy, explained, list

    func reads(_ shape: HostileShape) -> Bool { shape.kind == .page || self == .list }

    /// Processor time.
    func seconds(_ bytes: [UInt8]) -> Double {
        let page = self == .policy ? HostileShape.policyTitled(bytes) : bytes
        let began = Mode.clock()
        let address = try? WebAddress(parsing: "http://www.example.gov.cn/xw/t1.html")
        guard let address, let today = Day(year: 2026, month: 11, day: 30) else { return 0 }
        switch self {
        case .plain, .policy:
            _ = try? Extractor().read(page, at: address, headerCharset: "utf-8", today: today, utcOffset: 28_800)
        case .explained:
            _ = try? Extractor().explain(page, at: address, headerCharset: "utf-8", today: today, utcOffset: 28_800)
        case .list: _ = try? LinkReader().read(page, at: address, headerCharset: "utf-8", today: today)
        }
        return Mode.clock() - began
    }

    private static func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
