package import Model

/// Tells pages from what stands in their place: by redirects, then by marks on pages that show next to nothing, then by
/// what the page says.
///
/// | what came | verdict |
/// |---|---|
/// | a redirect from a page to a home page | `redirect-home` |
/// | a redirect to `/404.html` and the like | `soft-404` |
/// | marks of a wall, or a status that only walls have, and less text than their rule allows | that wall |
/// | 2xx, hardly any text, and a forward to a home page | `redirect-home` |
/// | 2xx, hardly any prose, and a line that says that the page is missing | `soft-404` |
/// | 2xx, hardly any text, but scripts | `script-shell` |
/// | 2xx, nothing at all | `blank` |
/// | anything else, and whatever has enough prose | no wall |
///
/// The marks sit on real pages, too: what a reader can see decides.
package struct WallRecogniser: Sendable {
    /// With the lists that dibao comes with.
    package static let standard = WallRecogniser(
        rules: listed(WallMarks.list), wording: listed(MissingWords.list))

    private let rules: [WallRule]
    private let wording: MissingWording
    private let highestLimit: Int

    private static let shellLimit = 40
    /// Marks further behind are not looked for: the longest shells, those of 瑞数, have 100 KB.
    private static let markedBytes = 256 << 10
    /// What footers hold of sentences.
    private static let footerProse = 150

    /// - Parameters:
    ///   - rules: lines of `WallMarks`.
    ///   - wording: lines of `MissingWords`.
    init(rules: [String], wording: [String]) {
        self.rules = rules.map { line in
            guard let rule = WallRule(line) else {
                preconditionFailure("a rule that cannot be read: \(line)")  // the lists are part of the program
            }
            return rule
        }
        self.wording = MissingWording(wording)
        highestLimit = self.rules.map(\.limit).max() ?? 0
    }

    /// - Parameter asked: the address that was wanted, before any redirect.
    /// - Returns: nil for pages, and for what its status says all about.
    package func wall(in response: Response, asked: WebAddress) -> Wall? {
        guard response.status != 304 else { return nil }
        if let wall = redirectWall(response, asked: asked) { return wall }
        guard let page = PageBytes(response.body) else { return barredWall(response) }
        let glance = PageStatistics(page)
        guard !glance.isPlenty else { return nil }
        if let wall = markedWall(response, page, glance) { return wall }
        guard (200...299).contains(response.status), page.isWhole else { return nil }
        if let target = PageForward.target(in: response.body, at: response.address) {
            guard glance.visible <= WallRecogniser.shellLimit, target.isHome, !asked.isHome else { return nil }
            return Wall(kind: .redirectHome, evidence: "HTTP \(response.status), a page that only leads to \(target)")
        }
        return missingPage(response, glance) ?? emptyPage(response, glance)
    }

    /// Whether this text, an article's title and body by somebody's reading, only says that the page is missing.
    package func saysMissing(title: String?, body: String) -> Bool {
        let lines = body.split(separator: "\n")
        guard lines.count <= 5, body.utf8.count <= 1000 else { return false }
        return ([title].compactMap(\.self).map { Substring($0) } + lines).contains {
            wording.says(WordingSkeleton($0.utf8))
        }
    }

    private func redirectWall(_ response: Response, asked: WebAddress) -> Wall? {
        guard let last = response.redirects.last, !asked.isHome else { return nil }
        let evidence = "HTTP \(last.status) to \(response.address)"
        if response.address.isHome { return Wall(kind: .redirectHome, evidence: evidence) }
        let name = response.address.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let isErrorPage = ["404", "error", "notfound", "pagenotfound", "nopage"].contains(
            String(name.prefix { $0 != "." }))
        return isErrorPage ? Wall(kind: .softNotFound, evidence: evidence) : nil
    }

    private func markedWall(_ response: Response, _ page: PageBytes, _ glance: PageStatistics) -> Wall? {
        guard glance.visible <= highestLimit else { return nil }
        let lower = ByteSearch.lowercased(page.bytes.prefix(WallRecogniser.markedBytes))
        let text = WordingSkeleton(glance.runs.joined(separator: [0x0A]) + glance.noscript)
        let title = WordingSkeleton(glance.title)
        let cookies = response.headers.filter { $0.isNamed("Set-Cookie") }.map { $0.value.lowercased() }
        let rule = rules.first { rule in
            glance.visible <= rule.limit && (rule.statuses.isEmpty || rule.statuses.contains(response.status))
                && rule.marks.allSatisfy { mark in
                    switch mark {
                    case .body(let bytes): ByteSearch.contains(bytes, in: lower)
                    case .text(let wording): text.contains(wording)
                    case .title(let wording): title.contains(wording)
                    case .cookie(let name): cookies.contains { $0.contains(name) }
                    }
                }
        }
        return rule.map { rule in
            let found = ["HTTP \(response.status)", shown(glance), rule.text].filter { !$0.isEmpty }
            return Wall(kind: rule.kind, evidence: found.joined(separator: ", "))
        }
    }

    /// What is no page can be known by its status alone.
    private func barredWall(_ response: Response) -> Wall? {
        let rule = rules.first { $0.marks.isEmpty && $0.statuses.contains(response.status) }
        return rule.map { Wall(kind: $0.kind, evidence: "HTTP \(response.status), no page") }
    }

    private func missingPage(_ response: Response, _ glance: PageStatistics) -> Wall? {
        guard glance.prose <= WallRecogniser.footerProse else {
            return nil
        }
        let line = ([glance.title] + glance.runs).first { $0.count <= 1000 && wording.says(WordingSkeleton($0)) }
        return line.map { line in
            let text = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
            return Wall(kind: .softNotFound, evidence: "HTTP \(response.status), the page says: \(text.prefix(80))")
        }
    }

    private func emptyPage(_ response: Response, _ glance: PageStatistics) -> Wall? {
        guard !glance.hasRecords, glance.frames == 0 else { return nil }
        let evidence = "HTTP \(response.status), \(shown(glance))"
        if glance.scripts > 0, glance.visible <= WallRecogniser.shellLimit, glance.links <= 3, glance.images <= 2 {
            return Wall(kind: .scriptShell, evidence: evidence + ", \(glance.scripts) scripts")
        }
        guard glance.visible == 0, glance.links == 0, glance.images == 0 else { return nil }
        return Wall(kind: .blank, evidence: evidence)
    }

    private func shown(_ glance: PageStatistics) -> String {
        glance.visible == 0 ? "nothing to read" : "\(glance.visible) characters to read"
    }

    /// The lines of a list without comments and blank lines.
    private static func listed(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("# ") && !$0.allSatisfy(\.isWhitespace) }
    }
}

extension WebAddress {
    /// Whether this is a site's first page.
    package var isHome: Bool {
        guard query == nil || query == "" else { return false }
        let name = path.dropFirst().lowercased()
        return name.isEmpty
            || ["index", "default", "home", "main"].contains { stem in
                name == stem || (name.hasPrefix(stem + ".") && !name.contains("/"))
            }
    }
}
