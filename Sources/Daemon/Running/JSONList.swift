internal import Foundation
internal import Model

/// The articles of a list that a site serves as JSON for its scripts.
///
/// Which objects are items, their keys tell: the longest array of objects that have an address and a title. Addresses
/// are looked for under names that end in `url`, `link` or `href`, titles under `title` and the like, dates under names
/// with `date` or `time` in them.
struct JSONList {
    let base: WebAddress
    /// No date after this one is believed.
    let today: Day
    /// Seconds that the site's clock is ahead of UTC: some dates are Unix time.
    let utcOffset: Int

    /// Deeper values are not looked at.
    private static let depthLimit = 12

    /// Nil for anything that is not JSON with such items.
    func read(_ bytes: [UInt8]) -> ListPage? {
        let start = bytes.first { $0 > 0x20 }
        guard start == UInt8(ascii: "{") || start == UInt8(ascii: "[") else { return nil }
        // What JSON cannot be made of may be another kind of list.
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return nil }
        var best: [LinkedArticle] = []
        collect(value, depth: 0, into: &best)
        return best.isEmpty ? nil : ListPage(kind: .json, articles: best)
    }

    private func collect(_ value: Any, depth: Int, into best: inout [LinkedArticle]) {
        guard depth < JSONList.depthLimit else { return }
        if let items = value as? [Any] {
            var seen: Set<WebAddress> = []
            let articles = items.compactMap { ($0 as? [String: Any]).flatMap(article) }
                .filter { seen.insert($0.address).inserted }
            if articles.count > best.count { best = articles }
            for item in items { collect(item, depth: depth + 1, into: &best) }
        } else if let fields = value as? [String: Any] {
            for key in fields.keys.sorted() { collect(fields[key] ?? "", depth: depth + 1, into: &best) }
        }
    }

    private func article(_ item: [String: Any]) -> LinkedArticle? {
        let keys = item.keys.sorted()
        func text(_ matches: (String) -> Bool) -> String? {
            keys.filter { matches($0.lowercased()) }.compactMap { item[$0] as? String }
                .first { !$0.allSatisfy(\.isWhitespace) }
        }
        let isAddress = { (key: String) in ["url", "link", "href"].contains { key.hasSuffix($0) } }
        guard let link = text({ isAddress($0) && !$0.contains("img") && !$0.contains("pic") && !$0.contains("image") }),
            let address = base.resolving(link),
            let title = text({ $0 == "title" || $0.hasSuffix("title") || $0 == "name" || $0 == "headline" })
        else { return nil }
        let dates = keys.filter { $0.lowercased().contains("date") || $0.lowercased().contains("time") }
        return LinkedArticle(
            address: address, title: oneLine(title), date: dates.lazy.compactMap { day(item[$0]) }.first)
    }

    /// `2026-03-04 …`, `2026/03/04`, `20260304`, seconds or milliseconds of Unix time.
    private func day(_ value: Any?) -> Day? {
        var found: Day?
        if let text = value as? String {
            let digits = text.prefix(10).filter { $0.isASCII && $0.isNumber }
            if digits.count == 8, let number = Int(digits) {
                found = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            }
        } else if let number = (value as? NSNumber)?.int64Value, number > 0 {
            let seconds = number > 100_000_000_000 ? number / 1000 : number
            found = Timestamp(secondsSinceEpoch: Int(seconds)).day(offset: utcOffset)
        }
        return found.flatMap { $0 <= today && $0.year >= 1990 ? $0 : nil }
    }
}
