package import Model

/// Where a page that is no page itself sends the browser: a meta refresh, or a script's `location`.
///
/// E-papers' front doors do that, and sites that lead from a removed page to their home page.
package enum PageForward {
    /// Longer pages are not searched: what they do with `location` they do on a click.
    static let limitBytes = 8 << 10

    /// Nil where the page leads nowhere, or to itself.
    package static func target(in body: [UInt8], at address: WebAddress) -> WebAddress? {
        guard body.count <= limitBytes else { return nil }
        let text = withoutComments(body)
        let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let reference = refresh(text, lower) ?? location(text, lower)
        guard let reference, let target = address.resolving(String(decoding: reference, as: UTF8.self)) else {
            return nil
        }
        return target == address ? nil : target
    }

    /// What a page is that shows nothing itself and sends its reader on.
    package struct Redirection: Hashable, Sendable {
        package enum Means: String, Hashable, Sendable {
            case metaRefresh = "meta refresh"
            case script
        }

        package let means: Means
        package let target: WebAddress
    }

    /// A page with a meta refresh may bring more styles along than a front door.
    private static let pageLimitBytes = 64 << 10
    /// What such a page says, 页面跳转中 and the like, in letters and Han characters; and its links for those who
    /// would not wait.
    private static let notice = (characters: 120, links: 5, alone: 20)

    /// Nil for a page that shows something of its own, or leads nowhere.
    ///
    /// - Parameter address: the page's own.
    package static func redirection(in body: [UInt8], at address: WebAddress) -> Redirection? {
        guard body.count <= pageLimitBytes, let page = PageBytes(body) else { return nil }
        let text = withoutNoscript(withoutComments(body))
        let lower = ByteSearch.lowercased(text)
        let means: Redirection.Means
        let reference: ArraySlice<UInt8>
        if let found = refresh(text, lower) {
            (means, reference) = (.metaRefresh, found)
        } else if body.count <= limitBytes,
            let found = location(text, lower) ?? opened(text, lower) ?? pressed(text, lower)
        {
            (means, reference) = (.script, found)
        } else {
            return nil
        }
        guard let target = address.resolving(resolved(reference)) else { return nil }
        let glance = PageStatistics(page)
        // A short text may reload itself; 正在跳转 alone is none.
        guard target != address || (1...notice.alone).contains(glance.visible) else { return nil }
        guard !glance.isPlenty, glance.visible <= notice.characters, glance.links <= notice.links else { return nil }
        return Redirection(means: means, target: target)
    }

    private static func resolved(_ reference: ArraySlice<UInt8>) -> String {
        String(decoding: reference, as: UTF8.self).split(separator: "&amp;", omittingEmptySubsequences: false)
            .joined(separator: "&")
    }

    /// What is for browsers without scripts is not for this reader either: it says that scripts are needed.
    private static func withoutNoscript(_ text: [UInt8]) -> [UInt8] {
        let lower = ByteSearch.lowercased(text)
        var result: [UInt8] = []
        var from = 0
        while let start = ByteSearch.range(of: "<noscript", in: lower[from...]) {
            result += text[from..<start.lowerBound]
            guard let end = ByteSearch.range(of: "</noscript", in: lower[start.upperBound...]) else { return result }
            from = end.upperBound
        }
        return result + text[from...]
    }

    /// Of `<meta http-equiv="refresh" content="0; url=…">`, in any case and with or without quotes.
    private static func refresh(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        var from = 0
        while let meta = ByteSearch.range(of: "<meta", in: lower[from...]) {
            let end = lower[meta.upperBound...].firstIndex(of: UInt8(ascii: ">")) ?? lower.count
            from = end
            let tag = lower[meta.upperBound..<end]
            guard ByteSearch.range(of: "refresh", in: tag) != nil else { continue }
            guard let mark = ByteSearch.range(of: "url", in: tag) else {
                if let reference = bareReference(text[meta.upperBound..<end], tag) { return reference }
                continue
            }
            let value = text[mark.upperBound..<end].drop { $0 <= 0x20 }
            guard value.first == UInt8(ascii: "=") else { continue }
            let reference = value.dropFirst().drop { $0 <= 0x20 || isQuote($0) }.prefix { $0 > 0x20 && !isQuote($0) }
            if !reference.isEmpty { return reference }
        }
        return nil
    }

    /// `content="0; /a/1.html"`, without `url=`.
    private static func bareReference(_ tag: ArraySlice<UInt8>, _ lower: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let content = ByteSearch.range(of: "content", in: lower) else { return nil }
        var value = tag[content.upperBound...].drop { $0 <= 0x20 }
        guard value.first == UInt8(ascii: "=") else { return nil }
        value = value.dropFirst().drop { $0 <= 0x20 || isQuote($0) }.drop { (0x30...0x39).contains($0) || $0 == 0x2E }
        guard value.first == UInt8(ascii: ";") || value.first == UInt8(ascii: ",") else { return nil }
        let reference = value.dropFirst().drop { $0 <= 0x20 || isQuote($0) }.prefix { $0 > 0x20 && !isQuote($0) }
        let isPath = reference.contains(UInt8(ascii: "/")) || reference.contains(UInt8(ascii: "."))
        return isPath ? reference : nil
    }

    /// Of `location = "…"`, `location.href = '…'`, `location.replace("…")`: a string of its own, not one that is put
    /// together.
    private static func location(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        var from = 0
        while let mark = ByteSearch.range(of: "location", in: lower[from...]) {
            from = mark.upperBound
            var rest = text[mark.upperBound...]
            for word in [".href", ".replace", ".assign"] where lower[mark.upperBound...].starts(with: word.utf8) {
                rest = rest.dropFirst(word.utf8.count)
            }
            // window["location"], location['href']
            for key in ["\"]", "']", "[\"href\"]", "['href']"] where rest.starts(with: key.utf8) {
                rest = rest.dropFirst(key.utf8.count)
            }
            rest = rest.drop { $0 <= 0x20 }
            guard let sign = rest.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: "(") else { continue }
            rest = rest.dropFirst().drop { $0 <= 0x20 }
            if let named = literal(namedAt: rest, in: text) { return named }
            guard let quote = rest.first, isQuote(quote), let end = rest.dropFirst().firstIndex(of: quote) else {
                continue
            }
            let after = rest[(end + 1)...].drop { $0 <= 0x20 }.first
            let reference = rest.dropFirst()[..<end]
            if after != UInt8(ascii: "+"), !reference.isEmpty { return reference }
        }
        return nil
    }

    /// Of `window.navigate("…")`, and of `window.open("…", "_self")`: into another window it sends nobody on.
    private static func opened(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        let calls: [(name: StaticString, opensAnother: Bool)] = [(".navigate(", false), ("window.open(", true)]
        for (call, opensAnother) in calls {
            guard let mark = ByteSearch.range(of: call, in: lower[...]) else { continue }
            let rest = text[mark.upperBound...].drop { $0 <= 0x20 }
            guard let quote = rest.first, isQuote(quote), let end = rest.dropFirst().firstIndex(of: quote) else {
                continue
            }
            let behind = lower[end...].prefix { $0 != UInt8(ascii: ")") }
            let here: [StaticString] = ["_self", "_top", "_parent"]
            let staysHere = !opensAnother || here.contains { ByteSearch.range(of: $0, in: behind) != nil }
            if staysHere { return rest.dropFirst()[..<end] }
        }
        return nil
    }

    /// Of a page whose script presses its only link, or sends its only form.
    private static func pressed(_ text: [UInt8], _ lower: [UInt8]) -> ArraySlice<UInt8>? {
        let acts: [(act: StaticString, tag: StaticString, name: StaticString)] = [
            (".click()", "<a ", "href="), (".submit()", "<form", "action="),
        ]
        for (act, tag, name) in acts {
            guard ByteSearch.range(of: act, in: lower[...]) != nil,
                let start = ByteSearch.range(of: tag, in: lower[...]),
                ByteSearch.range(of: tag, in: lower[start.upperBound...]) == nil
            else { continue }
            let inside = lower[start.upperBound...].prefix { $0 != UInt8(ascii: ">") }
            guard let mark = ByteSearch.range(of: name, in: inside) else { continue }
            let value = text[mark.upperBound..<inside.endIndex].drop { isQuote($0) }
            let reference = value.prefix { $0 > 0x20 && !isQuote($0) }
            if !reference.isEmpty { return reference }
        }
        return nil
    }

    /// Of `var url = "…"; location = url;`: what the name was given before.
    private static func literal(namedAt rest: ArraySlice<UInt8>, in text: [UInt8]) -> ArraySlice<UInt8>? {
        let name = rest.prefix { isWordPart($0) }.prefix(64)
        let after = rest.dropFirst(name.count).drop { $0 <= 0x20 }.first ?? UInt8(ascii: ";")
        guard !name.isEmpty, [0x3B, 0x29, 0x3C, 0x7D].contains(after) || after == 0x0A else { return nil }
        var at = text.startIndex
        while at < rest.startIndex, let start = text[at..<rest.startIndex].firstIndex(of: name[name.startIndex]) {
            at = start + 1
            guard text[start...].starts(with: name), start == 0 || !isWordPart(text[start - 1]) else { continue }
            let value = text[(start + name.count)...].drop { $0 <= 0x20 }
            guard value.first == UInt8(ascii: "=") else { continue }
            let quoted = value.dropFirst().drop { $0 <= 0x20 }
            guard let quote = quoted.first, isQuote(quote), let end = quoted.dropFirst().firstIndex(of: quote) else {
                continue
            }
            let behind = quoted[(end + 1)...].drop { $0 <= 0x20 }.first
            let reference = quoted.dropFirst()[..<end]
            if behind != UInt8(ascii: "+"), !reference.isEmpty { return reference }
        }
        return nil
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x24
    }

    private static func withoutComments(_ body: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = body[...]
        while let start = ByteSearch.range(of: "<!--", in: rest) {
            result += rest[..<start.lowerBound]
            let comment = rest[start.upperBound...]
            guard let end = ByteSearch.range(of: "-->", in: comment) else { return result + comment }
            // Scripts are wrapped in comments for browsers that knew none.
            if isScript(result) { result += comment[..<end.lowerBound] }
            rest = comment[end.upperBound...]
        }
        return result + rest
    }

    /// Whether the last tag begun is a script.
    private static func isScript(_ text: [UInt8]) -> Bool {
        guard let tag = text.lastIndex(of: UInt8(ascii: "<")) else { return false }
        return text[tag...].prefix(7).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual("<script".utf8)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }
}
