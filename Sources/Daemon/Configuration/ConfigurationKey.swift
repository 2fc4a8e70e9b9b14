/// Every key of the configuration. Nothing else can be read from a file or a variable, so that whoever adds a key
/// decides what a reload does with it, and whether its value may be shown.
enum ConfigurationKey: String, CaseIterable, Sendable {
    case archiveRoot = "archive.root"
    case archiveTimeZone = "archive.time_zone"

    case stateURL = "state.url"

    case fetchContact = "fetch.contact"
    case fetchUserAgent = "fetch.user_agent"
    case fetchConcurrency = "fetch.concurrency"
    case fetchPerHost = "fetch.per_host"
    case fetchDelay = "fetch.delay"
    case fetchTimeout = "fetch.timeout"
    case fetchMaxBody = "fetch.max_body"
    case fetchRetries = "fetch.retries"
    case fetchRobots = "fetch.robots"
    case fetchPrivateAddresses = "fetch.private_addresses"
    case fetchProxy = "fetch.proxy"

    case textWidth = "text.width"
    case textScript = "text.script"

    case captureWARC = "capture.warc"
    case captureDir = "capture.dir"
    case captureAttachments = "capture.attachments"

    case recheckAfter = "recheck.after"

    case httpListen = "http.listen"
    case httpToken = "http.token"
    case httpRate = "http.rate"
    case httpOrigins = "http.origins"
    case httpNames = "http.names"

    case sourcesInclude = "sources.include"

    case topicID = "topic.id"
    case topicName = "topic.name"
    case topicAny = "topic.any"
    case topicAll = "topic.all"
    case topicNone = "topic.none"
    case topicIn = "topic.in"

    case hookName = "hook.name"
    case hookExec = "hook.exec"
    case hookURL = "hook.url"
    case hookSecret = "hook.secret"
    case hookEvents = "hook.events"
    case hookSources = "hook.sources"
    case hookTopics = "hook.topics"
    case hookTimeout = "hook.timeout"
    case hookWithText = "hook.with_text"

    case sourceID = "source.id"
    case sourceName = "source.name"
    case sourceStart = "source.start"
    case sourceEvery = "source.every"
    case sourceKind = "source.kind"
    case sourceArticle = "source.article"
    /// A template of its own, or the tables whose keys follow.
    case sourceEpaper = "source.epaper"
    case sourceEpaperURL = "source.epaper.url"
    case sourceEpaperFrom = "source.epaper.from"
    case sourceEpaperTo = "source.epaper.to"
    case sourceFrom = "source.from"
    case sourceTo = "source.to"
    case sourceMaxPages = "source.max_pages"
    case sourceTimeZone = "source.time_zone"
    case sourceEnabled = "source.enabled"
    case sourceExpectWeekday = "source.expect.weekday"
    case sourceExpectWeekend = "source.expect.weekend"
    case sourceJSONItems = "source.json.items"
    case sourceJSONLink = "source.json.link"
    case sourceJSONTitle = "source.json.title"
    case sourceJSONDate = "source.json.date"
    case sourceJSONNext = "source.json.next"
    case sourceJSONPages = "source.json.pages"

    case ruleBody = "source.rules.body"
    case ruleTitle = "source.rules.title"
    case ruleIntrotitle = "source.rules.introtitle"
    case ruleSubtitle = "source.rules.subtitle"
    case ruleDate = "source.rules.date"
    case ruleSource = "source.rules.source"
    case ruleAuthors = "source.rules.authors"
    case ruleDrop = "source.rules.drop"
    case ruleKeep = "source.rules.keep"

    /// As it stands within its table: `time_zone`.
    var name: String { String(rawValue[rawValue.index(after: lastDot)...]) }

    /// The table that it stands in, without numbers: `source.rules`.
    var table: String { String(rawValue[..<lastDot]) }

    private var lastDot: String.Index {
        guard let dot = rawValue.lastIndex(of: ".") else { preconditionFailure("every key stands in a table") }
        return dot
    }

    /// Whether its value may hold what only its owner may read: a token, a password in an address, a signing secret, a
    /// receiver's address. Such a value is never shown.
    var isSecret: Bool {
        switch self {
        case .stateURL, .fetchProxy, .httpToken, .hookExec, .hookURL, .hookSecret: true
        default: false
        }
    }
}

extension ConfigurationKey {
    /// What a reload does with a changed value.
    enum Effect {
        /// The next session goes by it.
        case reload
        /// What was opened when the daemon started goes by it until the daemon ends.
        case restart(FixedSetting)
    }

    var effect: Effect {
        switch self {
        // The locks of archive and database are held, and days are filed under the zone.
        case .archiveRoot: .restart(FixedSetting(\.archive.root))
        case .archiveTimeZone: .restart(FixedSetting(\.archive.timeZone))
        case .stateURL: .restart(FixedSetting(\.state))
        case .captureDir: .restart(FixedSetting(\.capture.folder))
        // The server is opened once.
        case .httpListen: .restart(FixedSetting(\.http.listen))
        case .httpToken: .restart(FixedSetting(\.http.token))
        case .httpRate: .restart(FixedSetting(\.http.rate))
        case .httpOrigins: .restart(FixedSetting(\.http.origins))
        case .httpNames: .restart(FixedSetting(\.http.names))
        case .fetchContact, .fetchUserAgent, .fetchConcurrency, .fetchPerHost, .fetchDelay, .fetchTimeout,
            .fetchMaxBody, .fetchRetries, .fetchRobots, .fetchPrivateAddresses, .fetchProxy, .textWidth, .textScript,
            .captureWARC, .captureAttachments, .recheckAfter, .sourcesInclude, .topicID, .topicName, .topicAny,
            .topicAll, .topicNone, .topicIn, .hookName, .hookExec, .hookURL, .hookSecret, .hookEvents, .hookSources,
            .hookTopics, .hookTimeout, .hookWithText, .sourceID, .sourceName, .sourceStart, .sourceEvery, .sourceKind,
            .sourceArticle, .sourceEpaper, .sourceEpaperURL, .sourceEpaperFrom, .sourceEpaperTo, .sourceFrom,
            .sourceTo, .sourceMaxPages, .sourceTimeZone, .sourceEnabled, .sourceExpectWeekday, .sourceExpectWeekend,
            .sourceJSONItems, .sourceJSONLink, .sourceJSONTitle, .sourceJSONDate, .sourceJSONNext, .sourceJSONPages,
            .ruleBody, .ruleTitle, .ruleIntrotitle, .ruleSubtitle, .ruleDate, .ruleSource, .ruleAuthors, .ruleDrop,
            .ruleKeep:
            .reload
        }
    }
}

/// A setting that stays as it is while the daemon runs.
struct FixedSetting {
    /// Puts the old value into a new configuration.
    ///
    /// - Returns: whether the new one was another.
    let keep: (_ old: Configuration, _ new: inout Configuration) -> Bool

    init<Value: Equatable>(_ field: WritableKeyPath<Configuration, Value>) {
        keep = { old, new in
            guard new[keyPath: field] != old[keyPath: field] else { return false }
            new[keyPath: field] = old[keyPath: field]
            return true
        }
    }
}
