import Extraction
import Foundation
import Model
import Storage

/// How long the search index takes to answer among a million synthetic articles, or as many as it takes in within the
/// time: the 50 commonest words of two characters, each with its newest 20 articles and a count up to 10,000.
///
/// Usage: dibao-bench-search [ARTICLES [MINUTES]]     exit 1: one of the words took more than 50 ms
@main
struct SearchBenchmark {
    private static let limit = Duration.milliseconds(50)
    private static let piece = 500

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
        let wanted = arguments.first ?? 1_000_000
        let minutes = arguments.dropFirst().first ?? 10
        let folder = FileManager.default.temporaryDirectory.appending(path: "dibao-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // of temporary files, by the system else
        let path = "\(folder)/search.db"
        // The store's database is asked for topics alone: an empty one will do.
        let state = "\(folder)/state.db"
        _ = FileManager.default.createFile(atPath: state, contents: nil)
        let index = try SQLiteSearchIndex(path: path, state: state)
        let count = try await fill(index, with: wanted, within: .seconds(minutes * 60), path: path)
        let isFast = try await ask(index, among: count)
        try index.close()
        if !isFast { exit(1) }
    }

    private static func fill(
        _ index: SQLiteSearchIndex, with wanted: Int, within time: Duration, path: String
    ) async throws -> Int {
        var news = SyntheticNews()
        let clock = ContinuousClock()
        let start = clock.now
        var (count, bytes) = (0, 0)
        while count < wanted, clock.now - start < time {
            let end = min(wanted, count + piece)
            let articles = (count..<end).map { news.article($0) }
            bytes += articles.reduce(0) { $0 + $1.body.utf8.count }
            let documents = articles.map { article in
                SearchDocument(
                    article: article.id, day: article.day, source: article.source, title: article.title,
                    body: article.body, fold: FoldedText.bytes)
            }
            _ = try await index.add(documents, from: count, through: end)
            count = end
            if count % 50_000 == 0 {
                print("    \(count) of \(wanted) after \((clock.now - start).components.seconds) s")
            }
        }
        let seconds = max(1, Int((clock.now - start).components.seconds))
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        print("filled      \(count) articles, \(bytes >> 20) MB of text, \(count / seconds) articles a second")
        if count < wanted {
            print("            the time was over: what follows holds for \(count) articles, not \(wanted)")
        }
        print("on disk     \(size >> 20) MB")
        return count
    }

    /// - Returns: whether every one of the commonest words was within the limit.
    private static func ask(_ index: SQLiteSearchIndex, among count: Int) async throws -> Bool {
        let words = SyntheticNews.commonest
        var times: [(word: String, time: Duration)] = []
        for word in words { times.append((word, try await time(of: word, index))) }
        times.sort { $0.time < $1.time }
        let (middle, slowest) = (times[times.count / 2], times[times.count - 1])
        print(
            "\(words.count) words    median \(milliseconds(middle.time)), slowest \(milliseconds(slowest.time)) (\(slowest.word))"
        )
        for (name, query) in [
            ("two words", "\(words[0]) \(words[49])"), ("one of two", "\(words[0]) OR \(words[49])"),
            ("a phrase", "\(words[0])\(words[1])"), ("without", "\(words[49]) NOT \(words[0])"),
            ("headline", "title:\(words[49])"), ("nowhere", "龘龘"), ("one sign", "展"),
        ] {
            print(
                "\(name.padding(toLength: 12, withPad: " ", startingAt: 0))\(milliseconds(try await time(of: query, index)))"
            )
        }
        var filter = ArticleFilter()
        filter.sources = ["source-7"]
        print("one source  \(milliseconds(try await time(of: words[0], index, filter)))")
        let clock = ContinuousClock()
        let start = clock.now
        let timeline = try await index.timeline(try query(words[0]), matching: ArticleFilter())
        print("timeline    \(milliseconds(clock.now - start)) for \(timeline.count) of \(count) articles (\(words[0]))")
        return slowest.time <= limit
    }

    private static func time(
        of text: String, _ index: SQLiteSearchIndex, _ filter: ArticleFilter = ArticleFilter()
    ) async throws -> Duration {
        let query = try query(text)
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await index.hits(query, matching: filter, after: nil, limit: 20)
        _ = try await index.count(query, matching: filter, upTo: 10_001)
        return clock.now - start
    }

    private static func query(_ text: String) throws -> SearchQuery { try SearchQuery(text, fold: FoldedText.bytes) }

    private static func milliseconds(_ time: Duration) -> String {
        let tenths = Int((time / .milliseconds(1) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
