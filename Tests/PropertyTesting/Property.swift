internal import Foundation
package import Testing

/// Checks a claim for many generated inputs; reports the smallest input found that breaks it.
///
/// Between two inputs it lets other tests go on: the threads that all tasks share are few, and a server under test or
/// the daemon itself must not wait until thousands of inputs are through.
///
/// - Parameters:
///   - count: inputs tried. `DIBAO_PROPERTY_COUNT` sets another number for a long run.
///   - seed: the same seed gives the same inputs. `DIBAO_PROPERTY_SEED` sets another.
///   - generate: makes an input out of choices.
///   - claim: nil where the claim holds, else what is wrong.
///
/// A trap ends the process before anything can be reported: the input in hand is in the file
/// `dibao-property-LINE-of-FILE-…` of the temporary folder then, which is removed when the inputs were all survived.
package func checkProperty<Input>(
    count: Int = 10_000, seed: UInt64 = 20_261_130, fileID: String = #fileID, filePath: String = #filePath,
    line: Int = #line, column: Int = #column, generate: (inout Choices) -> Input, claim: (Input) async -> String?
) async {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["DIBAO_PROPERTY_COUNT"].flatMap(Int.init) ?? count
    let seed = environment["DIBAO_PROPERTY_SEED"].flatMap(UInt64.init) ?? seed
    let inHand = InputInHand(name: "\(line)-of-\((fileID as NSString).lastPathComponent)")
    defer { inHand.close() }
    var seeds = SplitMix64(state: seed)
    var turn = ContinuousClock.now
    for number in 0..<count {
        if .now - turn > .milliseconds(20) {
            await Task.yield()
            turn = .now
        }
        var choices = Choices(seed: seeds.next())
        let input = generate(&choices)
        inHand.note(input, number: number)
        guard let first = await claim(input) else { continue }
        let (smallest, reason) = await shrink(choices.drawn, first, generate: generate) { input in
            inHand.note(input, number: number)
            return await claim(input)
        }
        let location = SourceLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        Issue.record("input \(number): \(String(reflecting: smallest)): \(reason)", sourceLocation: location)
        return
    }
}

/// Makes the row shorter and its numbers lower, as long as the claim stays broken.
private func shrink<Input>(
    _ row: [UInt64], _ reason: String, generate: (inout Choices) -> Input,
    claim: (Input) async -> String?
) async -> (Input, String) {
    var best = row
    var reason = reason
    var triesLeft = 2_000
    func isWorse(_ row: [UInt64]) async -> Bool {
        guard triesLeft > 0 else { return false }
        triesLeft -= 1
        var choices = Choices(replaying: row)
        guard let said = await claim(generate(&choices)) else { return false }
        best = row
        reason = said
        return true
    }
    var length = best.count
    while length > 0 {
        var start = 0
        while start + length <= best.count {
            var shorter = best
            shorter.removeSubrange(start..<(start + length))
            if await !isWorse(shorter) { start += length }
        }
        length /= 2
    }
    for index in best.indices {
        for lower in [0, best[index] / 2, best[index] &- 1] where index < best.count && lower < best[index] {
            var row = best
            row[index] = lower
            if await isWorse(row) { break }
        }
    }
    var choices = Choices(replaying: best)
    return (generate(&choices), reason)
}

/// The input that is being tried, in a file, for the case that it ends the process.
private struct InputInHand {
    private let path: String
    private let descriptor: Int32

    init(name: String) {
        // A test with arguments runs several times at once.
        var template = Array("\(NSTemporaryDirectory())/dibao-property-\(name)-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func note(_ input: some Any, number: Int) {
        guard descriptor >= 0 else { return }
        let text = "input \(number): \(String(reflecting: input))\n"
        ftruncate(descriptor, 0)
        _ = text.utf8.withContiguousStorageIfAvailable { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    func close() {
        guard descriptor >= 0 else { return }
        _ = Foundation.close(descriptor)
        unlink(path)
    }
}
