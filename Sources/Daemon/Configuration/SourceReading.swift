internal import Model

extension SourceConfiguration {
    /// Reads one `[[source]]`; nil where a key that it cannot do without is missing or wrong.
    static func read(_ table: inout TableReader) -> SourceConfiguration? {
        let id = table.required(.sourceID, .sourceIdentifier)
        let name = table.optional(.sourceName, .nonemptyString)
        let start = table.value(.sourceStart, ExpectedValue.webAddress.listOrOne, default: [])
        let every = table.value(
            .sourceEvery, .duration(in: .seconds(60) ... .seconds(30 * 86_400)), default: .seconds(1800))
        let kind: Kind? = table.optional(.sourceKind, .choice)
        let json = table.has("json") ? table.table("json", JSONScheme.read) : nil
        if json != nil, kind != .json {
            table.report(.sourceKind, "expected \"json\", because `json` says where what is")
        }
        let patterns = table.value(.sourceArticle, ExpectedValue.regularExpression.listOrOne, default: [])
        let issues = readIssues(&table)
        let maxPages = table.value(.sourceMaxPages, .integer(in: 1...1000), default: 3)
        let rules = table.table("rules", ExtractionRules.read)
        let hasExpectation = table.has("expect")
        let expected = table.table("expect", ExpectedArticles.read)
        let zone = table.optional(.sourceTimeZone, .timeZone)
        let isEnabled = table.value(.sourceEnabled, .boolean, default: true)
        if start.isEmpty, issues.isEmpty, !table.has(.sourceStart), !table.has(.sourceEpaper) {
            table.report(.sourceStart, "is missing: expected the list pages, or \"epaper\"")
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
        let from = table.optional(.sourceFrom, .day)
        let to = table.optional(.sourceTo, .day)
        if let from, let to, to < from {
            table.report(.sourceTo, "expected a day that is not before \(from), found \(to)")
        }
        if table.isArrayOfTables(.sourceEpaper) {
            return table.tables("epaper") { scheme in
                let template = scheme.required(.sourceEpaperURL, .issueTemplate)
                let first = scheme.optional(.sourceEpaperFrom, .day) ?? from
                let last = scheme.optional(.sourceEpaperTo, .day) ?? to
                guard let template else { return nil }
                let issue = IssueScheme(template: template, from: first, to: last)
                if issue == nil { scheme.report(.sourceEpaperTo, "expected a day that is not before \"from\"") }
                return issue
            }
        }
        let template = table.optional(.sourceEpaper, .issueTemplate)
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
            items: table.optional(.sourceJSONItems, path), link: table.optional(.sourceJSONLink, link),
            title: table.optional(.sourceJSONTitle, path), date: table.optional(.sourceJSONDate, path),
            next: table.optional(.sourceJSONNext, next), pages: table.optional(.sourceJSONPages, path))
    }
}

extension ExpectedArticles {
    fileprivate static func read(_ table: inout TableReader) -> ExpectedArticles {
        ExpectedArticles(
            weekday: table.value(.sourceExpectWeekday, .integer(in: 0...100_000), default: 0),
            weekend: table.value(.sourceExpectWeekend, .integer(in: 0...100_000), default: 0))
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
