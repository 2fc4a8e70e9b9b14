/// The stretch of lines that reads most like one article, whatever elements they stand in: every line is judged with
/// its neighbours, and the stretch with the highest sum wins.
///
/// Source: J. Pasternack, D. Roth, Extracting article text from the web with maximum subsequence segmentation,
/// WWW 2009; the context rule is jusText's (J. Pomikálek, 2011).
struct LineStretch {
    let blocks: BlockList
    let scores: [ProseScorer.Score]

    /// What a line of each kind adds; a paragraph adds its tokens, up to the longest that counts.
    private enum Weight {
        static let longest: Float = 80
        static let shortAmongProse: Float = 2
        static let shortAlone: Float = -4
        static let link: Float = -8
        static let furniture: Float = -8
        static let foreign: Float = -12
        static let tailHeading: Float = -24
    }

    /// Empty for a page on which nothing reads like an article.
    func find() -> Range<Int> {
        var best = (range: 0..<0, sum: Float(0))
        var start = 0
        var sum: Float = 0
        for index in scores.indices {
            sum += weight(of: index)
            if sum <= 0 {
                (start, sum) = (index + 1, 0)
            } else if sum > best.sum {
                best = (start..<index + 1, sum)
            }
        }
        return best.range
    }

    private func weight(of index: Int) -> Float {
        let score = scores[index]
        switch score.reason {
        case .prose: return min(score.value, Weight.longest)
        case .row: return min(score.value, Weight.longest) / 2
        case .links: return Weight.link
        case .furniture: return Weight.furniture
        case .tailHeading: return Weight.tailHeading
        case .junkName, .foreign, .dropped: return Weight.foreign
        case .repeated: return 0
        case .shortLine: return hasProseBeside(index) ? Weight.shortAmongProse : Weight.shortAlone
        }
    }

    private func hasProseBeside(_ index: Int) -> Bool {
        index > 0 && scores[index - 1].reason.isProse || index + 1 < scores.count && scores[index + 1].reason.isProse
    }
}
