import Fuzzing
import PropertyTesting
import Testing

/// Everything that reads bytes from outside comes back from whatever they are.
@Suite struct FuzzTargetTests {
    @Test(arguments: FuzzTarget.allCases)
    func spoiltInputsAreSurvived(_ target: FuzzTarget) async {
        let seeds = target.seeds
        await checkProperty(count: FuzzTargetTests.count(of: target)) { choices in
            choices.spoilt(choices.pick(seeds), edits: 6)
        } claim: { bytes in
            target.read(bytes)
            return nil
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func anyBytesAreSurvived(_ target: FuzzTarget) async {
        await checkProperty(count: FuzzTargetTests.count(of: target)) {
            $0.bytes(0...60)
        } claim: { bytes in
            target.read(bytes)
            return nil
        }
    }

    /// Whole pages and files cost more than words.
    private static func count(of target: FuzzTarget) -> Int {
        switch target {
        case .article, .explanation, .links, .feed, .sitemap, .configuration, .warc: 2_000
        default: 10_000
        }
    }
}
