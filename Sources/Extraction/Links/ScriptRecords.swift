internal import Model

/// Items of a list in a script's data: `var list = [{"title": "…", "url": "…", "date": "…"}, …]`.
enum ScriptRecords {
    /// Fewer objects with an address and a title are settings, unless each has a date.
    private static let least = 3

    /// The items as markup of a list; empty where the script has none.
    static func markup(of literals: [ScriptStrings.Literal]) -> [UInt8] {
        var items: [(link: String, title: String, date: String?)] = []
        var index = 0
        while index < literals.count {
            // An object's literals; those of objects inside it stand between them.
            let object = literals[index].object
            var end = index
            while end < literals.count, literals[end].object == object { end += 1 }
            if object > 0, let item = item(literals[index..<end]) { items.append(item) }
            index = end
        }
        guard items.count >= least || !items.isEmpty && items.allSatisfy({ $0.date != nil }) else { return [] }
        var markup = "<ul>"
        for item in items {
            markup += "<li><a href=\"\(escaped(item.link))\">\(escaped(item.title))</a>"
            if let date = item.date { markup += "<span>\(escaped(date))</span>" }
            markup += "</li>"
        }
        return Array((markup + "</ul>").utf8)
    }

    private static func item(
        _ fields: ArraySlice<ScriptStrings.Literal>
    ) -> (link: String, title: String, date: String?)? {
        guard fields.count >= 2, fields.count <= 60 else { return nil }
        let named = fields.map { (name: $0.name.lowercased(), value: $0.value) }
        let links = named.filter { isAddress($0.value) }
        guard
            let link = links.first(where: { field in
                ["url", "link", "href"].contains { field.name.hasSuffix($0) } && !isPicture(field.name)
            }) ?? links.first(where: { !isPicture($0.name) })
        else { return nil }
        let texts = named.filter { $0.value != link.value && !isAddress($0.value) && !$0.value.contains("<") }
        let title =
            texts.first { $0.name.hasSuffix("title") && !$0.value.isEmpty }
            ?? texts.first { ["name", "headline", "subject", "topic", "biaoti"].contains($0.name) }
            ?? texts.filter { $0.value.utf8.count >= 18 && FeedDate.day($0.value, utcOffset: 0) == nil }
            .max { $0.value.utf8.count < $1.value.utf8.count }
        guard let title, title.value.utf8.count < 600 else { return nil }
        let date = named.lazy.filter { $0.value != title.value && $0.value != link.value }
            .filter { $0.value.utf8.count <= 40 }.compactMap { FeedDate.day($0.value, utcOffset: 8 * 3600) }.first
        return (link.value, title.value, date?.description)
    }

    private static func isPicture(_ name: String) -> Bool {
        ["img", "pic", "image", "icon", "logo", "thumb", "cover", "avatar"].contains { name.contains($0) }
    }

    private static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count > 3, !text.contains(where: { $0.isWhitespace || $0 == "<" || $0 == "，" }) else {
            return false
        }
        let path = text.lowercased().prefix { $0 != "?" && $0 != "#" }
        guard
            ![".jpg", ".jpeg", ".png", ".gif", ".svg", ".js", ".css", ".webp"].contains(where: { path.hasSuffix($0) })
        else { return false }
        return ["http://", "https://", "/", "./", "../"].contains { text.hasPrefix($0) }
            || [".html", ".htm", ".shtml", ".jsp", ".aspx", ".asp", ".php"].contains { path.hasSuffix($0) }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "<": result += "&lt;"
            default: result.append(character)
            }
        }
        return result
    }
}
