internal import Foundation
internal import Model

/// The articles of a list that a site serves as JSON for its scripts, or as a script that calls a function with it.
struct JSONList {
    let base: WebAddress
    /// No date after this one is believed.
    let today: Day
    /// Seconds that the site's clock is ahead of UTC: some dates are Unix time.
    let utcOffset: Int
    /// What a source says of its lists; nil: told by names alone.
    var scheme: JSONScheme?

    /// Why bytes are not the list that a source's scheme describes: what was expected, and what is there.
    struct Mismatch: Error, Hashable { let words: String }

    /// Nil for anything that is not JSON with items.
    func recognise(_ bytes: [UInt8]) -> ListPage? {
        guard let value = JSONList.value(of: bytes), let items = JSONRecognition().items(in: value) else { return nil }
        return try? page(value, JSONScheme(items: items))  // what was found there is there
    }

    /// Reads a list as the scheme says.
    func read(_ bytes: [UInt8]) throws(Mismatch) -> ListPage {
        guard let value = JSONList.value(of: bytes) else { throw Mismatch(words: "expected JSON, as `kind` says") }
        var scheme = scheme ?? JSONScheme()
        if scheme.items == nil {
            scheme.items = JSONRecognition(link: scheme.link, title: scheme.title).items(in: value)
            guard scheme.items != nil else {
                throw Mismatch(words: "no array of objects with an address and a title: name it with `json.items`")
            }
        }
        return try page(value, scheme)
    }

    /// The JSON in an answer; nil where it is none. A call around it, `callback({…});`, is taken off.
    private static func value(of bytes: [UInt8]) -> Any? {
        var text = bytes[...].drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        let isName = { (byte: UInt8) in byte > 0x20 && !"{}[]()<>\"'=;:".utf8.contains(byte) }
        let name = text.prefix { isName($0) }
        if !name.isEmpty, name.count < 100, text.dropFirst(name.count).first == UInt8(ascii: "("),
            let end = text.lastIndex(of: UInt8(ascii: ")"))
        {
            text = text[(name.endIndex + 1)..<end]
        }
        guard let first = text.first(where: { $0 > 0x20 }), "{[".utf8.contains(first) else { return nil }
        // What JSON cannot be made of may be another kind of list.
        return try? JSONSerialization.jsonObject(with: Data(text))
    }

    private func page(_ value: Any, _ scheme: JSONScheme) throws(Mismatch) -> ListPage {
        let items = try items(value, scheme)
        var seen: Set<WebAddress> = []
        let articles = items.compactMap { article($0, scheme) }.filter { seen.insert($0.address).inserted }
        if let first = items.first, articles.isEmpty {
            let keys = (first as? [String: Any])?.keys.sorted().joined(separator: ", ") ?? "no keys"
            throw Mismatch(
                words: "\(items.count) items, none with an address at `json.link` (\(scheme.link.shown)); "
                    + "an item has: \(keys)")
        }
        return ListPage(
            kind: .json, articles: articles, next: articles.isEmpty ? [] : next(value, scheme).map { [$0] } ?? [],
            scheme: items.first.map { told(scheme, by: $0) } ?? scheme)
    }

    private func items(_ value: Any, _ scheme: JSONScheme) throws(Mismatch) -> [Any] {
        let path = scheme.items ?? JSONPath([])
        let found = path.values(in: value)
        guard !found.isEmpty else {
            throw Mismatch(words: "nothing at `json.items` (\(path)); \(path.whereItEnds(in: value))")
        }
        return found.flatMap { ($0 as? [Any]) ?? ($0 is [String: Any] ? [$0] : []) }
    }

    private func article(_ item: Any, _ scheme: JSONScheme) -> LinkedArticle? {
        guard let link = (scheme.link ?? JSONRecognition.link(in: item))?.text(in: item),
            let address = base.resolving(link)
        else { return nil }
        let title = (scheme.title ?? JSONRecognition.title(in: item))?.text(in: item)
        let dates = scheme.date.map { [$0] } ?? JSONRecognition.dates(in: item)
        return LinkedArticle(
            address: address, title: title.map { oneLine($0) }.flatMap { $0.isEmpty ? nil : $0 },
            date: dates.lazy.flatMap { $0.values(in: item) }.compactMap(day).first)
    }

    /// The scheme with what it leaves open, as an item's names tell it.
    private func told(_ scheme: JSONScheme, by item: Any) -> JSONScheme {
        var whole = scheme
        whole.link = scheme.link ?? JSONRecognition.link(in: item)
        whole.title = scheme.title ?? JSONRecognition.title(in: item)
        whole.date =
            scheme.date ?? JSONRecognition.dates(in: item).first { $0.values(in: item).contains { day($0) != nil } }
        return whole
    }

    private func next(_ value: Any, _ scheme: JSONScheme) -> WebAddress? {
        switch scheme.next {
        case nil: return counted()
        case .path(let path):
            return path.text(in: value).flatMap { $0.isEmpty ? nil : base.resolving($0) }
        case .numbered(let template):
            // A start page that the template does not make is the first.
            let number = (template.number(of: base) ?? 1) + 1
            if let pages = scheme.pages?.text(in: value).flatMap({ Int($0) }), number > pages { return nil }
            return template.address(of: number)
        }
    }

    /// The page behind this one, where its own address counts the pages: `?page=2`. Whether there is one, its items
    /// show.
    private func counted() -> WebAddress? {
        guard let query = base.query else { return nil }
        var pairs = query.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
        for (index, pair) in pairs.enumerated() {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, PageParameter.names.contains(parts[0].lowercased()), parts[1].utf8.count < 7,
                let page = Int(parts[1]), page >= 0
            else { continue }
            pairs[index] = "\(parts[0])=\(page + 1)"
            return base.resolving("?" + pairs.joined(separator: "&"))
        }
        return nil
    }

    /// `2026-03-04 …`, `2026/3/4`, `2026年3月4日`, `20260304…`, RFC 3339, seconds or milliseconds of Unix time.
    private func day(_ value: Any) -> Day? {
        guard let text = JSONPath.text(of: value) else { return nil }
        let runs = text.split { !$0.isASCII || !$0.isNumber }
        var found: Day?
        if let moment = Timestamp(text) {
            found = moment.day(offset: utcOffset)
        } else if let first = runs.first {
            switch (first.count, Int(first)) {
            case (4, let year?) where runs.count >= 3 && runs[1].count <= 2 && runs[2].count <= 2:
                found = Int(runs[1]).flatMap { month in
                    Int(runs[2]).flatMap { Day(year: year, month: month, day: $0) }
                }
            case (8, _), (12, _), (14, _):
                let number = Int(first.prefix(8)) ?? 0
                found = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            case (9...10, let seconds?): found = Timestamp(secondsSinceEpoch: seconds).day(offset: utcOffset)
            case (13, let millis?): found = Timestamp(secondsSinceEpoch: millis / 1000).day(offset: utcOffset)
            default: break
            }
        }
        return found.flatMap { $0 <= today && $0.year >= 1990 ? $0 : nil }
    }
}

extension JSONText? {
    /// For a person.
    fileprivate var shown: String { map(\.description) ?? "told by names: …url, …link, …href" }
}
