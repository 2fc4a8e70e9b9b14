#if DEBUG
    internal import Foundation

    /// Faults on request, so that tests see what a page does to the program that ends or occupies its reader. Debug builds
    /// alone have them.
    ///
    /// | variable | a page that holds its value |
    /// |---|---|
    /// | `DIBAO_TEST_TRAP_ON` | ends the process as a trap does |
    /// | `DIBAO_TEST_SPIN_ON` | is read without an end |
    struct ReadingFault: Sendable {
        private let trapMark: [UInt8]?
        private let spinMark: [UInt8]?

        static let standard = ReadingFault(ProcessInfo.processInfo.environment)

        init(_ environment: [String: String]) {
            func mark(_ name: String) -> [UInt8]? { environment[name].flatMap { $0.isEmpty ? nil : Array($0.utf8) } }
            trapMark = mark("DIBAO_TEST_TRAP_ON")
            spinMark = mark("DIBAO_TEST_SPIN_ON")
        }

        func strike(_ body: [UInt8]) {
            if ReadingFault.holds(body, trapMark) { fatalError("DIBAO_TEST_TRAP_ON") }
            guard ReadingFault.holds(body, spinMark) else { return }
            while true { _ = body.reduce(0, ^) }
        }

        private static func holds(_ body: [UInt8], _ mark: [UInt8]?) -> Bool {
            guard let mark, let first = mark.first, body.count >= mark.count else { return false }
            var start = body.startIndex
            while let place = body[start...].firstIndex(of: first) {
                if body[place...].starts(with: mark) { return true }
                start = place + 1
            }
            return false
        }
    }
#endif
