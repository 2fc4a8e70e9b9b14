internal import Model
internal import Storage

/// What somebody looks for, as the forms and links of the search pages say it.
struct SearchOptions: Sendable {
    let text: String
    let filter: ArticleFilter
    private let topics: [NamedTopic]

    private static let query = query(isRequired: false)
    private static let source = Parameter.optional("source", "Only of this source.")
    private static let topic = Parameter.optional("topic", "Only of this topic.")
    private static let from = Parameter.optionalDay("from", "Only of this day or later.")
    private static let to = Parameter.optionalDay("to", "Only of this day or earlier.")

    private static func query(isRequired: Bool) -> Parameter<String> {
        .query("q", "What to look for.", isRequired: isRequired, isOpen: !isRequired)
    }

    /// - Parameter isRequired: nothing is answered without words; else without them there is a form to fill in.
    static func parameters(isRequired: Bool = false) -> [ParameterDeclaration] {
        [
            query(isRequired: isRequired).declaration, source.declaration, topic.declaration, from.declaration,
            to.declaration,
        ]
    }

    init(_ inquiry: ValidatedRequest, topics: [NamedTopic]) {
        text = inquiry.value(Self.query) ?? ""
        var filter = ArticleFilter()
        filter.sources = [inquiry.value(Self.source) ?? ""].filter { !$0.isEmpty }
        filter.topics = [inquiry.value(Self.topic) ?? ""].filter { !$0.isEmpty }
        filter.since = inquiry.value(Self.from) ?? nil
        filter.until = inquiry.value(Self.to) ?? nil
        self.filter = filter
        self.topics = topics
    }

    /// The same, for a link.
    var queryText: String {
        var pairs = [("q", text)]
        pairs += filter.sources.map { ("source", $0) } + filter.topics.map { ("topic", $0) }
        if let day = filter.since { pairs.append(("from", day.description)) }
        if let day = filter.until { pairs.append(("to", day.description)) }
        return pairs.map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&")
    }

    /// The search as a feed.
    var feeds: Markup {
        var text = "q=\(PercentEncoding.encoded(text))"
        for source in filter.sources { text += "&source=\(PercentEncoding.encoded(source))" }
        for topic in filter.topics { text += "&topic=\(PercentEncoding.encoded(topic))" }
        return """
            <link rel="alternate" type="application/atom+xml" href="/feed.atom?\(text)">
            <link rel="alternate" type="application/feed+json" href="/feed.json?\(text)">
            """
    }

    /// - Parameter sources: ids and names.
    func form(_ action: String, _ sources: [(id: String, name: String)], _ reader: Reader) -> Markup {
        """
        <form class="wishes" role="search" action="\(action)" aria-label="\(reader.words("检索", "Search"))">
        <p class="words"><label for="q">\(reader.words("检索词", "Words"))</label>
        <input id="q" type="search" name="q" value="\(text)" maxlength="\(SearchClient.lengthLimit)" required>
        <button>\(reader.words("检索", "Search"))</button></p>
        <p><label for="source">\(reader.words("来源", "Source"))</label>
        <select id="source" name="source">\(options(sources, filter.sources.first, reader))</select>
        \(topicChoice(reader))
        <label for="from">\(reader.words("自", "From"))</label>
        <input id="from" type="date" name="from" value="\(filter.since?.description ?? "")">
        <label for="to">\(reader.words("至", "to"))</label>
        <input id="to" type="date" name="to" value="\(filter.until?.description ?? "")"></p>
        </form>
        """
    }

    private func topicChoice(_ reader: Reader) -> Markup? {
        guard !topics.isEmpty else { return nil }
        return """
            <label for="topic">\(reader.words("专题", "Topic"))</label>
            <select id="topic" name="topic">\(options(topics.map { ($0.id, $0.name) }, filter.topics.first, reader))</select>
            """
    }

    private func options(_ choices: [(id: String, name: String)], _ chosen: String?, _ reader: Reader) -> [Markup] {
        ["<option value=\"\">\(reader.words("全部", "all"))</option>"]
            + choices.map { choice in
                let selected: Markup = choice.id == chosen ? " selected" : ""
                return "<option value=\"\(choice.id)\"\(selected)>\(choice.name)</option>"
            }
    }
}

extension Parameter where Value == String {
    /// The id of a source or topic; a form that leaves it open sends it empty.
    fileprivate static func optional(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "an id of up to 100 characters", schema: ["type": "string", "maxLength": 100]
        ) { $0.unicodeScalars.count <= 100 ? $0 : nil }
    }
}

extension Parameter where Value == Day? {
    /// A day; a form that leaves it open sends it empty.
    fileprivate static func optionalDay(_ name: String, _ help: String) -> Self {
        Self(
            name, help, words: "a day as YYYY-MM-DD",
            schema: ["type": "string", "pattern": .string("^(\(Day.pattern))?$")]
        ) { text in
            if text.isEmpty { return .some(nil) }
            return Day(text).map { .some($0) }
        }
    }
}
