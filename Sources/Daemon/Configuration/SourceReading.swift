internal import Model

extension SourceConfiguration {
    /// Reads one `[[source]]`; nil where a key that it cannot do without is missing or wrong.
    static func read(_ table: inout TableReader) -> SourceConfiguration? {
        let id = table.required("id", .sourceIdentifier)
        let name = table.optional("name", .nonemptyString)
        let start = table.value("start", ExpectedValue.webAddress.listOrOne, default: [])
        let every = table.value(
            "every", .duration(in: .seconds(60) ... .seconds(30 * 86_400)), default: .seconds(1800))
        let kind: Kind? = table.optional("kind", .choice)
        let json = table.has("json") ? table.table("json", JSONScheme.read) : nil
        if json != nil, kind != .json { table.report("kind", "expected \"json\", because `json` says where what is") }
        let patterns = table.value("article", ExpectedValue.regularExpression.listOrOne, default: [])
        let issues = readIssues(&table)
        let maxPages = table.value("max_pages", .integer(in: 1...1000), default: 3)
        let rules = table.table("rules", ExtractionRules.read)
        let hasExpectation = table.has("expect")
        let expected = table.table("expect", ExpectedArticles.read)
        let zone = table.optional("time_zone", .timeZone)
        let isEnabled = table.value("enabled", .boolean, default: true)
        if start.isEmpty, issues.isEmpty, !table.has("start"), !table.has("epaper") {
            table.report("start", "is missing: expected the list pages, or \"epaper\"")
        }
        guard let id else { return nil }
        return SourceConfiguration(
            id: id, name: name ?? id, start: start, every: every, kind: kind, json: json,
            articlePatterns: patterns, issues: issues, maxPages: maxPages, rules: rules,
            expected: hasExpectation ? expected : nil,
            timeZone: zone, isEnabled: isEnabled)
    }

    /// `epaper` is one template, limited by the source's own `from` and `to`, or a list of `{ url, from, to }`.
    private static func readIssues(_ table: inout TableReader) -> [IssueScheme] {
        let from = table.optional("from", .day)
        let to = table.optional("to", .day)
        if let from, let to, to < from { table.report("to", "expected a day that is not before \(from), found \(to)") }
        if table.isArrayOfTables("epaper") {
            return table.tables("epaper") { scheme in
                let template = scheme.required("url", .issueTemplate)
                let first = scheme.optional("from", .day) ?? from
                let last = scheme.optional("to", .day) ?? to
                guard let template else { return nil }
                let issue = IssueScheme(template: template, from: first, to: last)
                if issue == nil { scheme.report("to", "expected a day that is not before \"from\"") }
                return issue
            }
        }
        let template = table.optional("epaper", .issueTemplate)
        return template.flatMap { IssueScheme(template: $0, from: from, to: to) }.map { [$0] } ?? []
    }
}

extension JSONScheme {
    fileprivate static func read(_ table: inout TableReader) -> JSONScheme {
        let path = ExpectedValue<JSONPath>.text("a path such as \"data.list\" or \"rows[0].name\"") { JSONPath($0) }
        let link = ExpectedValue<JSONText>.text(
            "a path such as \"url\", or a template such as \"https://x.example/{id}.html\""
        ) { JSONText($0) }
        let next = ExpectedValue<JSONNext>.text(
            "a path to the next page's address, or its address with {page} in it"
        ) { text in
            text.contains("{") ? PageTemplate(text).map { .numbered($0) } : JSONPath(text).map { .path($0) }
        }
        return JSONScheme(
            items: table.optional("items", path), link: table.optional("link", link),
            title: table.optional("title", path), date: table.optional("date", path),
            next: table.optional("next", next), pages: table.optional("pages", path))
    }
}

extension ExpectedArticles {
    fileprivate static func read(_ table: inout TableReader) -> ExpectedArticles {
        ExpectedArticles(
            weekday: table.value("weekday", .integer(in: 0...100_000), default: 0),
            weekend: table.value("weekend", .integer(in: 0...100_000), default: 0))
    }
}

extension ExpectedValue where Value == String {
    /// A source's id: a name for machines, but not the one kept for pages fetched by hand.
    fileprivate static var sourceIdentifier: ExpectedValue {
        text("\(ExpectedValue.identifier.words), not \"\(SourceConfiguration.manual)\"") { text in
            text == SourceConfiguration.manual ? nil : ExpectedValue.identifier.read(.string(text))
        }
    }

    fileprivate static var issueTemplate: ExpectedValue {
        text("an address with {yyyy}, {MM} and {dd} in it") { IssueScheme(template: $0) == nil ? nil : $0 }
    }
}
