internal import Extraction
internal import Model

/// A `[[source]]` made from what a probe saw, ready to be pasted.
struct SourceDraft: Hashable, Sendable {
    let id: String
    let name: String
    let start: WebAddress?
    /// How an issue's address follows from its day; e-papers only.
    let issueTemplate: String?
    /// A regular expression that fits most of the articles; nil where they have no common form.
    let articlePattern: String?
    /// Where a list in JSON has what.
    let json: JSONScheme?

    /// - Parameters:
    ///   - id: as somebody wants it; nil: drawn from the host.
    ///   - taken: ids that are in use.
    init(_ probe: SourceProbe, id: String? = nil, name: String? = nil, taken: Set<String> = []) {
        self.id = id ?? SourceDraft.freeID(for: probe.address.host, taken)
        let title = probe.traits.siteName ?? probe.traits.title ?? probe.address.host
        self.name = name ?? shortened(oneLine(title).trimming { "_-|–—·, ".contains($0) }, toColumns: 60)
        let list = probe.findings.list
        issueTemplate = list?.issue.flatMap { SourceDraft.template(probe.address, of: $0) }
        // A page that lists nothing, but names a feed, is followed through the feed.
        let isBarren = list.map { $0.articles.isEmpty && !$0.feeds.isEmpty } ?? false
        start = issueTemplate != nil ? nil : isBarren ? list?.feeds.first ?? probe.address : probe.address
        // A page that leads to a list in JSON is none: the daemon finds the way again.
        json = probe.findings.elsewhere == nil ? list?.scheme : nil
        articlePattern = list.flatMap { SourceDraft.pattern(of: $0.articles.map(\.address)) }
    }

    /// TOML, ended by a line end; the pattern is a comment: what the page shows is as good until the site confuses it.
    var toml: String {
        var lines = ["[[source]]", "id = \(jsonString(id))", "name = \(jsonString(name))"]
        if let start { lines.append("start = [\(jsonString(start.description))]") }
        if let issueTemplate { lines.append("epaper = \(jsonString(issueTemplate))") }
        lines.append("every = \"30m\"")
        if let json { lines += ["kind = \"json\"", "json = { \(json.toml) }"] }
        if let articlePattern { lines.append("# article = ['\(articlePattern)']") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Labels that say nothing about whose host it is.
    private static let commonLabels: Set = [
        "www", "com", "net", "org", "gov", "edu", "cn", "hk", "mo", "tw", "epaper", "paper", "szb", "dzb", "news",
    ]

    /// `www.jiangmen.gov.cn` → `jiangmen`; with a number where that is taken.
    private static func freeID(for host: String, _ taken: Set<String>) -> String {
        let labels = host.split(separator: ".").map(String.init)
        let isName = labels.contains { $0.contains { $0.isLetter } }
        let own = isName ? labels.last { !commonLabels.contains($0) } ?? labels.first : nil
        let word = (own ?? "site-" + host).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let base = String(word).lowercased().trimming { $0 == "-" }
        let id = base.isEmpty ? "site" : base
        guard taken.contains(id) || id == SourceConfiguration.manual else { return id }
        return (2...).lazy.map { "\(id)-\($0)" }.first { !taken.contains($0) } ?? id
    }

    /// The address with the day's digits replaced by `{yyyy}`, `{MM}`, `{dd}`; nil where they do not stand in it.
    private static func template(_ address: WebAddress, of day: Day) -> String? {
        let (year, month, date) = (
            zeroPadded(day.year, to: 4), zeroPadded(day.month, to: 2), zeroPadded(day.day, to: 2)
        )
        // `2026-11/21`, `202611/21`, `2026/11/21`, `2026-11-21`, `20261121`.
        let joints = [("-", "/"), ("", "/"), ("/", "/"), ("-", "-"), ("", "")]
        let forms = joints.map { first, second in
            (spelled: year + first + month + second + date, form: "{yyyy}\(first){MM}\(second){dd}")
        }
        let text = address.description
        guard let form = forms.first(where: { text.contains($0.spelled) }) else { return nil }
        let template = text.replacing(form.spelled, with: form.form)
        return IssueScheme(template: template)?.template
    }

    /// What the ends of most addresses have in common, digits as `\d+`; nil where less than four of five share it.
    private static func pattern(of addresses: [WebAddress]) -> String? {
        guard addresses.count >= 3 else { return nil }
        let forms = addresses.map { address in
            var form = ""
            var isNumber = false
            let name = address.path.split(separator: "/").last ?? ""
            for character in "/" + name {
                if character.isASCII, character.isNumber {
                    if !isNumber { form += #"\d+"# }
                    isNumber = true
                } else {
                    form += #".+*?()[]{}|^$\"#.contains(character) ? "\\\(character)" : String(character)
                    isNumber = false
                }
            }
            return form + "$"
        }
        let counts = Dictionary(forms.map { ($0, 1) }, uniquingKeysWith: +)
        guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value * 5 >= forms.count * 4,
            best.key.contains(#"\d"#), !best.key.contains("'")
        else { return nil }
        return best.key
    }
}

extension JSONScheme {
    /// The keys of its table: `items = "data.list", link = "url"`.
    var toml: String {
        let values = [
            ("items", items?.description), ("link", link?.description), ("title", title?.description),
            ("date", date?.description),
        ]
        return values.compactMap { key, value in value.map { "\(key) = \(jsonString($0))" } }.joined(separator: ", ")
    }
}

extension String {
    fileprivate func trimming(_ isEdge: (Character) -> Bool) -> String {
        String(drop(while: isEdge).reversed().drop(while: isEdge).reversed())
    }
}
