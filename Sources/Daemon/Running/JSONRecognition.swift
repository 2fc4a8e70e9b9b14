internal import Foundation
internal import Model

/// Tells by names where a list in JSON has what: the longest array of objects that have an address and a title.
///
/// Addresses are looked for under names that end in `url`, `link` or `href`, titles under `title` and the like, dates
/// under names with `date` or `time` in them.
struct JSONRecognition {
    /// Where the address is, if somebody has said so.
    var link: JSONText?
    var title: JSONPath?

    /// Deeper values are not looked at.
    private static let depthLimit = 12

    /// Where the array is; nil where there is none.
    func items(in value: Any) -> JSONPath? {
        var best: (count: Int, path: JSONPath)?
        collect(value, at: [], into: &best)
        return best?.path
    }

    private func collect(_ value: Any, at steps: [JSONPath.Step], into best: inout (count: Int, path: JSONPath)?) {
        guard steps.count < JSONRecognition.depthLimit else { return }
        if let items = value as? [Any] {
            let count = items.count { isItem($0) }
            if count > best?.count ?? 0 { best = (count, JSONPath(steps)) }
            for (index, item) in items.enumerated() { collect(item, at: steps + [.index(index)], into: &best) }
        } else if let fields = value as? [String: Any] {
            for key in fields.keys.sorted() { collect(fields[key] ?? "", at: steps + [.key(key)], into: &best) }
        }
    }

    private func isItem(_ value: Any) -> Bool {
        guard value is [String: Any] else { return false }
        let hasLink = (link ?? JSONRecognition.link(in: value))?.text(in: value) != nil
        return hasLink && (title ?? JSONRecognition.title(in: value))?.text(in: value) != nil
    }

    static func link(in item: Any) -> JSONText? {
        path(in: item) { key in
            ["url", "link", "href"].contains { key.hasSuffix($0) }
                && !["img", "pic", "image"].contains { key.contains($0) }
        }
        .map { JSONText($0) }
    }

    static func title(in item: Any) -> JSONPath? {
        path(in: item) { $0.hasSuffix("title") || $0 == "name" || $0 == "headline" }
    }

    static func dates(in item: Any) -> [JSONPath] {
        // Of several moments the one at which the public could read it: `publish_time` before `create_time`.
        let all = paths(in: item) { $0.contains("date") || $0.contains("time") }
        let published = all.filter { $0.description.lowercased().contains("pub") }
        return published + all.filter { !published.contains($0) }
    }

    private static func path(in item: Any, _ matches: (String) -> Bool) -> JSONPath? {
        paths(in: item, matches).first { path in
            path.values(in: item).contains { ($0 as? String)?.allSatisfy(\.isWhitespace) == false }
        }
    }

    private static func paths(in item: Any, _ matches: (String) -> Bool) -> [JSONPath] {
        guard let fields = item as? [String: Any] else { return [] }
        return fields.keys.sorted().filter { matches($0.lowercased()) }.map { JSONPath([.key($0)]) }
    }
}
